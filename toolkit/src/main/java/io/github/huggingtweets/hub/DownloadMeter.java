package io.github.huggingtweets.hub;

import io.github.huggingtweets.progress.ProgressListener;
import java.util.Optional;

/** Counts the bytes of some files that come one after another, and tells of it. */
final class DownloadMeter {

    private static final double SECONDS_TO_TELL_SPEED = 1;
    private static final long BYTES_TO_TELL_SPEED = 1_000_000; // a few small files tell nothing about a large one

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

    /** The next file. */
    void begin(String name) {
        file = name;
        current = 0;
        resumedAt = 0;
    }

    /** So much of the file is here from before. */
    void resumeAt(long bytes) {
        current = bytes;
        resumedAt = bytes;
        tell(Optional.empty(), false);
    }

    /** So much of the file is here by now. */
    void at(long bytes) {
        current = bytes;
        resumedAt = Math.min(resumedAt, bytes);
        tell(Optional.empty(), false);
    }

    /** Nothing comes for a while. */
    void pause(String reason) {
        tell(Optional.of(reason), false);
    }

    /** All of the file is here; what did not come now was here before. */
    void end(long size) {
        hadBefore += size - Math.max(0, current - resumedAt);
        finished += size;
        begin("");
    }

    /** Everything is here. */
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
