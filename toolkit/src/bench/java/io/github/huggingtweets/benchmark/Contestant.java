package io.github.huggingtweets.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program in a process of its own that does the same work again and again. For each line of its input it does the work once,
 * and answers with the seconds that this took on the clock and on the processor; it ends at the end of its input.
 */
public final class Contestant implements AutoCloseable {

    private static final int MINUTES_TO_END = 10;

    private final String command;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter signals;

    /**
     * What one round took.
     *
     * @param clock the elapsed seconds
     * @param processor the processor time of all cores together, in seconds
     * @param peakMegabytes the largest resident memory of the process so far; 0 if the system does not report it
     */
    public record Time(double clock, double processor, double peakMegabytes) {}

    /**
     * Starts the program.
     *
     * @param command the program and its arguments
     * @throws IOException if it can't be started
     */
    public Contestant(List<String> command) throws IOException {
        this(command, Map.of());
    }

    /**
     * Starts the program.
     *
     * @param command the program and its arguments
     * @param environment variables that are set for it, beside those of this process
     * @throws IOException if it can't be started
     */
    public Contestant(List<String> command, Map<String, String> environment) throws IOException {
        this.command = String.join(" ", command);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        process = builder.start();
        answers = process.inputReader();
        signals = process.outputWriter();
    }

    /**
     * Lets several programs work in turn and then finish. Other load on the machine slows all of them alike.
     *
     * @param contestants the programs by name
     * @param warmUp the number of rounds before those that count
     * @param rounds the number of rounds that count
     * @return the times of the rounds that count, by name
     * @throws IOException if one of them fails; the caller closes them all, then and otherwise
     */
    public static Map<String, List<Time>> takeTurns(Map<String, Contestant> contestants, int warmUp, int rounds)
            throws IOException {
        Map<String, List<Time>> times = new LinkedHashMap<>();
        for (int round = -warmUp; round < rounds; round++) {
            for (Map.Entry<String, Contestant> contestant : contestants.entrySet()) {
                Time time = contestant.getValue().round();
                if (round >= 0) {
                    times.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>()).add(time);
                }
            }
        }
        for (Contestant contestant : contestants.values()) {
            contestant.finish();
        }
        return times;
    }

    /**
     * Waits for the next line that the program prints.
     *
     * @return the line
     * @throws IOException if it has ended
     */
    public String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The program ended without an answer: " + command);
        }
        return line;
    }

    /**
     * Lets the program do its work once.
     *
     * @return what that took
     * @throws IOException if it has ended
     */
    public Time round() throws IOException {
        return round("");
    }

    /**
     * Lets the program do some work once.
     *
     * @param work what to do, in one line
     * @return what that took
     * @throws IOException if it has ended
     */
    public Time round(String work) throws IOException {
        signals.write(work + "\n");
        signals.flush();
        String[] figures = line().split(" ");
        return new Time(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]),
                figures.length > 2 ? Double.parseDouble(figures[2]) : 0);
    }

    /**
     * Closes the input of the program and waits for its end.
     *
     * @throws IOException if it fails
     */
    public void finish() throws IOException {
        signals.close();
        try {
            if (!process.waitFor(MINUTES_TO_END, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("The program failed or did not end: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for: " + command, e);
        }
    }

    /** Ends the program, finished or not. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
