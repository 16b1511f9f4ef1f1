package io.github.huggingtweets.progress;

import java.util.Optional;

/** Counts the bytes of several files that are downloaded or uploaded one after another, and reports the progress. */
public final class TransferMeter {

    private static final double SECONDS_TO_TELL_SPEED = 1;
    private static final long BYTES_TO_TELL_SPEED = 1_000_000; // the speed of a few small files says nothing about a large one

    private final TransferProgress.Direction direction;
    private final String name;
    private final ProgressListener listener;
    private final long started = System.nanoTime();
    private long total;
    private long finished;
    private long current;
    private long hadBefore;
    private long resumedAt;
    private String file = "";
    private boolean told;

    /**
     * Makes a meter for one activity.
     *
     * @param direction whether the files come or go
     * @param name what is transferred, such as the repository of the files
     * @param listener receives the progress
     */
    public TransferMeter(TransferProgress.Direction direction, String name, ProgressListener listener) {
        this.direction = direction;
        this.name = name;
        this.listener = listener;
    }

    /**
     * Adds a file's size to the total.
     *
     * @param bytes the size
     */
    public void expect(long bytes) {
        total += bytes;
    }

    /**
     * Starts the next file.
     *
     * @param next its name
     */
    public void begin(String next) {
        file = next;
        current = 0;
        resumedAt = 0;
    }

    /**
     * Sets how much of the file an earlier transfer left.
     *
     * @param bytes how much
     */
    public void resumeAt(long bytes) {
        current = bytes;
        resumedAt = bytes;
        tell(Optional.empty(), State.RUNNING);
    }

    /**
     * Sets how much of the file has been transferred now.
     *
     * @param bytes how much
     */
    public void at(long bytes) {
        current = bytes;
        resumedAt = Math.min(resumedAt, bytes);
        tell(Optional.empty(), State.RUNNING);
    }

    /**
     * Reports that nothing is transferred for a while.
     *
     * @param reason why
     */
    public void pause(String reason) {
        tell(Optional.of(reason), State.RUNNING);
    }

    /**
     * Ends the file. Bytes that this transfer did not move were there before.
     *
     * @param size the size of the file
     */
    public void end(long size) {
        hadBefore += size - Math.max(0, current - resumedAt);
        finished += size;
        begin("");
    }

    /** Reports that all files are complete. */
    public void done() {
        tell(Optional.empty(), State.COMPLETE);
    }

    /**
     * Reports how the transfer has ended before all files were complete, if anything has been reported before.
     *
     * @param end what has ended it
     */
    public void fail(Exception end) {
        if (told) {
            tell(Optional.empty(), State.after(end));
        }
    }

    private void tell(Optional<String> pause, State state) {
        told = true;
        double seconds = (System.nanoTime() - started) / 1e9;
        long came = finished - hadBefore + current - resumedAt;
        boolean tooEarly = seconds < SECONDS_TO_TELL_SPEED || came < BYTES_TO_TELL_SPEED;
        double speed = tooEarly && state == State.RUNNING ? 0 : came / seconds;
        listener.onProgress(new TransferProgress(direction, name, file, finished + current, total, speed, pause, state));
    }
}
