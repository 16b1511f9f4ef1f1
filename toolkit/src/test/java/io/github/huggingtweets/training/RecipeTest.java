package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.SmallBot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.sources.Author;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainings of many bots, on other machines, are those of one bot on this machine. */
class RecipeTest {

    private static final Corpus CORPUS = corpus("otter");

    @TempDir
    private static Path base;

    @TempDir
    private Path folder;

    @BeforeAll
    static void saveABaseModel() {
        SmallBot.saveAsBase(base);
    }

    private static Corpus corpus(String animal) {
        return Corpus.of(Author.named(animal, animal), IntStream.range(0, 200)
                .mapToObj(i -> "Saw %d of the %ss by the old bridge today, and %d more".formatted(i, animal, i * 7)).toList(), 0);
    }

    private static FineTuner tuned(FineTuner tuner) {
        return tuner.base(base).epochs(2).dropout(0.1).attentionDropout(0.1).gradientAccumulation(2).device("cpu");
    }

    private static byte[] weights(Bot bot, Path folder) throws IOException {
        try (bot) {
            return Files.readAllBytes(bot.save(folder).resolve("model.safetensors"));
        }
    }

    /** What arrives on another machine. */
    private static Recipe sent(Recipe recipe) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(recipe);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Recipe) in.readObject();
        }
    }

    @Test
    void makesTheBotOfTheFineTunerOnAnotherMachine() throws Exception {
        UnaryOperator<FineTuner> change = tuner -> tuned(tuner).seed(3).holdOut(0.1).evaluateEvery(2).patience(9);
        byte[] expected = weights(change.apply(FineTuner.on(CORPUS)).listener(progress -> {}).train(), folder.resolve("laptop"));

        byte[] made = weights(sent(Recipe.of(change)).train(CORPUS, base, Device.cpu()), folder.resolve("cluster"));

        assertArrayEquals(expected, made);
    }

    @Test
    void dropsTheSameElementsWhileOthersTrainInTheSameProgram() throws Exception {
        Recipe otters = Recipe.of(tuner -> tuned(tuner).seed(1));
        Recipe herons = Recipe.of(tuner -> tuned(tuner).seed(2));
        byte[] alone = weights(otters.train(CORPUS, base, Device.cpu()), folder.resolve("alone"));
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Bot>> others = IntStream.range(0, 2)
                    .mapToObj(i -> pool.submit(() -> herons.train(corpus("heron"), base, Device.cpu()))).toList();
            Future<Bot> among = pool.submit(() -> otters.train(CORPUS, base, Device.cpu()));

            assertArrayEquals(alone, weights(among.get(), folder.resolve("among")));
            assertArrayEquals(weights(others.get(0).get(), folder.resolve("heron")),
                    weights(others.get(1).get(), folder.resolve("same-heron")));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void makesNoBotOfAPartOfATraining() {
        Recipe recipe = Recipe.of(RecipeTest::tuned);

        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> recipe.train(CORPUS, base, Device.cpu()));
        Thread.interrupted();
    }

    @Test
    void hasTheSettingsOfTheBaseModelUnlessOthersAreChosen() {
        assertEquals(HyperParameters.of(Nano.folder()).learningRate(),
                Recipe.of(tuner -> tuner.epochs(3)).settings().get("learning rate"));
        assertEquals(3, Recipe.of(tuner -> tuner.epochs(3)).settings().get("epochs"));
        assertFalse(Recipe.of(tuner -> tuner).cpuOnly());
        assertTrue(Recipe.of(tuner -> tuner.device("cpu")).cpuOnly());
    }

    @Test
    void needsMemoryForWeightsGradientsMeansAndHiddenStates() {
        long one = Recipe.of(tuner -> tuner.base(base).batchSize(1)).memory();
        long eight = Recipe.of(tuner -> tuner.base(base).batchSize(8)).memory();

        assertTrue(one > 0 && eight > one && eight < 8 * one, one + " and " + eight);
    }

    @Test
    void refusesWhatOnlyOneTrainingOnThisMachineCanHave() {
        assertEquals(
                "checkpoints(...) is for the training of one bot; leave it out: an interrupted run goes on with the bots that"
                        + " are not there yet.",
                assertThrows(IllegalArgumentException.class,
                        () -> Recipe.of(tuner -> tuner.checkpoints(folder, 5))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Recipe.of(tuner -> tuner.listener(progress -> {})));
    }

    @Test
    void refusesABaseWithoutWeights() throws IOException {
        Files.copy(base.resolve("config.json"), folder.resolve("config.json"));

        assertThrows(ModelException.class, () -> Recipe.of(tuner -> tuner.base(folder)));
        assertThrows(ModelException.class, () -> Recipe.of(tuner -> tuner.base(folder.resolve("no/such/model").toString())));
    }
}
