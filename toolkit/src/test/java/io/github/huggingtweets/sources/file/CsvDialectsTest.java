package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDialectsTest extends FileOnDisk {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void detectsSeparators(String separator) {
        Timeline timeline = Timeline.file(write("data.txt", """
                id,text,likes
                1,"a; b, c\td | e",5
                2,"two ""words""
                and a new line",6
                3,plain,7
                """.replace(",5", "#5").replace(",6", "#6").replace(",7", "#7").replace("id,text,likes", "id#text#likes")
                .replace("1,", "1#").replace("2,", "2#").replace("3,", "3#").replace("#", separator)));

        assertEquals(List.of("a; b, c\td | e", "two \"words\"\nand a new line", "plain"), texts(timeline));
        assertEquals(List.of("5", "6", "7"), column(timeline, "likes"));
    }

    @Test
    void readsASingleColumn() {
        assertEquals(List.of("one, two", "three"), texts(Timeline.file(write("data.csv", "tweet\n\"one, two\"\nthree\n"))));
    }

    @Test
    void readsTheSeparatorLineOfExcel() {
        assertEquals(List.of("a,b,c"), texts(Timeline.file(write("data.csv", "sep=;\r\ntext;likes\r\na,b,c;4\r\n"))));
    }

    @Test
    void usesTheSeparatorThatTheUserNames() {
        Path file = write("data.csv", "text~likes\na~4\n");

        assertRefused(file, "\"text~likes\"");
        assertEquals(List.of("4"), column(Timeline.file(file, FileColumns.recognized().separator('~')), "likes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsAllNewLinesAndSkipsEmptyLines(String newLine) {
        Timeline timeline = Timeline.file(write("data.csv",
                "\ntext,likes\n\none,1\n\n\n,\ntwo,2\n\n\"th\nree\",3".replace("\n", newLine)));

        assertEquals(List.of("one", "two", "th" + newLine + "ree"), texts(timeline));
    }

    @Test
    void skipsRepeatedHeaders() {
        assertEquals(List.of("one", "two"), texts(Timeline.file(write("data.csv", "id,text\n1,one\nid,text\n2,two\n"))));
        assertEquals(List.of("one", "text"), texts(Timeline.file(write("tweets.csv", "text\none\ntext\n"))));
    }

    @Test
    void refusesMoreThan10000Columns() {
        assertRefused(write("data.csv", "id,text\n1,one\n" + ",".repeat(2_000_000)), "Line 3", "more than 10,000 columns");
    }

    /** The second line of a broken tweet is not read as a tweet. */
    @Test
    void skipsAllLinesOfABrokenTweet() {
        Path file = write("data.csv", "text,likes\n" + "one,1\n".repeat(30) + "\"two\nand a half\",2,3\n" + "\"three\",3\n");

        assertEquals(31, Timeline.file(file, FileColumns.recognized().skipBroken(report -> {})).size());
    }

    @Test
    void keepsTextsThatAreEmptyOrLookMissing() {
        Timeline timeline = Timeline.file(write("data.csv", "id,text\n1,\n2,NaN\n3,null\n"));

        assertEquals(List.of("", "NaN", "null"), texts(timeline));
    }

    @Test
    void namesLinesOfAnotherLength() {
        assertRefused(write("less.csv", "id,text,likes\n1,\"o\nne\",4\n2,two\n"), "Line 4",
                "has 2 columns where the first line has 3");
        assertRefused(write("more.csv", "id,text,likes\n1,one,4\n2,two, three,5\n"), "Line 3", "has 4 columns");
        assertEquals(List.of("one", "two"), texts(Timeline.file(write("empty.csv", "id,text\n1,one,,\n2,two,\n"))));
    }

    /** A surplus quote hides all lines up to the next quote, but only its own line is lost. */
    @Test
    void losesOneLineToASurplusQuote() {
        StringBuilder file = new StringBuilder("id,text,likes\n");
        List<String> expected = new ArrayList<>();
        for (int line = 2; line <= 5_000; line++) {
            boolean broken = line == 700 || line == 4_321;
            file.append(line).append(broken ? ",\"begun and not ended,1\n"
                    : line % 10 == 0 ? ",\"tweet, of\nline " + line + "\",1\n"
                    : ",tweet of line " + line + ",1\n");
            if (!broken) {
                expected.add(line % 10 == 0 ? "tweet, of\nline " + line : "tweet of line " + line);
            }
        }
        List<String> reports = new ArrayList<>();
        Path csv = write("data.csv", file.toString());

        assertEquals(expected, texts(Timeline.file(csv, FileColumns.recognized().skipBroken(reports::add))));
        assertEquals(1, reports.size());
        assertEquals(true, reports.get(0).contains("2 broken lines") && reports.get(0).contains("4,997 tweets"), reports.get(0));
        // 69 tweets before it have a new line each
        assertRefused(csv, "Line 769", "a quote within quotes that is not doubled");
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() {
        String sound = "id,text\n" + "1,\"one, or more\"\n".repeat(100);

        assertRefused(write("data.csv", sound + "2,\"two\n3,three\n"), "Line 102", "a quote that is never closed");
        assertRefused(write("long.csv", sound + "2,\"two" + "\n3,three".repeat(200_000)), "Line 102", "the end of a quote");
    }

    @Test
    void readsQuotesWithoutMeaning() {
        Timeline timeline = Timeline.file(write("data.tsv", """
                id\ttext
                1\t"Well" she said
                2\tno quote
                3\t"begun and not ended
                4\ta "word" within
                """));

        assertEquals(List.of("\"Well\" she said", "no quote", "\"begun and not ended", "a \"word\" within"), texts(timeline));
    }

    @Test
    void readsQuotesThatBackslashesEscape() {
        Timeline timeline = Timeline.file(write("part-00000.csv", """
                id,text,likes
                1,"she said \\"well, well\\" and left",5
                2,"plain, with a \\\\ backslash",6
                """));

        assertEquals(List.of("she said \"well, well\" and left", "plain, with a \\\\ backslash"), texts(timeline));
        assertEquals(List.of("5", "6"), column(timeline, "likes"));
    }

    @Test
    void doesNotSplitAtCommasInTweets() {
        Timeline timeline = Timeline.file(write("data.csv", """
                text;likes
                one, two, three;1
                four, five, six;2
                """));

        assertEquals(List.of("one, two, three", "four, five, six"), texts(timeline));
    }
}
