package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.tweets.Timeline;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that lost its beginning, as {@code tail -c} leaves it, is never read as columns. */
class LostBeginningTest extends FileOnDisk {

    private static final String LINES = "{\"id\":\"1\",\"text\":\"The oven is on, and the bread is in it\",\"likes\":5}\n"
            + IntStream.range(2, 22).mapToObj(id -> "{\"id\":\"%d\",\"text\":\"The oven is off, and nobody knows why it is\","
                    .formatted(id) + "\"likes\":7}\n").collect(Collectors.joining());
    private static final FileColumns SKIPPING = FileColumns.recognized().skipBroken(report -> {});

    @ParameterizedTest
    @ValueSource(strings = {"t.jsonl", "t.json", "t.ndjson", "t.JSON", "t.jsonlines", "t.txt", "t", "t.csv"})
    void refusesOrSkipsTheRestOfTheFirstLine(String name) {
        for (int lost = 1; lost < LINES.indexOf('\n'); lost++) {
            assertRefused(write(name, LINES.substring(lost)), "Line 1 of", "as if the beginning of the file was lost",
                    "skipBroken()");
            List<String> texts = texts(Timeline.file(write(name, LINES.substring(lost)), SKIPPING));
            assertEquals(20, texts.size());
            assertEquals("The oven is off, and nobody knows why it is", texts.get(0));
        }
    }

    @Test
    void recognizesGzippedLines() {
        assertRefused(write("t.jsonl.gz", gzip(LINES.substring(30))), "Line 1 of", "the beginning of the file was lost");
        assertRefused(write("t.gz", gzip(LINES.substring(30))), "Line 1 of", "the beginning of the file was lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.json", "t.txt"})
    void refusesAListInOneLine(String name) {
        String list = "[" + LINES.strip().replace("\n", ",") + "]";
        for (int lost = 2; lost < 60; lost++) {
            assertRefused(write(name, list.substring(lost)), "Line 1 of");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.json", "t.txt"})
    void refusesAPrettyPrintedList(String name) {
        String list = "[\n" + "  {\n    \"id\": \"1\",\n    \"text\": \"The oven is on, and all is well\"\n  },\n".repeat(30);
        assertRefused(write(name, list.substring(12)), "Line 1 of", "the beginning of the file was lost");
        assertRefused(write(name, list.substring(25)), "Line 1 of", "the beginning of the file was lost");
    }

    /** What remains of the first line may begin with an object, such as a hashtag or a quoted tweet, which has a text, too. */
    @Test
    void takesNoPartOfATweetForATweet() {
        String rest = "{\"text\":\"bread\",\"indices\":[3,9]}]},\"id\":\"1\",\"text\":\"Fresh #bread today\"}\n";

        assertRefused(write("t.jsonl", rest + LINES), "Line 1 of");
        assertEquals(21, Timeline.file(write("t.jsonl", rest + LINES), SKIPPING).size());
    }

    @Test
    void saysWhatToDoWithColumnsThatAreCalledJson() {
        assertRefused(write("t.json", "text,likes\nThe oven is on,5\n"), "Line 1 of", "a name that ends in .csv");
    }

    @Test
    void readsColumnsWithJsonInTheirCells() {
        String cells =
                "text,user\n" + "The oven is on,\"{\"\"name\"\": \"\"baker\"\", \"\"id\"\": 5, \"\"at\"\": 7}\"\n".repeat(9);
        assertEquals(9, Timeline.file(write("t.csv", cells)).size());
        assertEquals(9, Timeline.file(write("t.json.csv", cells)).size());
        String tabs = "text\tuser\n" + "The oven is on\t{\"name\": \"baker\", \"id\": 5, \"at\": 7}\n".repeat(9);
        assertEquals(9, Timeline.file(write("t.tsv", tabs)).size());
        assertEquals(1, Timeline.file(write("t.txt", "text\tThe oven, it is on\n".substring(5)),
                FileColumns.text("1").separator('\t').withoutHeader()).size());
    }
}
