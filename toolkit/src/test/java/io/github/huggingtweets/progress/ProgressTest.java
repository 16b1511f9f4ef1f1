package io.github.huggingtweets.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private record Count(String activity, int done, int total) implements Progress {

        @Override
        public double fraction() {
            return (double) done / total;
        }

        @Override
        public String line() {
            return activity + ": " + done + " of " + total;
        }

        @Override
        public boolean isDone() {
            return done == total;
        }
    }

    private long now = 1_000_000_000_000L;

    @Test
    void changesAtMostFiveTimesASecondAndAlwaysShowsTheEnd() {
        List<Progress> shown = new ArrayList<>();
        Throttled throttled = new Throttled(shown::add, () -> now);
        for (int step = 1; step <= 1_000; step++) {
            now += Duration.ofMillis(3).toNanos();
            throttled.onProgress(new Count("steps", step, 1_000));
        }

        assertTrue(shown.size() <= 17, shown.size() + " changes in 3 seconds");
        assertTrue(shown.size() >= 15, shown.size() + " changes in 3 seconds");
        assertEquals(new Count("steps", 1, 1_000), shown.get(0));
        assertEquals(new Count("steps", 1_000, 1_000), shown.get(shown.size() - 1));
    }

    @Test
    void showsTheBeginningOfEachActivity() {
        List<Progress> shown = new ArrayList<>();
        Throttled throttled = new Throttled(shown::add, () -> now);
        throttled.onProgress(new Count("one", 1, 3));
        throttled.onProgress(new Count("one", 2, 3));
        throttled.onProgress(new Count("two", 1, 3));

        assertEquals(List.of(new Count("one", 1, 3), new Count("two", 1, 3)), shown);
    }

    @Test
    void writesALineForEachActivityAndNote() {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            TerminalProgress console = new TerminalProgress();
            console.onNote("First.");
            console.onProgress(new Count("long name", 1, 2));
            console.onNote("Second.");
            console.onProgress(new Count("long name", 2, 2));
            console.onProgress(new Count("a", 9, 10));
            console.onProgress(new Count("a", 10, 10));
            console.onProgress(new Count("b", 1, 2));
            console.onProgress(new Count("c", 1, 2));
        } finally {
            System.setOut(before);
        }

        String end = System.lineSeparator();
        assertEquals("First." + end + "\rlong name: 1 of 2" + end + "Second." + end + "\rlong name: 2 of 2" + end
                + "\ra: 9 of 10\ra: 10 of 10" + end + "\rb: 1 of 2" + end + "\rc: 1 of 2",
                written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void overwritesALongerLineWithSpaces() {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            TerminalProgress console = new TerminalProgress();
            console.onProgress(new Count("a", 1_000, 2_000));
            console.onProgress(new Count("a", 1, 20));
        } finally {
            System.setOut(before);
        }

        assertEquals("\ra: 1000 of 2000\ra: 1 of 20     ", written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void cutsALineThatWouldFillTwoRowsOfATerminal() {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            TerminalProgress console = new TerminalProgress();
            console.onProgress(new Count("a".repeat(90), 1, 2));
            console.onProgress(new Count("a".repeat(90), 2, 2));
        } finally {
            System.setOut(before);
        }

        assertEquals("\r" + "a".repeat(78) + "…\r" + "a".repeat(90) + ": 2 of 2" + System.lineSeparator(),
                written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writesFewLinesWhereALineCannotChange() {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            LogProgress log = new LogProgress();
            log.onNote("First.");
            for (int step = 1; step <= 200; step++) {
                log.onProgress(new Count("a", step, 200));
            }
            log.onProgress(new Count("a", 1, 1));
            log.onProgress(new Count("b", 1, 2));
        } finally {
            System.setOut(before);
        }

        assertEquals(List.of("First.", "a: 1 of 200", "a: 20 of 200", "a: 40 of 200", "a: 60 of 200", "a: 80 of 200",
                "a: 100 of 200", "a: 120 of 200", "a: 140 of 200", "a: 160 of 200", "a: 180 of 200", "a: 200 of 200", "a: 1 of 1",
                "b: 1 of 2"), written.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void writesNoCarriageReturnToAFile() {
        assertFalse(TerminalProgress.isThere(), "the output of tests is a pipe");
    }

    @Test
    void writesDurationsAsAClockOrInWords() {
        assertEquals("0:05", Progress.clock(Duration.ofMillis(5_900)));
        assertEquals("14:03", Progress.clock(Duration.ofSeconds(843)));
        assertEquals("2:03:04", Progress.clock(Duration.ofSeconds(7_384)));
        assertEquals("45 s", Progress.words(Duration.ofMillis(44_500)));
        assertEquals("1 min 5 s", Progress.words(Duration.ofSeconds(65)));
        assertEquals("2 h 0 min", Progress.words(Duration.ofSeconds(7_200)));
    }
}
