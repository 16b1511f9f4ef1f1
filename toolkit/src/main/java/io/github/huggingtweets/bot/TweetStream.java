package io.github.huggingtweets.bot;

import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.generation.TextStream;

/** One tweet as it is written: the prompt and all pieces together are the tweet that {@link Bot#generate} gives. */
final class TweetStream {

    private final TextStream text;
    private String spaces = ""; // which may be the last thing of a tweet, and then are left out
    private boolean ended;

    TweetStream(Gpt2Tokenizer tokenizer) {
        text = new TextStream(tokenizer);
    }

    /** {@return what the next token adds to the tweet, which may be nothing} */
    String next(long token) {
        return piece(text.next(token));
    }

    private String piece(String decoded) {
        if (ended) {
            return "";
        }
        int end = decoded.chars().takeWhile(c -> c != '\n' && c != '\r').map(c -> 1).sum();
        ended = end < decoded.length();
        String line = spaces + decoded.substring(0, end).replace("\uFFFD", "");
        String piece = line.stripTrailing();
        spaces = line.substring(piece.length());
        return piece;
    }
}
