package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.originality.Copy;
import io.github.huggingtweets.originality.TrainingTweets;
import io.github.huggingtweets.sources.Author;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bot knows what its tweets copy from those it was trained on: here, from every second tweet that it writes with a seed. */
class OriginalTweetsTest {

    private static final String PROMPT = "I think";
    private static final Sampling SAMPLING = Sampling.defaults().seed(2).maxLength(40);
    private static final int COUNT = 20;

    private static Bot bot;
    private static List<String> written;
    private static Corpus corpus;

    @BeforeAll
    static void writeWhatIsCopied() {
        bot = Bot.load(Nano.folder());
        written = texts(bot.generate(PROMPT, COUNT, SAMPLING));
        corpus = corpus(IntStream.range(0, COUNT).filter(i -> i % 2 == 0).mapToObj(written::get).toList());
        bot.trainedOn(corpus);
    }

    @AfterAll
    static void close() {
        bot.close();
    }

    private static Corpus corpus(List<String> texts) {
        return Corpus.of(new Author("goose", "Goose", Optional.empty()), texts, 0);
    }

    private static List<String> texts(List<GeneratedTweet> tweets) {
        return tweets.stream().map(GeneratedTweet::text).toList();
    }

    private static int words(String text) {
        return text.split(" ").length;
    }

    @Test
    void knowsTheNearestTrainingTweet() {
        GeneratedTweets tweets = bot.generate(PROMPT, COUNT, SAMPLING);

        assertEquals(written, texts(tweets));
        TrainingTweets index = TrainingTweets.of(corpus.tweets());
        for (int i = 0; i < COUNT; i++) {
            GeneratedTweet tweet = tweets.get(i);
            Copy copy = tweet.copy().orElseThrow();
            assertEquals(index.copy(tweet.text()), copy);
            if (corpus.tweets().contains(tweet.text())) {
                assertEquals(new Copy(tweet.text(), words(tweet.text()), 0, tweet.text().length(), true), copy);
            }
        }
        assertTrue(tweets.stream().filter(tweet -> tweet.copy().orElseThrow().whole()).count() >= COUNT / 2 - 2);
    }

    @Test
    void drawsAgainOnlyWhatCopies() {
        GeneratedTweets tweets = bot.generate(PROMPT, COUNT, SAMPLING.original(6));

        TrainingTweets index = TrainingTweets.of(corpus.tweets());
        int again = 0;
        for (int i = 0; i < COUNT; i++) {
            assertTrue(tweets.get(i).copy().orElseThrow().words() < 6, tweets.get(i).text());
            assertTrue(tweets.get(i).text().startsWith(PROMPT));
            boolean copies = index.copy(written.get(i)).words() >= 6;
            again += copies ? 1 : 0;
            assertEquals(!copies, written.get(i).equals(tweets.get(i).text()));
        }
        assertTrue(again >= 8 && again < COUNT, again + " were drawn again");
        assertEquals(tweets, bot.generate(PROMPT, COUNT, SAMPLING.original(6)), "a seed repeats also what is drawn again");
        assertNotEquals(tweets, bot.generate(PROMPT, COUNT, SAMPLING.original(6).seed(3)));
        assertEquals(written, texts(bot.generate(PROMPT, COUNT, SAMPLING.original(6).withCopies())));
    }

    @Test
    void draftsAreNotTheSameWithoutASeed() {
        assertNotEquals(texts(bot.generate(PROMPT, 5, Sampling.defaults().original(8))),
                texts(bot.generate(PROMPT, 5, Sampling.defaults().original(8))));
    }

    @Test
    void allowsRunsWithinThePrompt() {
        String copied = Collections.max(corpus.tweets(), (one, other) -> words(one) - words(other));
        String prompt = copied.substring(0, copied.lastIndexOf(' '));
        String last = copied.substring(prompt.length());

        GeneratedTweets tweets = bot.generate(prompt, 10, SAMPLING.original(3));

        for (GeneratedTweet tweet : tweets) {
            assertTrue(tweet.copy().orElseThrow().words() >= words(prompt) - 1, "the prompt is part of what a tweet copies");
            assertFalse((tweet.text() + " ").startsWith(prompt + last + " "), "the run does not go on after the prompt");
        }
    }

    @Test
    void handsOverOnlyTweetsThatAreKept() {
        List<List<String>> pieces = Stream.generate(() -> (List<String>) new ArrayList<String>()).limit(COUNT).toList();

        GeneratedTweets tweets =
                bot.generate(PROMPT, COUNT, SAMPLING.original(6), (tweet, piece) -> pieces.get(tweet).add(piece));

        assertEquals(texts(bot.generate(PROMPT, COUNT, SAMPLING.original(6))), texts(tweets));
        assertEquals(tweets.stream().map(tweet -> List.of(PROMPT, tweet.text().substring(PROMPT.length()))).toList(), pieces);
    }

