package io.github.huggingtweets.tweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.steps.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Tests a timeline that is joined from several. */
class JoiningTest {

    private static final Author ADA = new Author("ada", "Ada", Optional.empty());
    private static final Author BOB = new Author("bob", "Bob", Optional.empty());

    private static final Timeline ADAS = Timeline.of(ADA, List.of(
            tweet("a1", 1, "Ada says one thing").likes(3).build(),
            tweet("a2", 3, "ok").likes(9).build(),
            tweet("a3", 5, "RT @bob: Bob says a thing").retweet(true).likes(0).build()));

    private static final Timeline BOBS = Timeline.of(BOB, List.of(
            tweet("b1", 2, "Bob says one thing").likes(7).build(),
            tweet("b2", 4, "Bob says another thing").likes(2).reply(true).build(),
            Tweet.text("Bob said nothing of when").id("b3").build()));

    private static Tweet.Builder tweet(String id, int day, String text) {
        return Tweet.text(text).id(id).time(Instant.parse("2024-01-0" + day + "T12:00:00Z")).language("en");
    }

    private static List<String> ids(Timeline timeline) {
        return timeline.table().stringColumn("id").asList();
    }

    @Test
    void putsTheTweetsOfAllTimelinesNewestFirst() {
        Timeline both = Timeline.join(ADAS, BOBS);

        assertEquals(List.of("a3", "b2", "a2", "b1", "a1", "b3"), ids(both));
        assertEquals(List.of("ada", "bob", "ada", "bob", "ada", "bob"), both.table().stringColumn("handle").asList());
        assertEquals(List.of(ADA, BOB), both.authors());
        assertEquals("6 tweets of Ada (@ada) & Bob (@bob), 2024-01-01 to 2024-01-05", both.toString());
        assertEquals(1, both.table().booleanColumn("retweet").countTrue());
        assertEquals(1, both.table().intColumn("likes").countMissing());
        assertThrows(IllegalArgumentException.class, () -> Timeline.join(List.of()));
    }

    @Test
    void countsTheFiguresOfEachAuthor() {
        Corpus corpus = Timeline.join(ADAS, BOBS).clean();

        assertEquals(List.of(new Figures(3, 1, 1, 1), new Figures(3, 0, 0, 3)), corpus.figuresByAuthor());
        assertEquals(new Figures(6, 1, 1, 4), corpus.figures());
        assertEquals(new Figures(3, 1, 1, 1), corpus.figuresOf("@Ada"));
        assertEquals(List.of("Bob says another thing", "Bob says one thing", "Bob said nothing of when"), corpus.tweetsOf("bob"));
        assertEquals(List.of("Ada says one thing", "Bob says another thing", "Bob says one thing", "Bob said nothing of when"),
                corpus.tweets());
        assertEquals("Ada & Bob", corpus.name());
        assertEquals("ada-bob", Timeline.join(BOBS, ADAS).clean().id());
        assertEquals(Optional.of("en"), corpus.language());
        assertThrows(IllegalArgumentException.class, () -> corpus.figuresOf("eve"));
    }

    @Test
    void listsTheStepsOfEachTimelineBeforeThoseOfAll() {
        Timeline both = Timeline.join(ADAS.atLeastLikes(1), BOBS.withoutReplies().since("2024")).until("2024-01-02");

        assertEquals(List.of(
                new Step("@ada", "All tweets", 3, 0, 0),
                new Step("@ada", "At least 1 like", 3, 1, 0),
                new Step("@bob", "All tweets", 3, 0, 0),
                new Step("@bob", "Without replies", 3, 1, 0),
                new Step("@bob", "Since 2024-01-01", 2, 1, 0),
                new Step("@ada & @bob", "Until 2024-01-02", 3, 1, 0),
                new Step("@ada & @bob", "Retweets", 2, 0, 0),
                new Step("@ada & @bob", "Short tweets", 2, 0, 0)), both.clean().steps().all());
    }

