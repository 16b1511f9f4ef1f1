package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.bot.SmallBot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.CorpusTooSmallException;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.Precision;
import io.github.huggingtweets.gpt2.Products;
import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corpus and a base model become a bot that has learned from the tweets, with a record of how. */
class FineTunerTest {

    private static final Author OTTER = new Author("@otter", "Otter", Optional.empty());
    private static final List<String> ANIMALS = List.of("otter", "heron", "beaver", "salmon", "dragonfly");
    private static final List<String> PLACES = List.of("river", "old bridge", "mill pond", "reeds", "harbour", "waterfall");

    private static final Corpus CORPUS = Corpus.of(OTTER, IntStream.range(0, 240)
            .mapToObj(i -> "Saw %d of the %ss by the %s today".formatted(
                    i, ANIMALS.get(i % ANIMALS.size()), PLACES.get(i % PLACES.size())))
            .toList(), 3);

    @TempDir
    private static Path base;

    @TempDir
    private Path folder;

    /** A model with random weights, a context of 64 tokens and the embedded vocabulary. */
    @BeforeAll
    static void saveABaseModel() {
        SmallBot.saveAsBase(base);
    }

    private static FineTuner fineTuner() {
        return fineTuner(CORPUS);
    }

    private static FineTuner fineTuner(Corpus corpus) {
        return FineTuner.on(corpus).base(base).epochs(2).learningRate(5e-3).device("cpu").listener(progress -> {});
    }

    private static Run train(FineTuner fineTuner) {
        try (Bot bot = fineTuner.train()) {
            return bot.run();
        }
    }

    @Test
    void learnsNearlyTheSameInBfloat16() {
        Run whole = train(fineTuner().dropout(0).precision(Precision.FLOAT32));
        Run half = train(fineTuner().dropout(0).precision(Precision.BFLOAT16));

        assertEquals("bfloat16", half.hyperParameters().get("precision"));
        assertNotEquals(whole.steps(), half.steps());
        double loss = whole.steps().get(whole.steps().size() - 1).loss();
        assertEquals(loss, half.steps().get(half.steps().size() - 1).loss(), 0.02 * loss);
    }

    @Test
    void lowersLossAndPerplexity() {
        Run run = train(fineTuner().holdOut(0.1));
        double first = run.steps().get(0).loss();
        double last = run.steps().get(run.steps().size() - 1).loss();

        assertTrue(last < first - 1, first + " to " + last);
        int vocabulary = Gpt2Config.read(base).vocabularySize();
        assertEquals(vocabulary, run.perplexityBefore().orElseThrow(), 0.1 * vocabulary,
                "an untrained model finds all tokens about equally likely");
        assertTrue(run.perplexityAfter().orElseThrow() < 400, "perplexity " + run.perplexityAfter());
    }

    @Test
    void measuresThePerplexityOfTheHeldOutTweets() {
        try (Bot bot = fineTuner().holdOut(0.1).seed(4).train()) {
            double expected = Math.exp(SmallBot.loss(bot, CORPUS.split(0.1, 4).heldOut().text(1, 4)));

            assertEquals(expected, bot.run().perplexityAfter().orElseThrow(), 1e-3 * expected);
        }
    }

    @Test
    void makesABotThatKnowsItsTweetsAndThoseHeldOut() {
        try (Bot bot = fineTuner().epochs(1).holdOut(0.1).seed(4).train()) {
            for (Corpus some : List.of(CORPUS.split(0.1, 4).heldOut(), CORPUS.split(0.1, 4).training())) {
                String tweet = some.tweets().get(0) + " so";

                assertEquals(some.tweets().get(0), bot.generate(tweet).copy().orElseThrow().tweet());
            }
        }
    }

