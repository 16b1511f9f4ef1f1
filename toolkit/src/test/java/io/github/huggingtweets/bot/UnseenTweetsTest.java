package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.report.Voice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How well a model predicts tweets, compared with the definition of {@link Voice.Score}, computed from the logits alone. */
class UnseenTweetsTest {

    static final List<String> TWEETS = List.of("otters 🦦 hold hands while they sleep", "naïve \"quotes\" & <b>tags</b>",
            "夜の川でカワウソが泳ぐ", "I think that the pond is old, and the heron older", "why? why?! why…", "مرحبا يا ثعلب الماء",
            "nobody knows how many herons there are at the pond in the morning");

    private static Bot bot;

    @BeforeAll
    static void make() {
        bot = SmallBot.without(7);
    }

    @AfterAll
    static void close() {
        bot.close();
    }

    private static Voice.Score score(List<String> tweets) {
        return score(bot, tweets);
    }

    static Voice.Score score(Bot bot, List<String> tweets) {
        return new UnseenTweets(tweets, bot.tokenizer()).by(bot.model(), meter());
    }

    private static PredictionMeter meter() {
        return new PredictionMeter(1, () -> progress -> {}, System::nanoTime);
    }

    /** {@return the cross-entropies of all tokens of a block but the first, in nats} */
    private static double[] nats(Gpt2 model, long[] block) {
        float[][] logits = model.logits(block);
        return IntStream.range(1, block.length).mapToDouble(i -> {
            double sum = 0;
            for (float logit : logits[i - 1]) {
                sum += Math.exp(logit);
            }
            return Math.log(sum) - logits[i - 1][(int) block[i]];
        }).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void isWhatTheLogitsSay(int count) {
        List<String> tweets = TWEETS.subList(0, count);
        long[] tokens = bot.tokenizer().encode("<|endoftext|>" + String.join("<|endoftext|>", tweets) + "<|endoftext|>");
        int length = Math.min(SmallBot.CONTEXT, tokens.length);
        List<Double> ofWholeBlocks = new ArrayList<>();
        for (int first = 0; first + length <= tokens.length; first += length) {
            Arrays.stream(nats(bot.model(), Arrays.copyOfRange(tokens, first, first + length))).forEach(ofWholeBlocks::add);
        }
        double all = 0;
        int predicted = 0;
        for (int first = 0; first + 1 < tokens.length; first += length - 1) {
            double[] nats = nats(bot.model(), Arrays.copyOfRange(tokens, first, Math.min(first + length, tokens.length)));
            all += Arrays.stream(nats).sum();
            predicted += nats.length;
        }
        int bytes = String.join("", tweets).getBytes(StandardCharsets.UTF_8).length;

        Voice.Score score = score(tweets);
        assertEquals(tokens.length - 1, predicted, "every token but the first is predicted once");
        assertEquals(Math.exp(ofWholeBlocks.stream().mapToDouble(x -> x).average().orElseThrow()), score.perplexity(),
                1e-5 * score.perplexity());
        assertEquals(all / Math.log(2) / bytes, score.bitsPerByte(), 1e-5 * score.bitsPerByte());
        assertEquals(bytes, new UnseenTweets(tweets, bot.tokenizer()).bytes());
    }

    /** The numbers are those of {@code score_texts.py}, with transformers, for a vocabulary of single bytes. */
    @Test
    void isWhatTransformersSay(@TempDir Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Integer> vocabulary =
                json.readValue(Nano.folder().resolve("vocab.json").toFile(), new TypeReference<Map<String, Integer>>() {});
        vocabulary.values().removeIf(id -> id > 256); // the words come after the end of text and the 256 bytes
        json.writeValue(folder.resolve("vocab.json").toFile(), vocabulary);
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");
        Gpt2Tokenizer bytes = Gpt2Tokenizer.load(folder);
        Gpt2Config config = Gpt2Config.of(bytes.size(), SmallBot.CONTEXT, 24, 2, 3, (int) bytes.endOfText());

        try (Bot ofBytes = new Bot(Gpt2.random(config, 7, Device.cpu()), bytes, Optional.empty())) {
            assertEquals(257.6349331333, score(ofBytes, TWEETS).perplexity(), 0.003);
            assertEquals(8.2259675002, score(ofBytes, TWEETS).bitsPerByte(), 1e-5);
        }
    }

    @Test
    void measuresTextsOfAllLengths() {
        Random random = new Random(4);
        for (int words = 1; words < 140; words++) { // also those whose last block has one token or none
            String text = "otter ".repeat(words) + random.nextInt(10);
            long[] tokens = bot.tokenizer().encode("<|endoftext|>" + text + "<|endoftext|>");
            double all = 0;
            int length = Math.min(SmallBot.CONTEXT, tokens.length);
            for (int first = 0; first + 1 < tokens.length; first += length - 1) {
                all += Arrays
                        .stream(nats(bot.model(), Arrays.copyOfRange(tokens, first, Math.min(first + length, tokens.length))))
                        .sum();
            }
            assertEquals(all / Math.log(2) / text.length(), score(List.of(text)).bitsPerByte(), 1e-4, words + " words");
        }
    }

    @Test
    void endsWithTheStopButton() {
        UnseenTweets unseen = new UnseenTweets(TWEETS, bot.tokenizer());
        Thread.currentThread().interrupt();

        assertEquals("The report was stopped before it was finished.",
                assertThrows(CancellationException.class, () -> unseen.by(bot.model(), meter())).getMessage());
        assertEquals(false, Thread.currentThread().isInterrupted());
    }
}
