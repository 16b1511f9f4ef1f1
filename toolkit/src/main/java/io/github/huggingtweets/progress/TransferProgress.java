package io.github.huggingtweets.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of the download or upload of some files.
 *
 * @param direction whether the files come or go
 * @param name what is transferred, such as the repository of the files
 * @param file the file that is being transferred
 * @param bytes how many bytes of all files are there, including what an earlier transfer left
 * @param total how many bytes all files have
 * @param bytesPerSecond the speed, or 0 if it is not known yet
 * @param pause the reason of the current pause; empty if bytes are being transferred
 * @param state whether the transfer goes on, and if it does not, how it has ended
 */
public record TransferProgress(
        Direction direction, String name, String file, long bytes, long total, double bytesPerSecond, Optional<String> pause,
        State state) implements Progress {

    private static final long MEGA = 1_000_000;

    /** Whether files come or go. */
    public enum Direction {

        /** Files come to this machine. */
        DOWNLOAD("download of ", " downloaded"),

        /** Files go to a server. */
        UPLOAD("upload to ", " uploaded");

        private final String activity;
        private final String done;

        Direction(String activity, String done) {
            this.activity = activity;
            this.done = done;
        }
    }

    @Override
    public String activity() {
        return direction.activity + name;
    }

    @Override
    public double fraction() {
        return state == State.COMPLETE ? 1 : total <= 0 ? 0 : Math.min(1, (double) bytes / total);
    }

    @Override
    public boolean isDone() {
        return state != State.RUNNING;
    }

    /** {@return the estimated time left, if it is known} */
    Optional<Duration> remaining() {
        return isDone() || bytesPerSecond <= 0 ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (1_000 * Math.max(0, total - bytes) / bytesPerSecond)));
    }

    /** {@return the state in one line: {@code gpt2: model.safetensors · 120 of 548 MB · 31.2 MB a second · 0:13 left}} */
    @Override
    public String line() {
        StringBuilder line = new StringBuilder(name).append(": ").append(switch (state) {
            case RUNNING -> file + " · " + of(bytes, total);
            case COMPLETE, ENDED_EARLY -> amount(total) + direction.done;
            case STOPPED -> "stopped at " + of(bytes, total);
            case FAILED -> "failed at " + of(bytes, total);
        });
        if (bytesPerSecond > 0 && pause.isEmpty()) {
            line.append(String.format(Locale.ENGLISH, " · %.1f MB a second", bytesPerSecond / MEGA));
        }
        pause.ifPresent(reason -> line.append(" · ").append(reason));
        remaining().filter(left -> pause.isEmpty())
                .ifPresent(left -> line.append(" · ").append(Progress.clock(left)).append(" left"));
        return line.toString();
    }

    private static String of(long part, long whole) {
        return whole < 10 * MEGA ? String.format(Locale.ENGLISH, "%.1f of %s", (double) part / MEGA, amount(whole))
                : String.format(Locale.ENGLISH, "%,d of %s", part / MEGA, amount(whole));
    }

    /**
     * {@return a size as web pages write it, such as {@code 548 MB}}
     *
     * @param bytes the size in bytes
     */
    public static String amount(long bytes) {
        return bytes < MEGA ? String.format(Locale.ENGLISH, "%,d kB", (bytes + 999) / 1_000)
                : bytes < 10 * MEGA ? String.format(Locale.ENGLISH, "%.1f MB", (double) bytes / MEGA)
                : String.format(Locale.ENGLISH, "%,d MB", Math.round((double) bytes / MEGA));
    }
}
