package io.github.huggingtweets.bot;

import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.generation.TextStream;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One tweet as it is written. It is the first line of what the model writes, without white space at its ends, and without the
 * marks U+FFFD, which stand for bytes that make no character.
 */
final class TweetStream {

    private final TextStream decoder;
    private final StringBuilder tweet = new StringBuilder();
    private String spaces = ""; // the white space after the tweet, which belongs to it only if something follows
    private boolean ended;

    /**
     * Begins a tweet.
     *
     * @param tokenizer the tokenizer of the model
     * @param prompt the tokens of the first words
     */
    TweetStream(Gpt2Tokenizer tokenizer, long[] prompt) {
        decoder = new TextStream(tokenizer);
        append(LongStream.of(prompt).mapToObj(decoder::next).collect(Collectors.joining()));
    }

    /**
     * Adds a token to the tweet.
     *
     * @param token the id of the next token
     * @return what it adds to the text of the tweet, which may be nothing
     */
    String next(long token) {
        return append(decoder.next(token));
    }

    private String append(String decoded) {
        if (ended) {
            return "";
        }
        int end = decoded.chars().takeWhile(c -> c != '\n' && c != '\r').map(c -> 1).sum();
        ended = end < decoded.length();
        String line = spaces + decoded.substring(0, end).replace("\uFFFD", "");
        String piece = tweet.isEmpty() ? line.strip() : line.stripTrailing();
        spaces = line.substring(line.stripTrailing().length());
        tweet.append(piece);
        return piece;
    }

    /** {@return the tweet so far} */
    String text() {
        return tweet.toString();
    }
}
