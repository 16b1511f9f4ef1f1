package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counts of all tweets of a file together. */
class CountsOfFilesTest extends FileOnDisk {

    private Path likes(String... counts) {
        StringBuilder file = new StringBuilder("text,likes\n");
        for (String count : counts) {
            file.append("tweet,\"").append(count).append("\"\n");
        }
        return write("counts.csv", file.toString());
    }

    private static List<String> likes(Timeline timeline) {
        return column(timeline, "likes");
    }

    @Test
    void readsThousandsInAFileWithSemicolons() {
        Path file = write("german.csv", "text;likes;retweets\neins;24.591;1.234.567\nzwei;987;1\ndrei;24,0;1.234,5\n");

        assertEquals(List.of("24591", "987", "24"), likes(Timeline.file(file)));
        assertEquals(List.of("1234567", "1", "1234"), column(Timeline.file(file), "retweets"));
    }

    @Test
    void readsThousandsInAFileWithDottedDates() {
        Path file = write("german.csv", "text,likes,date\neins,24.591,31.12.2023 10:00\nzwei,987,30.12.2023 10:00\n");
        assertEquals(List.of("24591", "987"), likes(Timeline.file(file)));

        Path late = write("late.csv", "text,likes,date\neins,24.591,\nzwei,987,30.12.2023 10:00\ndrei,12.345,\n");
        assertEquals(List.of("987", "24591", "12345"), likes(Timeline.file(late)));
    }

    @Test
    void readsThousandsWhereAnotherNumberHasTwoPoints() {
        assertEquals(List.of("24591", "987", "1234567", "1000"),
                likes(Timeline.file(likes("24.591", "987", "1.234.567", "1.000"))));
        assertEquals(List.of("24591", "1234"), likes(Timeline.file(likes("24.591", "1.234,5"))));
    }

    @Test
    void readsFractionsWhereAnotherNumberHasOne() {
        assertEquals(List.of("24", "987"), likes(Timeline.file(likes("24.591", "987.0"))));
        assertEquals(List.of("24", "1234"), likes(Timeline.file(likes("24.591", "1,234.5"))));
        assertEquals(List.of("24", "1500"), likes(Timeline.file(likes("24.000", "1500.00"))));
        assertEquals(List.of("24", "0"), likes(Timeline.file(likes("24.000", "0.500"))));
    }

    @Test
    void refusesNumbersThatCanBeReadInTwoWays() {
        Path file = likes("987", "24.591");

        assertRefused(file, "can be read in two ways", "24.591 in line 3", "thousands('.')", "thousands(',')");
        assertEquals(List.of("987", "24591"), likes(Timeline.file(file, FileColumns.recognized().thousands('.'))));
        assertEquals(List.of("987", "24"), likes(Timeline.file(file, FileColumns.recognized().thousands(','))));
        assertRefused(write("counts.jsonl", "{\"text\":\"one\",\"likes\":\"24.591\"}\n"), "can be read in two ways");
    }

    /** A number in JSON has a point before its fraction. */
    @Test
    void readsFractionsOfJsonNumbers() {
        assertEquals(List.of("24"), likes(Timeline.file(write("counts.jsonl", "{\"text\":\"one\",\"likes\":24.591}\n"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | 0", "1,234 | 1234", "1,234,567 | 1234567", "1.5K | 1500", "2M | 2000000", "12.0 | 12", "1'234 | 1234",
        "1\u2019234\u2019567 | 1234567", "24\u202F591 | 24591", "24\u00A0591 | 24591", "24 591 | 24591", "3.2 k | 3200"
    })
    void readsNumbersThatAreClear(String written, String expected) {
        assertEquals(List.of(expected), likes(Timeline.file(likes(written))));
    }

    @ParameterizedTest
    @CsvSource({"-1", "-1.0", "-99"})
    void takesNumbersBelowZeroAsUnknown(String written) {
        assertEquals(true, Timeline.file(likes(written)).table().intColumn("likes").isMissing(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"many", "1.2.3", "1,5", "99999999999", "24.5910.1", "1 2", "24.59.1"})
    void refusesWhatIsNoCount(String written) {
        assertRefused(likes("1", written), "Line 3 of", "\"" + written + "\" where it counts the likes");
    }

    @Test
    void refusesOtherSeparatorsOfThousands() {
        assertThrows(IllegalArgumentException.class, () -> FileColumns.recognized().thousands(' '));
    }

    @Test
    void keepsTheOrderOfTweetsThatWaitForAnotherNumber() {
        Path file = write("order.csv", "text,likes\none,1\ntwo,24.591\nthree,3\nfour,1.234.567\nfive,5\n");
        assertEquals(List.of("one", "two", "three", "four", "five"), texts(Timeline.file(file)));
    }
}
