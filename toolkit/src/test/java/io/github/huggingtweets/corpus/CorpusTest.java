package io.github.huggingtweets.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Author;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class CorpusTest {

    private static final Author AUTHOR = new Author("@Baker", "The Baker", Optional.empty());

    private static final Corpus SMALL = Corpus.of(AUTHOR, List.of(
            "Bread &amp; butter, please https://a.example", "no", "The oven is on", "@you yes", "Never trust a\ncold oven"), 2);

    private static Corpus numbered(int tweets) {
        return Corpus.of(AUTHOR, IntStream.range(0, tweets).mapToObj(i -> "loaf number " + i + " is done").toList(), 0);
    }

    /** {@return a corpus of one tweet with a number of code points, most of which take two chars} */
    private static Corpus ofLength(int codePoints) {
        return Corpus.of(AUTHOR, List.of("a loaf " + "\uD83C\uDF5E".repeat(codePoints - 7)), 0);
    }

    @Test
    void keepsLongTweetsAndCountsTheOthers() {
        assertEquals(List.of("Bread & butter, please", "The oven is on", "Never trust a cold oven"), SMALL.tweets());
        assertEquals(7, SMALL.downloaded());
        assertEquals(2, SMALL.retweets());
        assertEquals(2, SMALL.shortTweets());
        assertEquals(3, SMALL.kept());
        assertEquals(new Figures(7, 2, 2, 3), SMALL.figures());
        assertEquals(List.of(AUTHOR), SMALL.authors());
    }

    @Test
    void hasAFingerprintOfAuthorsAndTweetsInOrder() {
        Corpus one = Corpus.of(AUTHOR, List.of("the oven is on", "never trust a cold oven"), 0);

        assertTrue(one.sha256().matches("[0-9a-f]{64}"), one.sha256());
        assertEquals(one.sha256(), Corpus.of(AUTHOR, List.of("the oven is on", "no", "never trust a cold oven"), 7).sha256());
        for (Corpus other : List.of(
                Corpus.of(AUTHOR, List.of("never trust a cold oven", "the oven is on"), 0),
                Corpus.of(AUTHOR, List.of("the oven is on"), 0),
                Corpus.of(AUTHOR, List.of("the oven is onnever", "trust a cold oven"), 0),
                Corpus.of(new Author("miller", "The Baker", Optional.empty()), one.tweets(), 0),
                Corpus.join(List.of(one, Corpus.of(new Author("miller", "The Miller", Optional.empty()), List.of(), 0))))) {
            assertNotEquals(one.sha256(), other.sha256(), other.tweets().toString());
        }
    }

    @Test
    void refusesChangesOfItsTweets() {
        assertThrows(UnsupportedOperationException.class, () -> SMALL.tweets().add("one more of them"));
    }

    @Test
    void showsItsFiguresAsATable() {
        assertEquals("""
                Tweets downloaded    3,000
                Retweets                 0
                Short tweets             0
                Tweets kept          3,000""", numbered(3000).toString());
    }

    @Test
    void putsSeparatorsAroundTheTweetsOfAnEpoch() {
        String text = SMALL.text(1, 42);

        assertTrue(text.startsWith("<|endoftext|>") && text.endsWith("<|endoftext|>"), text);
        assertEquals(4, count("<|endoftext|>", text));
        assertEquals(sorted(SMALL.tweets()), sorted(tweetsIn(text)));
    }

    @Test
    void shufflesEachEpochAndWritesSingleSeparators() {
        Corpus corpus = numbered(50);
        String text = corpus.text(4, 42);
        List<String> tweets = tweetsIn(text);

        assertFalse(text.contains("<|endoftext|><|endoftext|>"));
        assertEquals(4 * 50 + 1, count("<|endoftext|>", text));
        Set<List<String>> orders = new HashSet<>(Set.of(corpus.tweets()));
        for (int epoch = 0; epoch < 4; epoch++) {
            List<String> order = tweets.subList(epoch * 50, (epoch + 1) * 50);
            assertEquals(sorted(corpus.tweets()), sorted(order));
            orders.add(order);
        }
        assertEquals(5, orders.size(), "all epochs and the timeline have different orders");
    }

    @Test
    void writesTheSameTextForTheSameSeed() {
        assertEquals(numbered(50).text(2, 7), numbered(50).text(2, 7));
        assertNotEquals(numbered(50).text(2, 7), numbered(50).text(2, 8));
    }

    @Test
    void writesOneSeparatorWithoutTweets() {
        assertEquals("<|endoftext|>", Corpus.of(AUTHOR, List.of(), 3).text(4, 1));
    }

    @Test
    void refusesATextOfNoEpochs() {
        assertThrows(IllegalArgumentException.class, () -> SMALL.text(0, 1));
    }

    @Test
    void countsCharactersAsPythonDoes() {
        // Python: len("<|endoftext|>".join(["Bread & butter, please", "The oven is on", "Never trust a cold oven"])) == 85
        assertEquals(85, SMALL.characters());
        assertEquals(100, ofLength(100).characters());
        assertEquals(0, Corpus.of(AUTHOR, List.of(), 0).characters());
    }

    @Test
    void refusesToTrainBelowSixThousandCharacters() {
        var refusal = assertThrows(CorpusTooSmallException.class, ofLength(5_999)::requireTrainable);
        assertTrue(refusal.getMessage().contains("5,999 characters"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("6,000"), refusal.getMessage());

        ofLength(6_000).requireTrainable();
    }

    @Test
    void namesTheFourFiguresInTheRefusal() {
        var refusal = assertThrows(CorpusTooSmallException.class, SMALL::requireTrainable);

        assertTrue(refusal.getMessage().contains("of 7 tweets, 2 are retweets, 2 are too short and 3 are kept, with "),
                refusal.getMessage());
        String one = Corpus.of(AUTHOR, List.of("only this one is kept", "short"), 1).warning().orElseThrow();
        assertTrue(one.contains("of 3 tweets, 1 is a retweet, 1 is too short and 1 is kept, with 21 characters in all"), one);
        assertEquals(Optional.of(refusal.getMessage()), SMALL.warning(), "which is shown before training");
    }

    @Test
    void warnsBelowFortyThousandCharacters() {
        assertTrue(ofLength(39_999).warning().orElseThrow().contains("39,999 characters"));
        assertTrue(ofLength(6_000).warning().isPresent());
        assertEquals(Optional.empty(), ofLength(40_000).warning());
    }

    @Test
    void holdsOutTheGivenShare() {
        Corpus corpus = numbered(200);
        Corpus.Split split = corpus.split(0.1, 3);

        assertEquals(20, split.heldOut().kept());
        assertEquals(180, split.training().kept());
        assertEquals(new Figures(20, 0, 0, 20), split.heldOut().figures());
        assertEquals(corpus.authors(), split.training().authors());

        List<String> both = new ArrayList<>(split.training().tweets());
        both.addAll(split.heldOut().tweets());
        assertEquals(sorted(corpus.tweets()), sorted(both));
        assertTrue(isInOrderOf(corpus.tweets(), split.training().tweets()));
        assertTrue(isInOrderOf(corpus.tweets(), split.heldOut().tweets()));
    }

    private static final Author MILLER = new Author("miller", "The Miller", Optional.empty());

    /** The Baker has 40 tweets and the most characters; The Miller has 7 tweets, of another length. */
    private static final Corpus BOTH = Corpus.join(List.of(numbered(40),
            Corpus.of(MILLER, IntStream.range(0, 7).mapToObj(i -> "flour \uD83C\uDF3E sack " + i).toList(), 3)));

    @Test
    void repeatsTheTweetsOfSmallAuthorsInEachEpoch() {
        List<String> tweets = tweetsIn(BOTH.text(3, 42));
        int largest = BOTH.tweetsOf("baker").stream().mapToInt(tweet -> tweet.codePointCount(0, tweet.length())).sum();
        int flour = "flour * sack 0".length();
        int millers = (largest + flour - 1) / flour; // the last one is not cut
        int perEpoch = 40 + millers;

        assertEquals(3 * perEpoch, tweets.size());
        Set<List<String>> orders = new HashSet<>();
        for (int epoch = 0; epoch < 3; epoch++) {
            List<String> order = tweets.subList(epoch * perEpoch, (epoch + 1) * perEpoch);
            List<String> own = order.stream().filter(tweet -> tweet.startsWith("loaf")).toList();
            assertEquals(sorted(BOTH.tweetsOf("baker")), sorted(own),
                    "each tweet of the author with the most characters occurs once");
            for (String tweet : BOTH.tweetsOf("miller")) {
                int times = Collections.frequency(order, tweet);
                assertTrue(times == millers / 7 || times == millers / 7 + 1, tweet + " occurs " + times + " times");
            }
            int changes = (int) IntStream.range(1, perEpoch)
                    .filter(i -> order.get(i).startsWith("loaf") != order.get(i - 1).startsWith("loaf")).count();
            assertTrue(changes > perEpoch / 4, "the tweets of both are mixed");
            orders.add(order);
        }
        assertEquals(3, orders.size(), "all epochs have different orders");
        assertEquals(BOTH.text(3, 42), BOTH.text(3, 42));
        assertNotEquals(BOTH.text(3, 42), BOTH.text(3, 43));
    }

    @Test
    void makesATableWithARowForEachKeptTweet() {
        Table table = BOTH.table();

        assertEquals(List.of("handle", "text", "characters"), table.columnNames());
        assertEquals(BOTH.tweets(), table.stringColumn("text").asList());
        assertEquals(BOTH.tweetsOf("miller"),
                table.where(table.stringColumn("handle").isEqualTo("miller")).stringColumn("text").asList());
        assertEquals(40, table.stringColumn("handle").countOccurrences("baker"));
        assertEquals("flour * sack 0".length(), table.intColumn("characters").get(40), "in code points");
    }

    @Test
    void makesAnEmptyTableWithoutTweets() {
        assertEquals(0, numbered(0).table().rowCount());
        assertEquals(3, numbered(0).table().columnCount());
    }

    @Test
    void ignoresAuthorsWithoutTweetsInTheText() {
        Corpus silent = Corpus.of(MILLER, List.of("no"), 0);
        assertEquals(numbered(40).text(2, 1), Corpus.join(List.of(numbered(40), silent)).text(2, 1));
    }

    @Test
    void balancesFourAuthorsButRefusesALargeCrowd() {
        List<Corpus> four = IntStream.range(0, 4).mapToObj(i -> Corpus.of(new Author("u" + i, "U", Optional.empty()),
                IntStream.range(0, 100 + i).mapToObj(j -> "tweet %d of %d is here".formatted(j + 100, i)).toList(), 0)).toList();
        assertEquals(4 * 103 + 1, count("<|endoftext|>", Corpus.join(four).text(1, 1)));

        List<Corpus> crowd = new ArrayList<>(List.of(numbered(1_000)));
        IntStream.range(0, 100).forEach(i -> crowd.add(
                Corpus.of(new Author("u" + i, "U", Optional.empty()), List.of("only one tweet"), 0)));
        var refusal = assertThrows(IllegalStateException.class, Corpus.join(crowd)::requireTrainable);
        assertTrue(refusal.getMessage().startsWith("101 people cannot be balanced"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("asOne("), refusal.getMessage());
        assertThrows(IllegalStateException.class, () -> Corpus.join(crowd).text(1, 1));
    }

    @Test
    void refusesToJoinCorporaOfTheSameAuthor() {
        assertThrows(IllegalArgumentException.class, () -> Corpus.join(List.of(numbered(1), numbered(2))));
        assertThrows(IllegalArgumentException.class, () -> Corpus.join(List.of()));
    }

    @Test
    void holdsOutTheSameShareOfEachAuthor() {
        Corpus large = Corpus.join(List.of(numbered(200), Corpus.of(MILLER,
                IntStream.range(0, 50).mapToObj(i -> i < 10 ? "loaf number " + i + " is done" : "flour sack " + i).toList(), 0)));
        Corpus.Split split = large.split(0.2, 3);

        assertEquals(new Figures(40, 0, 0, 40), split.heldOut().figuresOf("baker"));
        assertEquals(new Figures(10, 0, 0, 10), split.heldOut().figuresOf("miller"));
        assertEquals(200, split.training().kept());
        assertTrue(Collections.disjoint(split.training().tweets(), split.heldOut().tweets()), "also the texts of both authors");
    }

    @Test
    void splitsTheSameForTheSameSeed() {
        assertEquals(numbered(200).split(0.1, 3).heldOut().tweets(), numbered(200).split(0.1, 3).heldOut().tweets());
        assertNotEquals(numbered(200).split(0.1, 3).heldOut().tweets(), numbered(200).split(0.1, 4).heldOut().tweets());
    }

    @Test
    void keepsEqualTextsOnOneSideOfASplit() {
        List<String> twice = new ArrayList<>(numbered(100).tweets());
        twice.addAll(numbered(100).tweets());
        Corpus.Split split = Corpus.of(AUTHOR, twice, 0).split(0.25, 5);

        assertEquals(50, split.heldOut().kept());
        assertTrue(Collections.disjoint(split.training().tweets(), split.heldOut().tweets()));
    }

    @Test
    void leavesATweetToTrainOn() {
        assertEquals(0, numbered(5).split(0, 1).heldOut().kept());
        assertEquals(1, numbered(5).split(0.99, 1).training().kept());
        assertEquals(1, numbered(1).split(0.5, 1).training().kept());
        assertEquals(0, numbered(0).split(0.5, 1).training().kept());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 10, Double.NaN})
    void refusesSharesOutOfRange(double fraction) {
        assertThrows(IllegalArgumentException.class, () -> SMALL.split(fraction, 1));
    }

    private static int count(String part, String text) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static List<String> tweetsIn(String text) {
        return List.of(text.split("<\\|endoftext\\|>")).stream().skip(1).toList();
    }

    private static List<String> sorted(List<String> tweets) {
        return tweets.stream().sorted().toList();
    }

    private static boolean isInOrderOf(List<String> all, List<String> some) {
        return some.equals(all.stream().filter(new HashSet<>(some)::contains).toList());
    }
}
