package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.Author;
import java.text.Bidi;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** English texts for charts, independent of the locale of the machine. */
public final class English {

    private static final int NAMED = 4;
    private static final char LEFT_TO_RIGHT = '\u200E';

    private English() {}

    /**
     * {@return a formatted text, as {@link String#format} returns it in English}
     *
     * @param format the format
     * @param values its arguments
     */
    public static String format(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }

    /**
     * {@return a number with its noun, such as "1 tweet" or "2,000 tweets"}
     *
     * @param number the number
     * @param noun the noun in the singular, whose plural ends in "s"
     */
    public static String count(long number, String noun) {
        return format("%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /**
     * {@return the handles of people, joined by {@code &}; if there are more than {@value #NAMED} people, the first handles and
     * the number of the others}
     *
     * @param authors the people
     */
    public static String handles(List<Author> authors) {
        return handles(authors, authors.size() > NAMED ? NAMED - 1 : authors.size());
    }

    /**
     * {@return the handle of a person; if there are several people, the first handle and the number of the others}
     *
     * @param authors the people
     */
    static String shortHandles(List<Author> authors) {
        return handles(authors, 1);
    }

    private static String handles(List<Author> authors, int named) {
        String handles = authors.stream().limit(named).map(English::handle).collect(Collectors.joining(" & "));
        int others = authors.size() - named;
        return others == 0 ? handles : format("%s & %,d %s", handles, others, others == 1 ? "other" : "others");
    }

    /** Without marks of direction, a handle that is written from right to left would reorder the words beside it. */
    private static String handle(Author author) {
        String handle = "@" + author.handle();
        boolean fromRight = Bidi.requiresBidi(handle.toCharArray(), 0, handle.length());
        return fromRight ? LEFT_TO_RIGHT + handle + LEFT_TO_RIGHT : handle;
    }

    /**
     * {@return the name of a time zone: a place, or an offset from UTC}
     *
     * @param zone the time zone
     */
    public static String clock(ZoneId zone) {
        String id = zone.normalized().getId();
        return zone.normalized() instanceof ZoneOffset ? id.equals("Z") ? "UTC" : "UTC" + id : id;
    }

    /**
     * {@return a sentence for a chart that has nothing to draw}
     *
     * @param tweets how many tweets there are
     * @param authors whose tweets they are
     * @param lacking the property that no tweet has, such as "with a time"
     */
    public static String none(int tweets, List<Author> authors, String lacking) {
        return tweets == 0 ? "There are no tweets of " + handles(authors) + "."
                : count(tweets, "tweet") + " of " + handles(authors) + ", none " + lacking + ".";
    }
}