    @Test
    void countsAnAuthorOfSeveralTimelinesOnce() {
        Timeline newer = Timeline.of(new Author("@ADA", "Ada L.", Optional.empty()), List.of(
                tweet("a2", 3, "ok").likes(12).build(), tweet("a4", 6, "Ada says something new").build(),
                Tweet.text("a tweet without an id").build()));
        Timeline all = Timeline.join(newer, ADAS, BOBS);

        assertEquals(List.of("a4", "a3", "b2", "a2", "b1", "a1", "", "b3"), ids(all));
        assertEquals(12, all.where(tweets -> tweets.stringColumn("id").isEqualTo("a2")).table().intColumn("likes").get(0),
                "as in the first timeline");
        assertEquals(List.of("Ada L.", "Bob"), all.authors().stream().map(Author::name).toList());
        assertTrue(all.clean().steps().all().contains(new Step("@ada & @bob", "In several timelines", 9, 1, 0)));
    }

    @Test
    void filtersJoinedTimelines() {
        Timeline both = Timeline.join(ADAS, BOBS);
        Table liked = both.table().sortDescendingOn("likes").first(2);

        assertEquals(List.of("b1", "a2"), ids(both.atLeastLikes(4)).stream().sorted((x, y) -> y.compareTo(x)).toList());
        assertEquals(new Figures(1, 0, 1, 0), both.with(liked).clean().figuresOf("ada"));
        liked.stringColumn("handle").set(0, "eve");
        var refusal = assertThrows(IllegalArgumentException.class, () -> both.with(liked));
        assertTrue(refusal.getMessage().startsWith("A tweet is by @eve, who is not among the authors"), refusal.getMessage());
    }

    @Test
    void keepsAnAddedColumnIfAllTimelinesHaveIt() {
        Timeline ranked = ADAS.with(ADAS.table().addColumns(IntColumn.create("rank", 1, 2, 3)));

        assertEquals(List.of(1, 2, 3, 1, 2, 3), Timeline.join(ranked.asOne("eve", "Eve"), ranked).table().sortOn("handle", "rank")
                .intColumn("rank").asList());
        assertEquals(ADAS.table().columnNames(), Timeline.join(ranked, BOBS).table().columnNames());
    }

    @Test
    void treatsSeveralAuthorsAsOne() {
        Timeline house = Timeline.join(ADAS, BOBS).asOne("@House", "The House");

        assertEquals(List.of("house"), house.table().stringColumn("handle").unique().asList());
        assertEquals("house", house.clean().id());
        assertEquals(List.of(new Figures(6, 1, 1, 4)), house.clean().figuresByAuthor());
        assertEquals("@house", house.withoutReplies().clean().steps().all().get(2).whose());
        assertEquals("All tweets", house.clean().steps().all().get(0).name());
    }

    @Test
    void countsTensOfThousandsOfAuthorsQuickly() {
        List<Author> people = IntStream.range(0, 50_000)
                .mapToObj(i -> new Author("u" + i, "User " + i, Optional.empty())).toList();
        TweetTable.Builder builder = new TweetTable.Builder();
        IntStream.range(0, 120_000)
                .forEach(i -> builder.add(Tweet.text("this is the tweet number " + i).handle("u" + i % 50_000).build()));
        Timeline all = Timeline.of(builder.build(people));
        Corpus corpus = all.clean();

        assertEquals("120,000 tweets of 50,000 people", all.toString());
        assertEquals(3, corpus.figuresOf("u17").kept());
        assertEquals(2, corpus.figuresOf("u49999").kept());
        assertEquals("50,000 people", corpus.steps().all().get(0).whose());
        assertEquals(120_000, corpus.kept());
        assertTrue(corpus.toString().startsWith("Tweets downloaded  120,000\n"), corpus.toString());
        var unknown = new TweetTable.Builder().add(Tweet.text("x").handle("eve").build());
        assertThrows(IllegalArgumentException.class, () -> unknown.build(people));
    }
}
