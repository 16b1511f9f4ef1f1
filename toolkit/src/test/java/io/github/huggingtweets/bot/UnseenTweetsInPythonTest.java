package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.report.Voice;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tweets have the perplexity and the bits per byte that Python's transformers compute. The system property
 * {@code huggingtweets.python} names a Python that has them; {@code ./lab test --with-python} installs one.
 */
@EnabledIfSystemProperty(named = "huggingtweets.python", matches = ".+")
class UnseenTweetsInPythonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void pythonHasTheSameScoreOfTheTweetsForARandomModel() throws IOException, InterruptedException {
        try (Bot bot = SmallBot.without(System.nanoTime())) {
            bot.save(folder);
            assertSameScore(bot, folder, UnseenTweetsTest.TWEETS);
        }
    }

    @Test
    void pythonHasTheSameScoreOfHeldOutTweetsForTheEmbeddedModel() throws IOException, InterruptedException {
        Path nano = Nano.folder();
        try (Bot bot = Bot.load(nano)) {
            assertSameScore(bot, nano, Timeline.sample().clean().split(0.05, 7).heldOut().texts(1, 7));
        }
    }

    private static void assertSameScore(Bot bot, Path model, List<String> tweets) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                System.getProperty("huggingtweets.python"), "src/test/python/score_texts.py", model.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            JSON.writeValue(in, tweets);
        }
        JsonNode python = JSON.readTree(process.getInputStream());
        assertEquals(0, process.waitFor());

        Voice.Score score = UnseenTweetsTest.score(bot, tweets);
        double perplexity = python.path("perplexity").asDouble();
        assertEquals(perplexity, score.perplexity(), 1e-4 * perplexity);
        assertEquals(python.path("bits_per_byte").asDouble(), score.bitsPerByte(), 1e-4);
    }
}
