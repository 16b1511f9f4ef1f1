package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** A bot continues prompts, and says what is wrong with those that it cannot continue. */
class BotTest {

    private static Bot bot;

    @BeforeAll
    static void make() {
        bot = SmallBot.with(1, SmallBot.run());
    }

    @AfterAll
    static void close() {
        bot.close();
    }

    @Test
    void writesTweetsThatBeginWithThePrompt() {
        GeneratedTweets tweets = bot.generate("  My\ndream is ", 7);

        assertEquals(7, tweets.size());
        for (GeneratedTweet tweet : tweets) {
            assertEquals("My dream is", tweet.prompt());
            assertTrue(tweet.text().startsWith("My dream is"), tweet.text());
            assertTrue(tweet.text().length() > "My dream is".length(), tweet.text());
            assertEquals(tweet.text(), tweet.text().strip());
            assertEquals(1, tweet.text().lines().count(), tweet.text());
        }
        assertEquals(List.of("otter_facts", "sealion"), tweets.authors().stream().map(author -> author.handle()).toList());
    }

    @Test
    void writesOneTweet() {
        GeneratedTweet tweet = bot.generate(" My dream is");

        assertEquals("My dream is", tweet.prompt());
        assertTrue(tweet.text().startsWith("My dream is"), tweet.text());
    }

    @Test
    void beginsTweetsAtTheirBeginningWithoutAPrompt() {
        Sampling sampling = Sampling.defaults().seed(5);
        GeneratedTweets tweets = bot.generate(3, sampling);
        List<long[]> continued = new Generator(bot.model()).stoppingAt(bot.tokenizer().lineBreaks())
                .generate(new long[] {bot.tokenizer().endOfText()}, 3, sampling);

        assertEquals(List.of("", "", ""), tweets.stream().map(GeneratedTweet::prompt).toList());
        assertEquals(continued.stream().map(text -> bot.tokenizer().decode(text).lines().findFirst().orElse("")
                .replace("\uFFFD", "").strip()).toList(), tweets.stream().map(GeneratedTweet::text).toList());
        assertEquals(tweets, bot.generate(" \n", 3, sampling), "an empty prompt is none");
        assertEquals(4, bot.generate(4).size());
        assertEquals("", bot.generate().prompt());
        assertTrue(bot.generate(1, Sampling.defaults().maxLength(12).seed(3)).get(0).text().length() < bot
                .generate(1, Sampling.defaults().minLength(40).maxLength(40).seed(3)).get(0).text().length());
        assertEquals("The prompt is null; to begin without one, leave it out, as in generate(10)",
                assertThrows(IllegalArgumentException.class, () -> bot.generate(null, 1)).getMessage());
    }

    @Test
    void givesItsListenerEachPieceOfATweet() {
        List<List<String>> pieces = Stream.generate(() -> (List<String>) new ArrayList<String>()).limit(20).toList();

        GeneratedTweets tweets = bot.generate(
                " Otters\n", 20, Sampling.defaults().seed(8), (tweet, piece) -> pieces.get(tweet).add(piece));

        for (int tweet = 0; tweet < tweets.size(); tweet++) {
            assertEquals("Otters", pieces.get(tweet).get(0));
            assertTrue(pieces.get(tweet).size() > 2, pieces.get(tweet).toString());
            assertEquals(tweets.get(tweet).text(), String.join("", pieces.get(tweet)));
        }
    }

    @Test
    void returnsTweetsAsATable() {
        Table table = bot.generate("Otters", 3, Sampling.defaults().seed(8)).table();

        assertEquals(List.of("prompt", "text"), table.columnNames());
        assertEquals(List.of("Otters", "Otters", "Otters"), table.stringColumn("prompt").asList());
        assertEquals(bot.generate("Otters", 3, Sampling.defaults().seed(8)).stream().map(GeneratedTweet::text).toList(),
                table.stringColumn("text").asList());
    }

