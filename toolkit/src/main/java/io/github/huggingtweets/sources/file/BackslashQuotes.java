package io.github.huggingtweets.sources.file;

import java.io.FilterReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;

/** Replaces each {@code \"} in a CSV text by {@code ""}, the standard form of a quote within quotes. */
final class BackslashQuotes extends FilterReader {

    /** @param text the text */
    BackslashQuotes(Reader text) {
        super(new PushbackReader(text, 1));
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        for (int i = offset; i < offset + read; i++) {
            if (buffer[i] == '\\' && next(buffer, i, offset + read) == '"') {
                buffer[i] = '"';
                i++;
            } else if (buffer[i] == '\\' && next(buffer, i, offset + read) == '\\') {
                i++;
            }
        }
        return read;
    }

    private int next(char[] buffer, int i, int end) throws IOException {
        if (i + 1 < end) {
            return buffer[i + 1];
        }
        int next = in.read();
        if (next >= 0) {
            ((PushbackReader) in).unread(next);
        }
        return next;
    }
}
