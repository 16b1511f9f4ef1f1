package io.github.huggingtweets.tweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.steps.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/** Tests which tweets each filter keeps. A timeline is written as the ids of its tweets, newest first. */
class TimelineFiltersTest {

    private static final Author BAKER = new Author("baker", "The Baker", Optional.empty());

    /** Tweets with the ids 1, the oldest, to 5, and a tweet 6 that has only a text. */
    private static final Timeline TWEETS = Timeline.of(BAKER, List.of(
            tweet("1", "2023-12-31T23:59:59Z").language("en").likes(0).retweets(2).build(),
            tweet("2", "2024-01-01T00:00:00Z").language("en-GB").likes(4).retweets(0).reply(true).build(),
            tweet("3", "2024-01-31T23:59:59.999Z").language("in").likes(5).retweets(1).retweet(true).build(),
            tweet("4", "2024-02-01T00:00:00Z").language("pt_BR").likes(1000).retweets(3).reply(true).build(),
            tweet("5", "2024-12-31T12:00:00Z").language("und").likes(6).retweets(0).build(),
            Tweet.text("a text of nothing else").id("6").build()));

    private static Tweet.Builder tweet(String id, String time) {
        return Tweet.text("the text of tweet " + id).id(id).time(Instant.parse(time));
    }

    /** {@return a timeline of tweets without times, whose ids are the numbers of the texts from 1} */
    private static Timeline texts(String... texts) {
        return Timeline.of(BAKER, IntStream.range(0, texts.length)
                .mapToObj(i -> Tweet.text(texts[i]).id(String.valueOf(i + 1)).build()).toList());
    }

    private static String ids(Timeline timeline) {
        return String.join(" ", timeline.table().stringColumn("id").asList());
    }

