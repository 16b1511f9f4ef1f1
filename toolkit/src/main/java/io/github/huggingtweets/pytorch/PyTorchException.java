package io.github.huggingtweets.pytorch;

/** PyTorch's native library is missing and cannot be fetched or unpacked. The message says what is wrong and what to do. */
public class PyTorchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what is wrong, where, and what to do next
     */
    PyTorchException(String message) {
        super(message);
    }

    /**
     * Makes an exception with its cause.
     *
     * @param message what is wrong, where, and what to do next
     * @param cause what Java reported
     */
    PyTorchException(String message, Throwable cause) {
        super(message, cause);
    }
}
