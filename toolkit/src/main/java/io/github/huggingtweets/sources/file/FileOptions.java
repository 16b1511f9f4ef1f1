package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.Author;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is known of a file before it is opened.
 *
 * @param named the columns that were named; the others are to be recognized
 * @param author whose tweets all are
 * @param charset the encoding
 * @param separator what stands between columns
 * @param withoutHeader whether the first line is a tweet, and columns go by their numbers
 * @param dateOrder which number is the day in dates such as {@code 3/4/2020}
 * @param skipReport who is told how many broken lines were left out; empty where a broken line ends the reading
 */
record FileOptions(
        Map<TweetField, String> named,
        Optional<Author> author,
        Optional<Charset> charset,
        Optional<Character> separator,
        boolean withoutHeader,
        DateOrder dateOrder,
        Optional<Consumer<String>> skipReport) {

    public FileOptions {
        named = Map.copyOf(named);
    }

    /** {@return these options, with another separator} */
    public FileOptions withSeparator(char value) {
        return new FileOptions(named, author, charset, Optional.of(value), withoutHeader, dateOrder, skipReport);
    }
}
