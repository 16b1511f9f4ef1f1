package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A file of JSON Lines of several megabytes is read completely and in its order. */
class LongJsonLinesTest extends FileOnDisk {

    /** About 3 MB, more than is read at once. */
    private static final int LINES = 20_000;

    private static String line(int number) {
        return "{\"text\":\"tweet %d%s\",\"likes\":%d}\n".formatted(number, " and so on".repeat(number % 20), number);
    }

    private Path file(String name, List<Integer> brokenLines) {
        StringBuilder lines = new StringBuilder();
        for (int number = 1; number <= LINES; number++) {
            lines.append(brokenLines.contains(number) ? "{\"text\":\"tweet\n" : line(number));
        }
        return write(name, lines.toString());
    }

    @Test
    void keepsTheOrderOfTheFile() {
        Timeline timeline = Timeline.file(file("long.jsonl", List.of()));

        assertEquals(IntStream.rangeClosed(1, LINES).mapToObj(Integer::toString).toList(), column(timeline, "likes"));
    }

    @Test
    void refusesTheFirstBrokenLine() {
        assertRefused(file("broken.jsonl", List.of(12_345, 12_346, 19_999)), "Line 12345 of");
    }

    @Test
    void skipsBrokenLines() {
        List<String> notes = new ArrayList<>();
        Timeline timeline = Timeline.file(file("broken.jsonl", List.of(1, 7_000, LINES)),
                FileColumns.recognized().skipBroken(notes::add));

        assertEquals(LINES - 3, timeline.size());
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).startsWith("Left out 3 broken lines"), notes.get(0));
    }

    @Test
    void readsTheSameWithLinesOfManyTweets() {
        StringBuilder lines = new StringBuilder();
        for (int number = 1; number <= LINES; number += 100) {
            String page = String.join(",", IntStream.range(number, number + 100).mapToObj(i -> line(i).strip()).toList());
            lines.append("{\"data\":[").append(page).append("]}\n");
        }
        Timeline timeline = Timeline.file(write("pages.jsonl", lines.toString()));

        assertEquals(IntStream.rangeClosed(1, LINES).mapToObj(Integer::toString).toList(), column(timeline, "likes"));
    }
}
