package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small model, and the results of Hugging Face's libraries with it, as {@code make_references.py} writes them. The system
 * property {@code huggingtweets.references} names a folder with others than those in the repository.
 *
 * @param folder holds the model
 * @param values what the model gives
 */
public record Reference(Path folder, Values values) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a model gives.
     *
     * @param tokens some texts of one length
     * @param loss their mean cross-entropy
     * @param prompt the beginning of a text
     * @param greedy the prompt and 40 tokens after it, each the likeliest one but the end of text
     * @param greedyUntilEnd the prompt and the likeliest tokens after it, up to and including the end of text
     * @param samplings how tokens are drawn with various settings
     * @param training the losses of a training; null if there was none
     */
    public record Values(
            long[][] tokens, double loss, long[] prompt, long[] greedy, long[] greedyUntilEnd, List<Drawing> samplings,
            Training training) {}

    /** The scores of the token after a text, and the probabilities that each is drawn with. */
    public record Drawing(
            double temperature, int topK, double topP, double typicalP, double repetitionPenalty, int noRepeatNGram,
            int minLength, long[] tokens, float[] logits, double[] probabilities) {}

    /**
     * A training without dropout.
     *
     * @param losses the loss of each step
     * @param learningRates the learning rate of each step
     * @param measuredOn the tokens of other blocks
     * @param lossAfter their mean loss after the training
     */
    public record Training(
            int batchSize, int gradientAccumulation, int frozenBottom, int frozenTop, String schedule, double learningRate,
            double warmUp, double beta1, double beta2, double epsilon, double weightDecay,
            double maxGradientNorm, int blockLength, long[] tokens, double[] losses, double[] learningRates, long[] measuredOn,
            double lossAfter) {}

    /** {@return all models} */
    public static Stream<Reference> all() throws IOException {
        try (Stream<Path> files = Files.list(root())) {
            return files.filter(Files::isDirectory).sorted().map(Reference::in).toList().stream();
        }
    }

    /** {@return the models that were trained} */
    public static Stream<Reference> trained() throws IOException {
        return all().filter(reference -> reference.values().training() != null);
    }

    private static Reference in(Path folder) {
        return new Reference(folder, read(folder.resolve("reference.json"), Values.class));
    }

    /** {@return the folder of all references} */
    public static Path root() {
        String chosen = System.getProperty("huggingtweets.references");
        return chosen == null ? committed() : Path.of(chosen);
    }

    /** {@return the folder of the references in the repository} */
    public static Path committed() {
        try {
            return Path.of(Reference.class.getResource("reference").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a tensor that belongs to the model: {@code logits} (B, T, V), or {@code gradients.} and a weight's name} */
    float[] tensor(String name) {
        return tensor(folder.resolve("tensors.safetensors"), name);
    }

    /** {@return a tensor of a file, as float32 in the order of its indices} */
    public static float[] tensor(Path file, String name) {
        try (NDManager manager = PyTorch.manager(Device.cpu()); Safetensors tensors = Safetensors.open(file)) {
            return tensors.read(name, manager).toFloatArray();
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
