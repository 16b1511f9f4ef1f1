package io.github.huggingtweets.tweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class TimelineTest {

    private static final Author AUTHOR = new Author("@Baker", "The Baker", Optional.empty());

    private static final Timeline BAKER = Timeline.of(AUTHOR, List.of(
            tweet("1", "2024-02-01T10:00:00Z", "The oven is on", false, 3),
            tweet("2", "2024-02-03T23:59:59Z", "RT @miller: Flour is in", true, 9),
            tweet("3", "2024-02-02T10:00:00Z", "Never trust a cold oven", false, 12),
            tweet("4", "2024-02-02T10:00:00Z", "zzz", false, 0)));

    private static Tweet tweet(String id, String time, String text, boolean retweet, int likes) {
        return Tweet.text(text).id(id).time(Instant.parse(time)).retweet(retweet).likes(likes).retweets(1).language("en")
                .app("Oven").build();
    }

    private static Tweet nothingButText(String text) {
        return Tweet.text(text).build();
    }

    @Test
    void putsNewestFirstAndKeepsTheOrderOfEqualTimes() {
        assertEquals(List.of("2", "3", "4", "1"), BAKER.table().stringColumn("id").asList());
    }

    @Test
    void makesATableOfAllValuesOfTheTweets() {
        Table table = BAKER.table();

        assertEquals(List.of("id", "handle", "time", "text", "quoted", "retweet", "reply", "likes", "retweets", "language",
                "app"), table.columnNames());
        assertEquals(LocalDateTime.parse("2024-02-03T23:59:59"), table.dateTimeColumn("time").get(0));
        assertEquals("RT @miller: Flour is in", table.stringColumn("text").get(0));
        assertEquals(true, table.booleanColumn("retweet").get(0));
        assertEquals(false, table.booleanColumn("reply").get(0));
        assertEquals(9, table.intColumn("likes").get(0));
        assertEquals(1, table.intColumn("retweets").get(0));
        assertEquals("en", table.stringColumn("language").get(0));
        assertEquals("Oven", table.stringColumn("app").get(0));
    }

    @Test
    void makesATableOfSomeColumns() {
        Table table = BAKER.table("likes", "id");

        assertEquals(List.of("likes", "id"), table.columnNames());
        assertEquals(List.of(9, 12, 0, 3), table.intColumn("likes").asList());
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> BAKER.table("likes", "hearts"));
        assertEquals(
                "There is no column \"hearts\"; those of this timeline are id, handle, time, text, quoted, retweet, reply, likes,"
                        + " retweets, language, app.",
                refusal.getMessage());
    }

    @Test
    void leavesUnknownValuesMissing() {
        Timeline timeline = Timeline.of(AUTHOR,
                List.of(nothingButText("Just the text here"), tweet("1", "2024-02-01T10:00:00Z", "x", false, 3)));
        Table table = timeline.table();

        assertEquals("Just the text here", table.stringColumn("text").get(1), "without a time comes last");
        assertNull(table.dateTimeColumn("time").get(1));
        for (String column : List.of("id", "time", "likes", "retweets", "language", "app")) {
            assertEquals(1, table.column(column).countMissing(), column);
        }
        assertEquals(1, timeline.clean().kept());
    }

    @Test
    void keepsTextsThatOtherProgramsReadAsMissingValues() {
        List<String> texts = List.of("NA", "null", "NaN", "*", "-", "n/a", "true", "");
        Timeline timeline = Timeline.of(AUTHOR, texts.stream().map(TimelineTest::nothingButText).toList());

        assertEquals(texts, timeline.table().stringColumn("text").asList());
    }

    @Test
    void keepsAllOfManyTweets() {
        List<Tweet> tweets = IntStream.range(0, 70_000).mapToObj(i -> nothingButText("This is tweet " + i)).toList();
        Timeline timeline = Timeline.of(AUTHOR, tweets);

        assertEquals("This is tweet 69999", timeline.table().stringColumn("text").get(69_999));
        assertEquals(70_000, timeline.clean().kept());
    }

    @Test
    void cleansTweetsAndCountsThoseLeftOut() {
        assertEquals(new Figures(4, 1, 1, 2), BAKER.clean().figures());
        assertEquals(List.of("Never trust a cold oven", "The oven is on"), BAKER.clean().tweets());
        assertEquals(List.of(AUTHOR), BAKER.clean().authors());
    }

    @Test
    void findsTheLanguageOfMostOwnTweets() {
        Timeline mixed = Timeline.of(AUTHOR, Stream.of("es", "und", "und", "zxx", "es", "en", "")
                .map(code -> Tweet.text("Un texto cualquiera").language(code).build())
                .toList());

        assertEquals(Optional.of("es"), mixed.clean().language());
        assertEquals(Optional.of("es"), mixed.clean().split(0.5, 1).training().language());
        assertEquals(Optional.empty(), Timeline.of(AUTHOR, List.of(nothingButText("x"))).clean().language());
    }

    @Test
    void makesATimelineOfAFilteredAndSortedTable() {
        Table table = BAKER.table();
        Timeline liked = BAKER.with(table.where(table.intColumn("likes").isGreaterThan(1)).sortDescendingOn("likes"));

        assertEquals(List.of("3", "2", "1"), liked.table().stringColumn("id").asList());
        assertEquals(new Figures(3, 1, 0, 2), liked.clean().figures());
        assertEquals(BAKER.authors(), liked.authors());
    }

    @Test
    void keepsAnAddedColumn() {
        Table table = BAKER.table().addColumns(IntColumn.create("length", 4, 5, 6, 7));

        assertEquals(5, BAKER.with(table).table().intColumn("length").get(1));
    }

    @Test
    void staysUnchangedWhenItsTablesChange() {
        Table table = BAKER.table();
        Timeline copy = BAKER.with(table);
        table.stringColumn("text").set(0, "forged");
        table.removeColumns("likes");

        assertEquals("RT @miller: Flour is in", BAKER.table().stringColumn("text").get(0));
        assertEquals("RT @miller: Flour is in", copy.table().stringColumn("text").get(0));
    }

    @Test
    void refusesATableWithoutARequiredColumn() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> BAKER.with(BAKER.table().removeColumns("time")));
        assertTrue(refusal.getMessage().contains("time"), refusal.getMessage());

        Table texts = BAKER.table().replaceColumn("likes", BAKER.table().intColumn("likes").asStringColumn().setName("likes"));
        refusal = assertThrows(IllegalArgumentException.class, () -> BAKER.with(texts));
        assertTrue(refusal.getMessage().contains("likes"), refusal.getMessage());
    }

    @Test
    void describesItselfInOneLine() {
        assertEquals("4 tweets of The Baker (@baker), 2024-02-01 to 2024-02-03", BAKER.toString());
        assertEquals("1 tweet of The Baker (@baker)", Timeline.of(AUTHOR, List.of(nothingButText("x"))).toString());
        assertEquals("0 tweets of The Baker (@baker)", Timeline.of(AUTHOR, List.of()).toString());
    }
}
