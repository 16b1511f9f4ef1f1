package io.github.huggingtweets.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a process of its own that does the same work again and again. For each line that it is given it does the work
 * once, and answers with the seconds that this took, of the clock and of the processor; at the end of its input it ends.
 */
final class Contestant implements AutoCloseable {

    private static final int MINUTES_TO_END = 10;

    private final String command;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter signals;

    /**
     * What one round took.
     *
     * @param clock the seconds that went by
     * @param processor the seconds of computing, of all cores together
     */
    record Time(double clock, double processor) {}

    /**
     * Starts the program.
     *
     * @throws IOException if it can't be started
     */
    Contestant(List<String> command) throws IOException {
        this.command = String.join(" ", command);
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = process.inputReader();
        signals = process.outputWriter();
    }

    /**
     * Lets it do its work once.
     *
     * @throws IOException if it has ended
     */
    Time round() throws IOException {
        signals.write("\n");
        signals.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("There was no answer from: " + command);
        }
        String[] seconds = answer.split(" ");
        return new Time(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
    }

    /**
     * Lets it finish, and waits for that.
     *
     * @throws IOException if it fails
     */
    void finish() throws IOException {
        signals.close();
        try {
            if (!process.waitFor(MINUTES_TO_END, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("This did not end well: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for: " + command, e);
        }
    }

    /** Ends it, finished or not. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
