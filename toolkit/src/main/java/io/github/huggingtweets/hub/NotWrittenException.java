package io.github.huggingtweets.hub;

import java.io.IOException;

/** It is the disk that failed, not the network. The cause says how. */
final class NotWrittenException extends IOException {

    private static final long serialVersionUID = 1L;

    NotWrittenException(IOException cause) {
        super(cause);
    }

    @Override
    public synchronized IOException getCause() {
        return (IOException) super.getCause();
    }
}