    @Test
    void keepsTheTweetsOfATime() {
        assertEquals("5 4 3 2", ids(TWEETS.since("2024-01-01")));
        assertEquals("5 4", ids(TWEETS.since("2024-02")));
        assertEquals("5 4 3 2", ids(TWEETS.since("2024")));
        assertEquals("3 2 1", ids(TWEETS.until("2024-01-31")));
        assertEquals("3 2 1", ids(TWEETS.until("2024-01")));
        assertEquals("5 4 3 2 1", ids(TWEETS.until("2024")));
        assertEquals("1", ids(TWEETS.until("2023")));
        assertEquals("3 2", ids(TWEETS.since("2024-01-01").until("2024-01-31")));
        assertEquals("", ids(TWEETS.since("2025")));
        assertEquals("4", ids(TWEETS.since("2024-02-01").until("2024-02-29")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "31.05.2023", "2023-13", "2023-02-30", "20230101"})
    void refusesTextsThatAreNotADay(String day) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> TWEETS.since(day));
        assertTrue(refusal.getMessage().contains("\"" + day + "\"") && refusal.getMessage().contains("2023-05-31"), day);
    }

    @Test
    void keepsTheNewestTweets() {
        assertEquals("5 4", ids(TWEETS.newest(2)));
        assertEquals("5 4 3 2 1 6", ids(TWEETS.newest(100)));
        assertEquals("", ids(TWEETS.newest(0)));
        Table byLikes = TWEETS.table().sortOn("likes");
        assertEquals(Set.of("4", "5"), new HashSet<>(TWEETS.with(byLikes).newest(2).table().stringColumn("id").asList()));
        assertThrows(IllegalArgumentException.class, () -> TWEETS.newest(-1));
    }

    @ParameterizedTest
    @CsvSource({"en, 2 1", "EN, 2 1", "en-gb, 2", "en-US, ''", "id, 3", "in, 3", "pt, 4", "pt-BR, 4", "und, 5", "de, ''"})
    void keepsTheTweetsInALanguage(String code, String ids) {
        assertEquals(ids, ids(TWEETS.inLanguage(code)));
    }

    @Test
    void keepsTheTweetsInSeveralLanguages() {
        assertEquals("4 2 1", ids(TWEETS.inLanguage("pt", "en")));
        assertThrows(IllegalArgumentException.class, TWEETS::inLanguage);
    }

    @Test
    void keepsTheTweetsWithEnoughLikesOrRetweets() {
        assertEquals("5 4 3", ids(TWEETS.atLeastLikes(5)));
        assertEquals("5 4 3 2 1", ids(TWEETS.atLeastLikes(0)), "the likes of the last one are unknown");
        assertEquals("4 1", ids(TWEETS.atLeastRetweets(2)));
    }

    @Test
    void keepsOrRemovesRepliesAndRetweets() {
        assertEquals("5 3 1 6", ids(TWEETS.withoutReplies()));
        assertEquals("4 2", ids(TWEETS.onlyReplies()));
        assertEquals("5 4 2 1 6", ids(TWEETS.withoutRetweets()));
        assertEquals("3", ids(TWEETS.onlyRetweets()));
    }

    @Test
    void keepsOrRemovesTweetsWithLinks() {
        Timeline tweets = texts("bread https://a.example", "bread", "HTTP://A.EXAMPLE bread", "the http: scheme", "httpx://no");
        assertEquals("2 4 5", ids(tweets.withoutLinks()));
        assertEquals("1 3", ids(tweets.onlyWithLinks()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bread      | Bread!              | BREADCRUMBS      | my_bread",
        "BREAD      | my bread            | shortbread       | bread2",
        "#bread     | fresh #Bread.       | #breadlover      | bread",
        "café       | le CAFE\u0301 noir  | cafés            | cafe",
        "straße     | Die STRAßE!         | Straßenbahn      | strasse",
        "хлеб       | Чёрный ХЛЕБ.        | хлеба            | хлебный",
        "don't      | I don\u2019t know   | dont             | don",
        "a+b        | is a+b c            | aab              | a+bc",
        "good bread | Good bread, indeed  | good breads      | goodbread",
        "AT&T       | buy AT&amp;T now    | ATT              | AT",
        "パン        | 美味しいパンです        | ハン              | 麦",
        "नमस्ते        | नमस्ते दुनिया            | नमस्तेजी            | नमस",
        "\uD83C\uDF5E | me \uD83C\uDF5E\uD83C\uDF5E | \uD83C\uDF5D | bread",
    })
    void findsWholeWordsOnly(String word, String found, String other, String another) {
        assertEquals("1", ids(texts(found, other, another).containing(word)));
    }

    @Test
    void findsNoWordsInLinks() {
        assertEquals("2", ids(texts("https://a.example/bread here", "some bread").containing("bread", "butter")));
        assertEquals("1 2", ids(texts("butter", "some bread", "jam").containing("bread", "butter")));
        assertThrows(IllegalArgumentException.class, () -> texts("x").containing());
        assertThrows(IllegalArgumentException.class, () -> texts("x").containing(" "));
    }

    @Test
    void keepsTheTweetsThatMatchARegularExpression() {
        Timeline tweets = texts("Loaf 12 &amp; more", "loaf twelve", "https://a.example");
        assertEquals("1", ids(tweets.matching("\\d+ &amp;")));
        assertEquals("1 2", ids(tweets.matching(Pattern.compile("LOAF", Pattern.CASE_INSENSITIVE))));
        assertEquals("3", ids(tweets.matching("^https")));
        String refusal = assertThrows(IllegalArgumentException.class, () -> tweets.matching("what?!(")).getMessage();
        assertTrue(refusal.startsWith("\"what?!(\" is no regular expression (Unclosed group"), refusal);
    }

    @Test
    void removesDuplicates() {
        assertEquals("1 2 4 5", ids(
                texts("bread", "Bread", "bread", "bread https://a.example", "@you bread").withoutDuplicates()));
    }

    @Test
    void removesNearDuplicates() {
        assertEquals("1 2 5 6 8", ids(texts(
                "fresh bread https://a.example", // 1
                "Fresh bread", // 2
                "fresh bread https://b.example https://c.example", // 3, like 1
                "@you @and_you fresh\n bread", // 4, like 1
                "fresh bread!", // 5
                "fresh bread for me@home", // 6 mentions nobody
                "fresh @you@social.example bread", // 7, like 1
                "https://a.example", // 8
                "@you.bsky.social https://b.example") // 9, like 8
                .withoutNearDuplicates()));
        assertEquals("1 2", ids(texts("fresh bread .", ".fresh bread", "@a fresh @b bread .").withoutNearDuplicates()));
    }

    @Test
    void keepsTheNewestOfDuplicates() {
        Timeline twice = Timeline.of(BAKER, List.of(
                Tweet.text("bread").id("old").time(Instant.parse("2020-01-01T00:00:00Z")).build(),
                Tweet.text("bread").id("new").time(Instant.parse("2021-01-01T00:00:00Z")).build()));
        assertEquals("new", ids(twice.withoutDuplicates()));
    }

    @Test
    void keepsARandomSample() {
        Timeline many = texts(IntStream.range(0, 1000).mapToObj(i -> "tweet " + i).toArray(String[]::new));
        List<String> sample = many.randomSample(100, 7).table().stringColumn("id").asList();

        assertEquals(100, new HashSet<>(sample).size());
        assertEquals(sample.stream().sorted((a, b) -> Integer.parseInt(a) - Integer.parseInt(b)).toList(), sample, "in order");
        assertEquals(sample, many.randomSample(100, 7).table().stringColumn("id").asList());
        assertNotEquals(sample, many.randomSample(100, 8).table().stringColumn("id").asList());
        assertEquals(1000, many.randomSample(2000, 1).size());
        int[] drawn = new int[10];
        for (int seed = 0; seed < 3000; seed++) {
            many.newest(10).randomSample(3, seed).table().stringColumn("id").forEach(id -> drawn[Integer.parseInt(id) - 1]++);
        }
        // 900 on average, with a standard deviation of 25; the seeds are fixed
        assertTrue(IntStream.of(drawn).allMatch(count -> Math.abs(count - 900) < 125), Arrays.toString(drawn));
        assertThrows(IllegalArgumentException.class, () -> many.randomSample(-1, 7));
    }

    @Test
    void keepsTheRowsThatTablesawChooses() {
        Timeline liked = TWEETS.where("Liked", tweets -> tweets.intColumn("likes").isGreaterThan(4));
        assertEquals("5 4 3", ids(liked));
        assertEquals("4 3", ids(liked.where(tweets -> Selection.withRange(1, 3))), "of the remaining rows");
        assertEquals("5 4 3", ids(liked.where(tweets -> {
            tweets.stringColumn("id").set(0, "forged");
            return Selection.withRange(0, 3);
        })));
        Timeline beyond = liked.where("Too many", tweets -> Selection.withRange(0, 4));
        var refusal = assertThrows(IllegalArgumentException.class, beyond::size);
        assertTrue(refusal.getMessage().contains("\"Too many\" chooses row 3 of 3"), refusal.getMessage());
    }

    @Test
    void keepsTheTweetsOfSomeAuthors() {
        Author miller = new Author("miller", "The Miller", Optional.empty());
        Author farmer = new Author("farmer", "The Farmer", Optional.empty());
        Timeline three = Timeline.join(texts("b"), Timeline.of(miller, List.of(Tweet.text("m").id("m").build())),
                Timeline.of(farmer, List.of(Tweet.text("f").id("f").build())));

        assertEquals("m f", ids(three.by("@Farmer", " miller")));
        assertEquals(List.of(miller, farmer), three.by("@Farmer", "miller").authors());
        assertEquals("1", ids(three.by("baker")));
        assertEquals(6, TWEETS.by("@BAKER").size());
        var refusal = assertThrows(IllegalArgumentException.class, () -> three.by("baker", "cook"));
        assertTrue(refusal.getMessage().startsWith("@cook is not among"), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, three::by);
    }

    @Test
    void appliesAFilterOnceAndOnlyWhenNeeded() {
        AtomicInteger looked = new AtomicInteger();
        Timeline chosen = TWEETS.where("Counted", tweets -> {
            looked.incrementAndGet();
            return Selection.withRange(0, 3);
        });
        Timeline further = chosen.withoutReplies();
        assertEquals(0, looked.get());

        assertEquals(2, further.size());
        assertEquals(3, chosen.size());
        further.clean();
        further.table();
        assertEquals(2, chosen.onlyReplies().size() + 1);
        assertEquals(1, looked.get());
        assertEquals("5 4 3 2 1 6", ids(TWEETS), "and the timeline itself stays as it was");
    }

    @Test
    void logsWhatEachFilterTookOut() {
        List<Step> steps = TWEETS.since("2024").inLanguage("en", "id", "und").atLeastLikes(5).withoutReplies()
                .clean().steps().all();

        assertEquals(List.of(
                new Step("@baker", "All tweets", 6, 0, 0),
                new Step("@baker", "Since 2024-01-01", 6, 2, 0),
                new Step("@baker", "In language en, id, und", 4, 1, 0),
                new Step("@baker", "At least 5 likes", 3, 1, 0),
                new Step("@baker", "Without replies", 2, 0, 0),
                new Step("@baker", "Retweets", 2, 1, 0),
                new Step("@baker", "Short tweets", 1, 0, 0)), steps);
        assertEquals(2, TWEETS.since("2024").atLeastLikes(5).inLanguage("id", "und").clean().downloaded());
    }

    @Test
    void appliesTheFiltersAgainAfterARefresh() {
        TweetTable.Builder before = new TweetTable.Builder().add(Tweet.text("one").likes(1).build());
        TweetTable.Builder after = new TweetTable.Builder().add(Tweet.text("one").likes(1).build())
                .add(Tweet.text("two").likes(7).build()).add(Tweet.text("three").likes(9).reply(true).build());
        Timeline source = Timeline.refreshable(before.build(List.of(BAKER)), () -> Timeline.of(after.build(List.of(BAKER))));
        Timeline chosen = source.atLeastLikes(5).withoutReplies();

        assertEquals(0, chosen.size());
        assertEquals(List.of("two"), chosen.refresh().table().stringColumn("text").asList());
        assertEquals(List.of("cook"),
                source.asOne("cook", "Cook").atLeastLikes(9).refresh().table().stringColumn("handle").asList());
        assertThrows(IllegalStateException.class, () -> chosen.with(chosen.table()).refresh());
        assertThrows(IllegalStateException.class, () -> TWEETS.newest(1).refresh());
    }

    @Test
    void sharesOneTableAmongAllFilters() {
        Timeline chosen = TWEETS.since("2024").withoutReplies().where(tweets -> Selection.withRange(0, 2)).newest(1);

        assertEquals("5", ids(chosen));
        assertSame(TWEETS.rows().table(), chosen.rows().table());
    }

    /** All filters know the same links, in any case. */
    @Test
    void findsLinksInAnyCase() {
        Timeline tweets = texts("bread HTTPS://T.CO/X", "bread https://t.co/y", "bread Http://t.co/Z", "bread", "bread http");

        assertEquals("4 5", ids(tweets.withoutLinks()));
        assertEquals("1 2 3", ids(tweets.onlyWithLinks()));
        assertEquals("", ids(tweets.containing("T.CO")));
        assertEquals("1 2 3 4 5", ids(tweets.containing("bread")));
        assertEquals("1 5", ids(tweets.withoutNearDuplicates()));
    }

    @Test
    void refusesWhatIsNoCodeOfALanguage() {
        for (String wrong : List.of("klingon", "English", "e", "xx", "", "e n", "en_", "english-us")) {
            String message = assertThrows(IllegalArgumentException.class, () -> TWEETS.inLanguage("en", wrong)).getMessage();
            assertTrue(message.startsWith("\"" + wrong + "\" is no code of a language"), message);
        }
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TWEETS.inLanguage("Klingon")).getMessage()
                .contains("\"tlh\""));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TWEETS.inLanguage("german")).getMessage()
                .contains("\"de\""));
        for (String right : List.of("en", "EN-gb", "pt_BR", "zh-Hant-TW", "in", "iw", "und", "qme", "zxx", "ckb", "tlh", "fil")) {
            TWEETS.inLanguage(right);
        }
    }

    @Test
    void countsATweetOnceThatTheSourceGivesTwice() {
        Tweet tweet = Tweet.text("fresh bread").id("5").likes(3).build();
        Timeline tweets = Timeline.of(Author.named("a", "A"), List.of(tweet, tweet, Tweet.text("fresh bread").id("6").build(),
                Tweet.text("other bread").id("5").build(), Tweet.text("no id").build(), Tweet.text("no id").build()));

        assertEquals(List.of("fresh bread", "fresh bread", "other bread", "no id", "no id"),
                tweets.table().stringColumn("text").asList());
        assertEquals(5, tweets.size());
        Step twice = tweets.clean().steps().all().get(1);
        assertEquals("Twice in the source", twice.name());
        assertEquals(1, twice.removed());
    }

    @Test
    void takesCountsBelowZeroAsUnknown() {
        Timeline tweets = Timeline.of(Author.named("a", "A"), List.of(Tweet.text("one").likes(-3).retweets(-1).build()));

        assertTrue(tweets.table().intColumn("likes").isMissing(0));
        assertTrue(tweets.table().intColumn("retweets").isMissing(0));
    }
}
