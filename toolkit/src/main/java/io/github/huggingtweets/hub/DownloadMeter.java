package io.github.huggingtweets.hub;

import io.github.huggingtweets.progress.ProgressListener;
import java.util.Optional;

/** Counts the bytes of several files that are downloaded one after another, and reports the progress. */
final class DownloadMeter {

    private static final double SECONDS_TO_TELL_SPEED = 1;
    private static final long BYTES_TO_TELL_SPEED = 1_000_000; // the speed of a few small files says nothing about a large one

    private final String repository;
    private final ProgressListener listener;
    private final long started = System.nanoTime();
    private long total;
    private long finished;
    private long current;
    private long hadBefore;
    private long resumedAt;
    private String file = "";

    DownloadMeter(String repository, ProgressListener listener) {
        this.repository = repository;
        this.listener = listener;
    }

    /** Adds a file's size to the total. */
    void expect(long bytes) {
        total += bytes;
    }

    /** Starts the next file. */
    void begin(String name) {
        file = name;
        current = 0;
        resumedAt = 0;
    }

    /** Sets how much of the file an earlier download left. */
    void resumeAt(long bytes) {
        current = bytes;
        resumedAt = bytes;
        tell(Optional.empty(), false);
    }

    /** Sets how much of the file is here now. */
    void at(long bytes) {
        current = bytes;
        resumedAt = Math.min(resumedAt, bytes);
        tell(Optional.empty(), false);
    }

    /** Reports that nothing is downloaded for a while. */
    void pause(String reason) {
        tell(Optional.of(reason), false);
    }

    /** Ends the file. Bytes that this download did not fetch were here before. */
    void end(long size) {
        hadBefore += size - Math.max(0, current - resumedAt);
        finished += size;
        begin("");
    }

    /** Reports that all files are complete. */
    void done() {
        tell(Optional.empty(), true);
    }

    private void tell(Optional<String> pause, boolean done) {
        double seconds = (System.nanoTime() - started) / 1e9;
        long came = finished - hadBefore + current - resumedAt;
        boolean tooEarly = seconds < SECONDS_TO_TELL_SPEED || came < BYTES_TO_TELL_SPEED;
        double speed = tooEarly && !done ? 0 : came / seconds;
        listener.onProgress(new HubProgress(repository, file, finished + current, total, speed, pause, done));
    }
}
