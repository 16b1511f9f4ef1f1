package io.github.huggingtweets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TextTableTest {

    private static final Table TWEETS = Table.create("Tweets",
            StringColumn.create("time", "2024-05-03", "2024-05-04"),
            IntColumn.create("likes", 7, 1_234),
            StringColumn.create("text", "I have baked eleven rock cakes,\nand three of them are soft.", "Tea."));

    private static String text(Table table, int width) {
        return TextTable.of(TableView.of(table, 10), width);
    }

    @Test
    void alignsNumbersRightAndTextsLeft() {
        assertEquals("""
                time        likes  text
                2024-05-03      7  I have baked eleven rock cakes, and three of them are soft.
                2024-05-04  1,234  Tea.
                2 rows, 3 columns""", text(TWEETS, 80));
    }

    @Test
    void shortensTheLongestTextsToTheWidth() {
        assertEquals("""
                time        likes  text
                2024-05-03      7  I have baked eleven…
                2024-05-04  1,234  Tea.
                2 rows, 3 columns""", text(TWEETS, 40));
    }

    @Test
    void leavesOutTheLastColumnsAndNamesThem() {
        assertEquals("""
                time        likes
                2024-05-03      7
                2024-05-04  1,234
                2 rows, 3 columns; not shown for want of width: text""", text(TWEETS, 20));
    }

    @Test
    void keepsTheFirstColumnInTheNarrowestTerminal() {
        assertEquals("time", text(TWEETS, 1).lines().findFirst().orElseThrow());
    }

    @Test
    void countsChineseLettersAndEmojiAsTwoColumns() {
        Table table = Table.create("Words", StringColumn.create("word", "日本", "👩‍🌾", "é", "goose"),
                IntColumn.create("tweets", 1, 2, 3, 4));

        assertEquals("""
                word   tweets
                日本        1
                👩‍🌾          2
                é           3
                goose       4
                4 rows, 2 columns""", text(table, 80));
        assertEquals("日本日本日本日…", text(Table.create("t", StringColumn.create("w", "日本".repeat(15))), 16).lines().toList().get(1));
    }

    @Test
    void saysHowManyRowsAreNotShown() {
        Table numbers = Table.create("n", IntColumn.create("n", IntStream.range(0, 1_234).toArray()));

        assertEquals("and 1,224 more: 1,234 rows, 1 column", text(numbers, 80).lines().reduce((a, b) -> b).orElseThrow());
    }
}
