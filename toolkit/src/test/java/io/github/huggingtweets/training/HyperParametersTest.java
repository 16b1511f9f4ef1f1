package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperParametersTest {

    @TempDir
    private Path folder;

    private HyperParameters read(String json) throws IOException {
        Files.writeString(folder.resolve(HyperParameters.FILE), json);
        return HyperParameters.of(folder);
    }

    @Test
    void embeddedModelHasItsOwnSettings() {
        assertEquals(HyperParameters.defaults().learningRate(2e-3).batchSize(4).dropout(0), HyperParameters.of(Nano.folder()));
    }

    @Test
    void folderWithoutTheFileHasTheDefaults() {
        assertEquals(HyperParameters.defaults(), HyperParameters.of(folder));
    }

    @Test
    void readsEverySettingFromTheFile() throws IOException {
        HyperParameters expected = HyperParameters.defaults().epochs(2).batchSize(3).gradientAccumulation(4).learningRate(0.05)
                .schedule(Schedule.LINEAR).warmUp(0.06).betas(0.7, 0.8).epsilon(0.09).weightDecay(0.1).maxGradientNorm(11)
                .dropout(0.12).attentionDropout(0.13).frozenBottom(14).frozenTop(15).precision(Precision.FLOAT32).seed(16);

        assertEquals(expected, read("""
                {"epochs": 2, "batch_size": 3, "gradient_accumulation": 4, "learning_rate": 0.05, "schedule": "linear",
                 "warm_up": 0.06, "beta1": 0.7, "beta2": 0.8, "epsilon": 0.09, "weight_decay": 0.1, "max_gradient_norm": 11,
                 "dropout": 0.12, "attention_dropout": 0.13, "frozen_bottom": 14, "frozen_top": 15, "precision": "float32",
                 "seed": 16}"""));
    }

    @Test
    void savedBotHasTheSettingsThatItWasTrainedWith() throws IOException {
        HyperParameters trained = HyperParameters.defaults().batchSize(3).gradientAccumulation(4).learningRate(0.05)
                .schedule(Schedule.LINEAR).warmUp(0.06).betas(0.7, 0.8).epsilon(0.09).weightDecay(0.1).maxGradientNorm(11)
                .dropout(0.12).attentionDropout(0.13);
        Figures figures = new Figures(1, 0, 0, 1);
        new Run(Instant.EPOCH, Duration.ZERO, "nano", List.of(), figures, List.of(figures), Optional.empty(),
                trained.epochs(2).frozenBottom(1).frozenTop(2).precision(Precision.FLOAT32).seed(16).byName(), List.of(),
                List.of(), OptionalDouble.empty(), OptionalDouble.empty(), Map.of()).write(folder.resolve("run.json"));

        assertEquals(trained, HyperParameters.of(folder));
        assertEquals(HyperParameters.defaults().seed(3), read("{\"seed\": 3}"), "the file for this purpose wins");
        Files.delete(folder.resolve(HyperParameters.FILE));
        Files.writeString(folder.resolve("run.json"),
                Files.readString(folder.resolve("run.json")).replace("0.05", "\"high\""));
        String message = assertThrows(ModelException.class, () -> HyperParameters.of(folder)).getMessage();
        assertTrue(message.startsWith("The settings in " + folder.resolve("run.json") + " cannot be used ("), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"learning_rat": 0.1}   | learning_rat
            {"epochs": 0}           | The number of epochs is 1 or more, not 0
            {"epochs": 1.5}         | 1.5
            {"schedule": "steep"}   | steep
            {"epochs":              | end-of-input
            [1]                     | ObjectNode""")
    void namesTheFileAndWhatIsWrongInIt(String json, String wrong) {
        String message = assertThrows(ModelException.class, () -> read(json)).getMessage();

        assertTrue(message.startsWith("The settings in " + folder.resolve("fine_tuning.json") + " cannot be used ("), message);
        assertTrue(message.contains(wrong), message);
    }

    @Test
    void changesACopy() {
        HyperParameters before = HyperParameters.defaults();

        assertEquals(9, before.epochs(9).epochs());
        assertEquals(4, before.epochs());
    }
}
