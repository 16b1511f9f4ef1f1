package io.github.huggingtweets.gpt2.generation;

import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import java.util.Arrays;

/** Turns tokens into text as they come. A token may hold a part of a character; nothing is given out before it is whole. */
public final class TextStream {

    private static final char NO_CHARACTER = '\uFFFD';

    private final Gpt2Tokenizer tokenizer;
    private long[] pending = {}; // since the last token that ended with a whole character
    private int given; // how much of their text was given out

    /**
     * Begins a text.
     *
     * @param tokenizer the tokenizer of the model
     */
    public TextStream(Gpt2Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * {@return the characters that are whole now, perhaps none; U+FFFD for bytes that make no character}
     *
     * @param token the next token of the text
     */
    public String next(long token) {
        pending = Arrays.copyOf(pending, pending.length + 1);
        pending[pending.length - 1] = token;
        String text = tokenizer.decode(pending);
        if (text.isEmpty() || text.charAt(text.length() - 1) != NO_CHARACTER) {
            return flush();
        }
        String whole = text.substring(given, text.length() - 1); // the next token may complete the last one
        given += whole.length();
        return whole;
    }

    /** {@return what is left at the end of the text} */
    public String flush() {
        String rest = pending.length == 0 ? "" : tokenizer.decode(pending).substring(given);
        pending = new long[0];
        given = 0;
        return rest;
    }
}