    @Test
    void decodesATweetTokenByTokenAsItsFirstTrimmedLine() {
        Gpt2Tokenizer tokenizer = bot.tokenizer();
        long[] prompt = tokenizer.encode("<|endoftext|> Größe 😀");
        for (String continuation : List.of("", " ", " is  \n all", "\r\nx", " 👩‍👩‍👧‍👦 と \u2028 ", "\uFFFD a\uFFFD \uFFFD",
                "  b  ")) {
            for (int cut = 0; cut < 3; cut++) { // may leave a part of a character at the end
                long[] tokens = tokenizer.encode(continuation);
                tokens = Arrays.copyOf(tokens, Math.max(0, tokens.length - cut));
                TweetStream tweet = new TweetStream(tokenizer, prompt);
                String pieces = tweet.text() + LongStream.of(tokens).mapToObj(tweet::next).collect(Collectors.joining());

                String whole = tokenizer.decode(LongStream.concat(LongStream.of(prompt), LongStream.of(tokens)).toArray());
                String expected = whole.lines().findFirst().orElse("").replace("\uFFFD", "").strip();
                assertEquals(expected, tweet.text());
                assertEquals(expected, pieces);
            }
        }
    }

    @Test
    void endsATweetAtTheEndOfALine() {
        BitSet lineBreaks = bot.tokenizer().lineBreaks();
        List<long[]> texts = new Generator(bot.model()).stoppingAt(lineBreaks)
                .generate(new long[] {5}, 200, Sampling.defaults().topK(0).topP(1).seed(2));

        long ended = texts.stream().filter(text -> lineBreaks.get((int) text[text.length - 1])).count();
        assertTrue(ended > 0, "no text ends with a line break");
        for (long[] text : texts) {
            assertEquals(0, Arrays.stream(text, 0, text.length - 1).filter(token -> lineBreaks.get((int) token)).count());
        }
        for (String line : List.of("\n", "\r", "a\n", "\n\n")) {
            assertTrue(Arrays.stream(bot.tokenizer().encode(line)).anyMatch(token -> lineBreaks.get((int) token)));
        }
        assertFalse(lineBreaks.get((int) bot.tokenizer().encode("a")[0]));
    }

    @Test
    void writesTheSameTweetsWithTheSameSeed() {
        Sampling sampling = Sampling.defaults().seed(3);

        assertEquals(bot.generate("Otters", 3, sampling), bot.generate("Otters", 3, sampling));
        assertNotEquals(bot.generate("Otters", 3, sampling), bot.generate("Otters", 3, sampling.seed(4)));
    }

    @Test
    void writesLongerTweetsWithMoreTokens() {
        String shorter = bot.generate("Otters", 1, Sampling.defaults().seed(3).maxLength(12)).get(0).text();
        String longer = bot.generate("Otters", 1, Sampling.defaults().seed(3).minLength(40).maxLength(40)).get(0).text();

        assertTrue(longer.startsWith(shorter) && longer.length() > shorter.length(), shorter + " - " + longer);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void refusesACountBelowOne(int count) {
        assertEquals("Ask for one text or more, not " + count,
                assertThrows(IllegalArgumentException.class, () -> bot.generate("Otters", count)).getMessage());
    }

    @Test
    void refusesAPromptThatIsTooLong() {
        String message = assertThrows(ModelException.class, () -> bot.generate("so ".repeat(500), 1)).getMessage();

        assertTrue(message.matches("This model reads 1 to 64 tokens at once, not \\d+; shorten the text"), message);
    }

    @Test
    void namesItsAuthorsAndItsModel() {
        String shown = bot.toString();

        assertTrue(shown.startsWith("Bot in the manner of Otter \"Facts\" 🦦 (@otter_facts) & Sea Lion (@sealion): GPT-2 with"),
                shown);
        try (Bot anonymous = SmallBot.without(1)) {
            assertTrue(anonymous.toString().startsWith("Bot: GPT-2 with 0."), anonymous.toString());
            assertTrue(anonymous.authors().isEmpty());
            assertThrows(ModelException.class, anonymous::run);
        }
    }
}