    @Test
    void learnsFromSeveralPeopleAndRecordsTheFiguresOfEach() {
        Author heron = new Author("@Heron", "Heron", Optional.empty());
        Corpus herons = Corpus.of(heron, IntStream.range(0, 60)
                .mapToObj(i -> i < 4 ? "ok" : "Caught " + i + " frogs today").toList(), 5);
        try (Bot bot = fineTuner(Corpus.join(List.of(CORPUS, herons))).holdOut(0.1).train()) {
            Run run = bot.run();

            assertEquals(List.of(OTTER, heron), run.authors());
            assertEquals(List.of(new Figures(243, 3, 0, 240), new Figures(65, 5, 4, 56)), run.figuresByAuthor());
            assertEquals(new Figures(308, 8, 4, 296), run.figures());
            assertTrue(bot.card().markdown().contains("| Tweets kept | 240 | 56 |"), bot.card().markdown());
            assertTrue(bot.card().markdown().contains("AI CYBORG"), bot.card().markdown());
            bot.save(folder);
            try (Bot again = Bot.load(folder)) {
                assertEquals(run.figuresByAuthor(), again.run().figuresByAuthor());
                assertEquals(List.of(OTTER, heron), again.authors());
            }
        }
    }

    @Test
    void warnsOfASmallCorpusBeforeTheFirstStep() {
        List<String> heard = new ArrayList<>();
        train(fineTuner().epochs(1).listener(new TrainingListener() {
            @Override
            public void onWarning(String message) {
                heard.add(message);
            }

            @Override
            public void onStep(TrainingProgress progress) {
                heard.add("step " + progress.step());
            }
        }));

        assertEquals(List.of(CORPUS.warning().orElseThrow(), "step 1"), heard.subList(0, 2));
    }

