package io.github.huggingtweets.gpt2.generation;

import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import java.util.Arrays;

/**
 * Decodes tokens one by one as they come. A token may end in the middle of a character, which is returned once it is complete.
 */
public final class TextStream {

    private static final char NO_CHARACTER = '\uFFFD';

    private final Gpt2Tokenizer tokenizer;
    private long[] pending = {}; // those after the last token that ended with a complete character
    private int given; // the number of characters of their text that were returned already

    /**
     * Begins a text.
     *
     * @param tokenizer the tokenizer of the model
     */
    public TextStream(Gpt2Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * {@return the characters that this token completes, perhaps none; U+FFFD for bytes that make no character, once a character
     * has followed them}
     *
     * @param token the next token of the text
     */
    public String next(long token) {
        pending = Arrays.copyOf(pending, pending.length + 1);
        pending[pending.length - 1] = token;
        String text = tokenizer.decode(pending);
        boolean complete = text.isEmpty() || text.charAt(text.length() - 1) != NO_CHARACTER;
        String piece = text.substring(given, complete ? text.length() : text.length() - 1);
        pending = complete ? new long[0] : pending;
        given = complete ? 0 : given + piece.length();
        return piece;
    }
}
