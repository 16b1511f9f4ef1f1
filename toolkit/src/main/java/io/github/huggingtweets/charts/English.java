package io.github.huggingtweets.charts;

import io.github.huggingtweets.corpus.Author;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of the charts, which are English wherever they are drawn. */
final class English {

    private English() {}

    static String format(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }

    /** {@return a number with its noun, in the singular where there is one} */
    static String count(long number, String noun) {
        return format("%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    static String handles(List<Author> authors) {
        return authors.stream().map(author -> "@" + author.handle()).collect(Collectors.joining(" & "));
    }
}