    @Test
    void refusesAnImpossibleHeldOutFractionAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> fineTuner().holdOut(2));
        assertThrows(IllegalArgumentException.class, () -> fineTuner().holdOut(Double.NaN));
    }

    @Test
    void refusesToFreezeEveryLayer() {
        String message = assertThrows(ModelException.class, () -> fineTuner().freezeBottom(2).freezeTop(1).train()).getMessage();

        assertTrue(message.startsWith("3 of the model's "), message);
    }

    @Test
    void trainsTheSameBotWithTheSameSeed() {
        List<Run.LoggedStep> steps = train(fineTuner().dropout(0).seed(1)).steps();

        assertEquals(steps, train(fineTuner().dropout(0).seed(1)).steps());
        assertNotEquals(steps, train(fineTuner().dropout(0).seed(2)).steps());
    }

    @Test
    void dropsTheSameElementsWithTheSameSeed() {
        List<Run.LoggedStep> steps = train(fineTuner().dropout(0.3f)).steps();

        assertEquals(steps, train(fineTuner().dropout(0.3f)).steps());
        assertNotEquals(steps, train(fineTuner().dropout(0)).steps());
    }

    @Test
    void dropsAttentionWeightsOnlyOnRequest() {
        List<Run.LoggedStep> steps = train(fineTuner()).steps();

        assertEquals(steps, train(fineTuner().dropout(0.1f).attentionDropout(0)).steps());
        assertNotEquals(steps, train(fineTuner().dropout(0.1f)).steps());
        assertNotEquals(steps, train(fineTuner().attentionDropout(0.3f)).steps());
        assertEquals(0.1, train(fineTuner().dropout(0.1f)).hyperParameters().get("attention dropout"));
    }

    @Test
    void hasTheSettingsOfHuggingtweetsWithoutAttentionDropout() {
        Map<String, Object> expected = Map.ofEntries(
                Map.entry("epochs", 4), Map.entry("batch size", 1), Map.entry("learning rate", 1.372e-4),
                Map.entry("learning rate schedule", "cosine"), Map.entry("warm-up", 0.0), Map.entry("optimizer", "AdamW"),
                Map.entry("betas", "0.9, 0.999"), Map.entry("epsilon", 1e-8), Map.entry("weight decay", 0.0),
                Map.entry("maximum gradient norm", 1.0), Map.entry("dropout", 0.1),
                Map.entry("attention dropout", 0.0), Map.entry("seed", 42L),
                Map.entry("gradient accumulation", 1), Map.entry("frozen layers at the bottom", 0),
                Map.entry("frozen layers at the top", 0), Map.entry("precision", "automatic"), Map.entry("block length", 64),
                Map.entry("held out", 0.0), Map.entry("device", "CPU"),
                Map.entry("matrix products", Products.of(Precision.AUTOMATIC, Device.cpu()).toString()));

        Run run = train(FineTuner.on(CORPUS).base(base).device("cpu").listener(progress -> {}));

        assertEquals(expected, run.settings());
        int steps = run.steps().get(run.steps().size() - 1).step();
        assertEquals(steps, run.hyperParameters().get(Run.BLOCKS), "a step learns from one block");
        assertEquals(steps, (int) run.hyperParameters().get(Run.TOKENS) / 64);
        assertTrue(run.perplexityBefore().isEmpty() && run.perplexityAfter().isEmpty());
    }

    private FineTuner withSettingsBesideTheBase() throws IOException {
        SmallBot.saveAsBase(folder);
        Files.writeString(folder.resolve("fine_tuning.json"),
                "{\"epochs\": 1, \"batch_size\": 2, \"learning_rate\": 0.003, \"dropout\": 0}");
        return FineTuner.on(CORPUS).base(folder).device("cpu").listener(progress -> {});
    }

    @Test
    void takesTheSettingsBesideTheBase() throws IOException {
        Map<String, Object> settings = train(withSettingsBesideTheBase()).hyperParameters();

        assertEquals(List.of(1, 2, 0.003, 0.0, 0.0), Stream.of("epochs", "batch size", "learning rate", "dropout",
                "attention dropout").map(settings::get).toList());
    }

    @Test
    void prefersTheSettingsOfCallsBeforeAndAfterTheBase() throws IOException {
        FineTuner fineTuner = withSettingsBesideTheBase();

        assertEquals(3, train(fineTuner.batchSize(3)).hyperParameters().get("batch size"));
        assertEquals(3, train(fineTuner.base(base).batchSize(3).base(folder)).hyperParameters().get("batch size"));
        Map<String, Object> whole = train(fineTuner.settings(HyperParameters.defaults().epochs(1))).hyperParameters();
        assertEquals(List.of(1, 1, 1.372e-4, 0.1), Stream.of("epochs", "batch size", "learning rate", "dropout")
                .map(whole::get).toList());
    }

    @Test
    void staysAsItIsAfterEachCall() {
        FineTuner fineTuner = fineTuner().epochs(1);
        Run before = train(fineTuner);
        fineTuner.epochs(2).learningRate(0.1).seed(9).holdOut(0.2).dropout(0.5);

        assertEquals(before.hyperParameters(), train(fineTuner).hyperParameters());
        assertEquals(before.steps(), train(fineTuner).steps());
    }

    @Test
    void takesDropoutsAsFloatAndDouble() {
        FineTuner fineTuner = fineTuner().epochs(1);

        assertEquals(0.1, train(fineTuner.dropout(0.1f)).hyperParameters().get("dropout"));
        assertEquals(0.1, train(fineTuner.dropout(0.1)).hyperParameters().get("dropout"));
        assertEquals(0.2, train(fineTuner.attentionDropout(0.2f)).hyperParameters().get("attention dropout"));
        assertEquals(0.2, train(fineTuner.attentionDropout(0.2).dropout(0.1)).hyperParameters().get("attention dropout"));
    }

    @Test
    void refusesADeviceThatIsNeitherCpuNorGpu() {
        assertEquals("There is no device 'tpu'; name cpu or gpu",
                assertThrows(IllegalArgumentException.class, () -> fineTuner().device("tpu")).getMessage());
    }

    @Test
    void recordsSettingsFiguresStepsAndVersions() throws IOException {
        Instant before = Instant.now();
        try (Bot bot = fineTuner().holdOut(0.1).seed(12).train()) {
            bot.save(folder);
            Run run = Run.read(folder.resolve("run.json"));
            JsonNode json = new ObjectMapper().readTree(folder.resolve("run.json").toFile());

            assertEquals(bot.run().toString(), run.toString());
            assertTrue(!run.started().isBefore(before) && run.started().isBefore(Instant.now()));
            assertTrue(run.duration().compareTo(Duration.ZERO) > 0 && run.duration().toSeconds() < 600);
            assertEquals(base.getFileName().toString(), run.baseModel());
            assertEquals(List.of(OTTER), run.authors());
            assertEquals(CORPUS.figures(), run.figures());
            assertEquals(12, run.hyperParameters().get("seed"));
            assertEquals(0.1, run.hyperParameters().get("held out"));
            assertEquals(Set.of("toolkit", "DJL", "PyTorch", "Java"), run.versions().keySet());
            int steps = steps(bot, 0.1, 12);
            assertEquals(IntStream.rangeClosed(1, steps).boxed().toList(),
                    run.steps().stream().map(Run.LoggedStep::step).toList());
            assertEquals(run.loss().orElseThrow().value(), json.path("loss").path("value").asDouble());
            assertEquals(Math.min(20, steps), json.path("loss").path("steps").asInt());
            assertEquals(run.steps().size(), json.path("steps").size());
            assertTrue(json.path("steps").path(0).path("loss").asDouble() > 0);
            assertEquals(243, json.path("figures").path("downloaded").asInt());
        }
    }

    /** The number of whole blocks in two epochs of the tweets that are not held out. */
    private static int steps(Bot bot, double heldOut, long seed) {
        return bot.tokenizer().encode(CORPUS.split(heldOut, seed).training().text(2, seed)).length / SmallBot.CONTEXT;
    }

    @Test
    void refusesACorpusThatIsTooSmall() {
        Corpus small = Corpus.of(OTTER, List.of("One otter by the river", "Two otters by the river"), 0);

        assertThrows(CorpusTooSmallException.class, () -> FineTuner.on(small));
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> fineTuner().epochs(0));
        assertThrows(IllegalArgumentException.class, () -> fineTuner().learningRate(-1));
        assertThrows(IllegalArgumentException.class, () -> fineTuner().learningRate(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> fineTuner().dropout(1));
        assertThrows(IllegalArgumentException.class, () -> fineTuner().attentionDropout(-0.1f));
        assertThrows(IllegalArgumentException.class, () -> fineTuner().batchSize(0));
        assertThrows(IllegalArgumentException.class, () -> fineTuner().precision(Precision.INT8));
        assertThrows(IllegalArgumentException.class, () -> fineTuner().holdOut(1).train());
    }

    @Test
    void refusesABaseThatIsNoModel() {
        FineTuner fineTuner = fineTuner().base(folder);

        String message = assertThrows(ModelException.class, fineTuner::train).getMessage();
        assertTrue(message.startsWith(folder + " is no model folder"), message);
        assertThrows(ModelException.class, () -> fineTuner.base("./no/such/folder"));
        assertThrows(IllegalArgumentException.class, () -> fineTuner.base("no such model"));
    }

    @Test
    void refusesABaseWhoseContextIsLongerThanTheText() {
        Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(Nano.folder());
        Gpt2Config config = Gpt2Config.of(tokenizer.size(), 20_000, 6, 1, 1, 0);
        try (Bot bot = new Bot(Gpt2.random(config, 1, Device.cpu()), tokenizer, Optional.empty())) {
            bot.save(folder);
        }
        FineTuner fineTuner = fineTuner().base(folder.toString()).epochs(1);

        String message = assertThrows(ModelException.class, fineTuner::train).getMessage();
        assertTrue(message.matches("The tweets have \\d+ tokens in all, and the model learns from blocks of 20000; .*"), message);
    }
}
