package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.Author;
import java.text.Bidi;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of the charts, which are English wherever they are drawn. */
public final class English {

    private static final int NAMED = 4;
    private static final char LEFT_TO_RIGHT = '\u200E';

    private English() {}

    /**
     * {@return a text with values in it, as {@link String#format} makes it}
     *
     * @param format the text
     * @param values the values
     */
    public static String format(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }

    /**
     * {@return a number with its noun, in the singular where there is one}
     *
     * @param number how many
     * @param noun of what, in the singular
     */
    public static String count(long number, String noun) {
        return format("%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /**
     * {@return the handles of people, of more than {@value #NAMED} the first ones with the number of others}
     *
     * @param authors the people
     */
    public static String handles(List<Author> authors) {
        int named = authors.size() > NAMED ? NAMED - 1 : authors.size();
        String handles = authors.stream().limit(named).map(English::handle).collect(Collectors.joining(" & "));
        return named == authors.size() ? handles : format("%s & %,d others", handles, authors.size() - named);
    }

    /** What is written from right to left would take what stands beside it along, were it not between marks. */
    private static String handle(Author author) {
        String handle = "@" + author.handle();
        boolean fromRight = Bidi.requiresBidi(handle.toCharArray(), 0, handle.length());
        return fromRight ? LEFT_TO_RIGHT + handle + LEFT_TO_RIGHT : handle;
    }

    /**
     * {@return the name of a clock: a place, or an offset from UTC}
     *
     * @param zone where the clock hangs
     */
    public static String clock(ZoneId zone) {
        String id = zone.normalized().getId();
        return zone.normalized() instanceof ZoneOffset ? id.equals("Z") ? "UTC" : "UTC" + id : id;
    }

    /**
     * {@return a sentence for a chart that has nothing to show}
     *
     * @param tweets how many tweets there are nevertheless
     * @param authors whose tweets they are
     * @param lacking what none of them is, such as "with a time"
     */
    public static String none(int tweets, List<Author> authors, String lacking) {
        return tweets == 0 ? "There are no tweets of " + handles(authors) + "."
                : count(tweets, "tweet") + " of " + handles(authors) + ", none " + lacking + ".";
    }
}
