package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A saved bot is the same bot in Python's transformers. The system property {@code huggingtweets.python} names a Python that has
 * them; {@code ./lab test --with-python} installs one.
 */
@EnabledIfSystemProperty(named = "huggingtweets.python", matches = ".+")
class SavedBotInPythonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROMPT = Gpt2Tokenizer.END_OF_TEXT + "My dream is 🦦 , \"naïve\"";

    @TempDir
    private static Path folder;

    private static Bot bot;
    private static JsonNode python;

    @BeforeAll
    static void saveABotAndUseItInPython() throws IOException, InterruptedException {
        bot = SmallBot.with(System.nanoTime(), SmallBot.run());
        bot.save(folder);
        Process process = new ProcessBuilder(
                System.getProperty("huggingtweets.python"), "src/test/python/check_saved_bot.py", folder.toString(), PROMPT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        python = JSON.readTree(process.getInputStream());
        assertEquals(0, process.waitFor());
    }

    @AfterAll
    static void close() {
        bot.close();
    }

    @Test
    void pythonLoadsItWithoutComplaint() {
        assertEquals("GPT2LMHeadModel", python.path("class").asText());
        assertEquals("[]", python.path("complaints").toString());
    }

    @Test
    void pythonHasTheSameTokens() {
        assertArrayEquals(bot.tokenizer().encode(PROMPT), JSON.convertValue(python.path("tokens"), long[].class));
        assertEquals(SmallBot.CONTEXT, python.path("maximum").asInt());
    }

    @Test
    void pythonHasTheSameLogits() {
        float[][] expected = JSON.convertValue(python.path("logits"), float[][].class);
        float[][] actual = bot.model().logits(bot.tokenizer().encode(PROMPT));

        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], 1e-4f);
        }
    }

    @Test
    void pythonHasTheSameGreedyText() {
        long[] text = new Generator(bot.model()).generate(bot.tokenizer().encode(PROMPT), 1, Sampling.greedy()).get(0);

        assertEquals(bot.tokenizer().decode(text), python.path("greedy").asText().replace(Gpt2Tokenizer.END_OF_TEXT, ""));
    }

    @Test
    void theCallOnTheCardWritesTheBotsOwnTweet() {
        String prompt = PROMPT.substring(Gpt2Tokenizer.END_OF_TEXT.length());
        String tweet = bot.generate(prompt, 1, Sampling.greedy()).get(0).text();

        String called = python.path("as_the_card_says").asText().lines().findFirst().orElse("").strip();
        int length = Math.min(tweet.length(), called.length()); // transformers counts the prefix apart from the greatest length
        assertEquals(tweet.substring(0, length), called.substring(0, length));
        assertTrue(length >= tweet.length() - 20, called);
    }

    @Test
    void pythonSamplesWithTheSettingsOfThePublishedBots() {
        JsonNode settings = python.path("settings");
        JsonNode task = python.path("task");

        for (JsonNode some : new JsonNode[] {settings, task}) {
            assertTrue(some.path("do_sample").asBoolean());
            assertEquals(10, some.path("min_length").asInt());
            assertEquals(1.0, some.path("temperature").asDouble());
            assertEquals(0.95, some.path("top_p").asDouble());
        }
        assertEquals(160, task.path("max_length").asInt());
        assertEquals(SmallBot.CONTEXT, settings.path("max_length").asInt()); // since this model does not read 160
        assertEquals(50, settings.path("top_k").asInt());
        assertEquals(bot.model().config().endOfText(), settings.path("eos_token_id").asInt());
        assertEquals(Gpt2Tokenizer.END_OF_TEXT, task.path("prefix").asText());
    }

    @Test
    void pythonWritesTextsWithIt() {
        assertEquals(4, python.path("drawn").size());
        for (JsonNode text : python.path("drawn")) {
            assertTrue(text.asText().startsWith(PROMPT), text.asText());
            int tokens = bot.tokenizer().encode(text.asText()).length;
            assertTrue(tokens >= 10, tokens + " tokens");
        }
    }
}