    @Test
    void showsHowManyTweetsAreDrawnAgain() {
        List<GenerationProgress> shown = new ArrayList<>();
        long[] now = {0};

        bot.generate(PROMPT, COUNT, SAMPLING.original(6), () -> progress -> shown.add((GenerationProgress) progress),
                () -> now[0] += 100_000_000); // two seconds are over before a tweet has six words

        List<String> lines = shown.stream().map(GenerationProgress::line).toList();
        assertTrue(lines.stream().anyMatch(line -> line.matches("\\d+ of 20 tweets finished")), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.matches("\\d+ of 20 tweets finished · \\d+ drawn again")),
                lines.toString());
        GenerationProgress last = shown.get(shown.size() - 1);
        assertTrue(last.line().matches("20 tweets · \\d+ drawn again · took .*"), last.line());
        assertEquals(1, last.fraction(), 1e-12);
        assertTrue(shown.stream().allMatch(progress -> progress.fraction() >= (double) progress.finished() / COUNT
                && progress.fraction() <= 1), "a tweet that is drawn again does not count");
    }

    @Test
    void returnsTheKeptTweetsWhenStopped() {
        List<GenerationProgress> shown = new ArrayList<>();
        long[] now = {0};
        GeneratedTweets whole = bot.generate(PROMPT, COUNT, SAMPLING.original(6));

        GeneratedTweets part = bot.generate(PROMPT, COUNT, SAMPLING.original(6), () -> progress -> {
            shown.add((GenerationProgress) progress);
            if (((GenerationProgress) progress).again() == 5) {
                Thread.currentThread().interrupt();
            }
        }, () -> now[0] += Double.valueOf(1e9).longValue());
        Thread.interrupted();

        assertTrue(!part.isEmpty() && part.size() < COUNT);
        assertEquals(part, whole.stream().filter(part::contains).toList());
        GenerationProgress last = shown.get(shown.size() - 1);
        assertTrue(last.line().matches("Stopped · %d of 20 tweets finished · \\d+ drawn again · took .*".formatted(part.size())),
                last.line());
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> bot.generate(PROMPT, 2, SAMPLING.original(6)));
    }

    @Test
    void saysThatABotCopiesTooMuch() {
        Sampling cold = SAMPLING.temperature(0.001);
        try (Bot copying = Bot.load(Nano.folder()).trainedOn(corpus(texts(bot.generate(PROMPT, 1, cold))))) {
            assertEquals(
                    "Of 100 tweets that the bot wrote, 100 copied 1 word or more in a row from the tweets that it was trained"
                            + " on; train fewer epochs, or allow longer copies than original(1)",
                    assertThrows(ModelException.class, () -> copying.generate(PROMPT, 4, cold.original(1))).getMessage());
        }
    }

    @Test
    void drawsNothingAgainThatWouldBeTheSame() {
        String greedy = bot.generate(PROMPT, 1, Sampling.greedy()).get(0).text();
        try (Bot copying = Bot.load(Nano.folder()).trainedOn(corpus(List.of(greedy)))) {
            for (Sampling sampling : List.of(Sampling.greedy(), SAMPLING.topK(1))) {
                assertEquals("The bot copied 2 words or more in a row from the tweets that it was trained on, and would write the"
                        + " same again, since only one token can be chosen each time; set a temperature above 0 and a top-k above"
                        + " 1",
                        assertThrows(ModelException.class, () -> copying.generate(PROMPT, 3, sampling.original(2)))
                                .getMessage());
            }
        }
    }

    @Test
    void asksForTheTweetsOfALoadedBot(@TempDir Path folder) {
        try (Bot loaded = Bot.load(bot.save(folder))) {
            assertEquals(Optional.empty(), loaded.generate(PROMPT).copy());
            assertEquals("This bot does not know the tweets it was trained on, since a saved bot never has them; tell it with"
                    + " bot.trainedOn(corpus), or leave out original(8)",
                    assertThrows(IllegalStateException.class,
                            () -> loaded.generate(PROMPT, 1, SAMPLING.original(8))).getMessage());

            assertSame(loaded, loaded.trainedOn(corpus));
            assertEquals(bot.generate(PROMPT, 3, SAMPLING), loaded.generate(PROMPT, 3, SAMPLING));
        }
    }

    @Test
    void refusesTweetsThatTheBotWasNotTrainedOn() {
        assertEquals("This corpus has no tweets; give the one that the bot was trained on",
                assertThrows(IllegalArgumentException.class, () -> bot.trainedOn(corpus(List.of()))).getMessage());
        try (Bot somebodyElses = SmallBot.with(1, SmallBot.run())) {
            String message =
                    assertThrows(IllegalArgumentException.class, () -> somebodyElses.trainedOn(corpus)).getMessage();
            assertTrue(message.contains("and the bot learned from"), message);
        }
    }

    @Test
    void refusesALimitInAGenerator() {
        assertEquals("A generator knows no training texts, so it cannot see to original(8); generate with a Bot, or allow copies"
                + " with withCopies()",
                assertThrows(IllegalArgumentException.class, () -> new Generator(bot.model())
                        .generate(new long[] {1}, 1, Sampling.defaults().original(8))).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesALimitBelowOneWord(int words) {
        assertEquals("The number of words in a row that are too many to copy is 1 or more, such as original(8), not " + words,
                assertThrows(IllegalArgumentException.class, () -> Sampling.defaults().original(words)).getMessage());
    }
}
