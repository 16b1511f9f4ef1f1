package io.github.huggingtweets.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TweetTableTest {

    private static final Author WHO = new Author("who", "Who", Optional.empty());

    /** Tablesaw encodes a column of up to 32,767 distinct texts with a dictionary, and a larger one without. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 32_766, 32_767, 32_768, 40_000})
    void keepsTheValuesOfAllTweets(int size) {
        TweetTable.Builder builder = new TweetTable.Builder();
        for (int i = 0; i < size; i++) {
            builder.add(Tweet.text(text(i)).id(String.valueOf(i)).time(Instant.ofEpochSecond(size - i)).likes(i).build());
        }
        assertEquals(size, builder.size());

        Table table = builder.build(List.of(WHO)).table();

        for (int row = 0; row < size; row++) {
            assertEquals(text(row), table.stringColumn("text").get(row));
            assertEquals(String.valueOf(row), table.stringColumn("id").get(row));
            assertEquals(row, table.intColumn("likes").get(row));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 40_000})
    void makesColumnsThatTablesawCanSearchAndSort(int size) {
        TweetTable.Builder builder = new TweetTable.Builder();
        for (int i = 0; i < size; i++) {
            builder.add(Tweet.text(i == 7 ? "" : text(i)).id(String.valueOf(i)).build());
        }

        Table table = builder.build(List.of(WHO)).table();
        StringColumn text = table.stringColumn("text");

        assertEquals(size, text.countUnique());
        assertEquals(1, text.countMissing());
        assertTrue(text.isMissing(7));
        assertEquals(1, table.where(text.isEqualTo(text(3))).rowCount());
        assertEquals(2, table.where(text.isIn(text(3), text(5), "no such text")).rowCount());
        assertEquals(List.of("3"), table.where(text.endsWith("number 3.")).stringColumn("id").asList());
        assertEquals(text(size - 1), table.copy().stringColumn("text").get(size - 1));
        assertEquals(text(size - 1), table.sortDescendingOn("text").stringColumn("text").asList().stream()
                .filter(text(size - 1)::equals).findAny().orElseThrow());
        text.set(0, "another");
        assertEquals("another", text.get(0));
    }

    private static String text(int i) {
        return "This is number " + i + ".";
    }
}
