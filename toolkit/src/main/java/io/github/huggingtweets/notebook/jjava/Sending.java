package io.github.huggingtweets.notebook.jjava;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends the output of cells from a thread of its own. JJava's library for messages fails if the thread that sends is interrupted,
 * as that of a cell is by the stop button.
 */
final class Sending {

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "cell-output");
        thread.setDaemon(true);
        return thread;
    });

    private Sending() {}

    /** Runs code that sends something, and waits for its end. */
    static void run(Runnable send) {
        try {
            Uninterruptibles.getUninterruptibly(THREAD.submit(send));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The kernel cannot show the output of this cell: " + e.getCause().getMessage(), e);
        }
    }

    /** {@return a stream whose text goes to a stream that sends it} */
    static PrintStream stream(PrintStream sender) {
        return new PrintStream(new Buffer(sender), true, StandardCharsets.UTF_8);
    }

    private static final class Buffer extends ByteArrayOutputStream {

        private final PrintStream sender;

        Buffer(PrintStream sender) {
            this.sender = sender;
        }

        @Override
        public synchronized void flush() {
            if (size() > 0) {
                byte[] written = toByteArray();
                reset();
                run(() -> send(written));
            }
        }

        private void send(byte[] written) {
            sender.write(written, 0, written.length);
            sender.flush();
        }
    }
}
