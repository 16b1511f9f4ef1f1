package io.github.huggingtweets.tweets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Records what a download reports, and is a clock whose time passes without waiting. */
final class RecordedDownload extends Clock implements ProgressListener {

    final List<String> notes = new ArrayList<>();
    final List<Progress> progress = new ArrayList<>();
    Instant now = Instant.parse("2026-02-03T04:05:06Z");

    /** {@return retries without waiting, by the clock of this test} */
    Retries retries() {
        return retries(duration -> now = now.plus(duration));
    }

    Retries retries(Retries.Sleep sleep) {
        return new Retries(this, sleep, Duration.ofMillis(1), Duration.ofMinutes(2), "interrupted");
    }

    @Override
    public void onNote(String note) {
        notes.add(note);
    }

    @Override
    public void onProgress(Progress state) {
        progress.add(state);
    }

    /** {@return the lines that a person would see, one after another} */
    List<String> lines() {
        return progress.stream().map(Progress::line).toList();
    }

    /** {@return the line that a person sees in the end} */
    String lastLine() {
        assertTrue(progress.get(progress.size() - 1).isDone());
        return lines().get(lines().size() - 1);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
