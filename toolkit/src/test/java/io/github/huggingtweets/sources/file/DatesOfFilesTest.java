package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The times of all tweets of a file together. */
class DatesOfFilesTest extends FileOnDisk {

    private Path dates(String... dates) {
        StringBuilder file = new StringBuilder("text,date\n");
        for (int i = 0; i < dates.length; i++) {
            file.append("tweet number ").append(i).append(',').append(dates[i]).append('\n');
        }
        return write("dates.csv", file.toString());
    }

    private static List<String> times(Timeline timeline) {
        return timeline.table().dateTimeColumn("time").asList().stream().map(String::valueOf).toList();
    }

    /** The last line decides how all lines before it are read. */
    @Test
    void decidesTheOrderOfDayAndMonthByTheWholeColumn() {
        assertEquals(List.of("2020-05-13T10:00", "2020-04-04T10:00", "2020-04-03T10:00"),
                times(Timeline.file(dates("3/4/2020 10:00", "4/4/2020 10:00", "13/5/2020 10:00"))));
        assertEquals(List.of("2020-05-13T10:00", "2020-04-04T10:00", "2020-03-04T10:00"),
                times(Timeline.file(dates("3/4/2020 10:00", "4/4/2020 10:00", "5/13/2020 10:00"))));
    }

    @Test
    void refusesDatesThatCanBeReadInTwoWays() {
        Path file = dates("3/4/2020 10:00", "5/6/2020 10:00");

        assertRefused(file, "can be read in two ways", "3/4/2020 10:00 in line 2", "dayFirst()", "monthFirst()");
        assertEquals(List.of("2020-06-05T10:00", "2020-04-03T10:00"),
                times(Timeline.file(file, FileColumns.recognized().dayFirst())));
        assertEquals(List.of("2020-05-06T10:00", "2020-03-04T10:00"),
                times(Timeline.file(file, FileColumns.recognized().monthFirst())));
    }

    @Test
    void readsDatesThatAreTheSameInBothOrders() {
        assertEquals(List.of("2020-05-05T10:00", "2020-03-03T10:00"),
                times(Timeline.file(dates("3/3/2020 10:00", "5/5/2020 10:00"))));
    }

    @Test
    void refusesDatesThatContradictEachOther() {
        assertRefused(dates("13/4/2020", "4/13/2020"), "Line 3", "the time \"4/13/2020\"");
    }

    @Test
    void refusesATextThatIsNotATime() {
        assertRefused(dates("2020-01-01", "soon"), "Line 3", "the time \"soon\", which is not a time");
        assertTrue(times(Timeline.file(dates("", "NaN"))).stream().allMatch("null"::equals));
    }
}
