package io.github.huggingtweets.progress;

import java.time.Duration;
import java.util.Locale;

/** The state of a long activity, such as a training or a download, at one moment. */
public interface Progress {

    /** {@return the name of the activity; each activity is shown in a line or bar of its own} */
    String activity();

    /** {@return the part that is done, from 0 to 1} */
    double fraction();

    /** {@return the state in one line, such as {@code gpt2: config.json · 120 of 548 MB · 31.2 MB a second · 0:13 left}} */
    String line();

    /** {@return whether the activity has ended, so that this is the last state of it} */
    boolean isDone();

    /**
     * Writes a duration as a clock does.
     *
     * @param duration zero or more, of which whole seconds are shown
     * @return the duration, such as {@code 0:05}, {@code 14:03} or {@code 2:03:04}
     */
    static String clock(Duration duration) {
        return duration.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(),
                        duration.toSecondsPart());
    }

    /**
     * Writes a duration in its two largest units.
     *
     * @param duration zero or more, which is rounded to whole seconds
     * @return the duration, such as {@code 45 s}, {@code 1 min 5 s} or {@code 2 h 0 min}
     */
    static String words(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
