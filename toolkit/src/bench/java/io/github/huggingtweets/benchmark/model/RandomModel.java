package io.github.huggingtweets.benchmark.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.Safetensors;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A model folder with random weights and the embedded tokenizer. Its file is laid out as that of {@code gpt2} on the Hub, whose
 * names have no prefix and which holds attention masks: 548 MB. The end of a text is as likely as it is after a tweet, so that
 * generated texts end as those of a bot do.
 */
final class RandomModel {

    private static final String MERGES = "merges.txt";
    private static final int SEED = 1;
    private static final int TOP_K = 50;
    private static final int TRIED = 64;

    private final Gpt2Config config;
    private final double tokensOfATweet;

    /**
     * @param config the shape
     * @param tokensOfATweet how many tokens a generated text is to have, on average
     */
    RandomModel(Gpt2Config config, double tokensOfATweet) {
        this.config = config;
        this.tokensOfATweet = tokensOfATweet;
    }

    /** {@return the folder; the model is made if it is not there, or has the tokenizer of an earlier version of the toolkit} */
    Path in(Path folder) throws IOException {
        Path weights = folder.resolve(Gpt2.WEIGHTS);
        if (Files.exists(weights) && Files.mismatch(folder.resolve(MERGES), Nano.folder().resolve(MERGES)) < 0) {
            return folder;
        }
        ModelBenchmarks.say("Making a model with random weights in %s ...", folder);
        Files.deleteIfExists(weights);
        Files.createDirectories(folder);
        new ObjectMapper().writeValue(folder.resolve("config.json").toFile(), config.toJson());
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(Nano.folder())) {
            tokenizer.save(folder, config.contextLength());
        }
        try (Gpt2 model = Gpt2.random(config, SEED, Device.cpu()); NDManager manager = PyTorch.manager(Device.cpu())) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            tensors.putAll(model.weights());
            tensors.put("ln_f.bias", towardsTheEnd(model, manager));
            int length = config.contextLength();
            NDArray mask = manager.ones(new Shape(length, length), DataType.FLOAT32).cumSum(1); // 1 to T in each row
            mask = mask.lte(manager.arange(1f, length + 1f).reshape(length, 1)).toType(DataType.FLOAT32, false);
            for (int layer = 0; layer < config.layers(); layer++) {
                tensors.put("h.%d.attn.bias".formatted(layer), mask.reshape(1, 1, length, length));
            }
            Path beside = folder.resolve(Gpt2.WEIGHTS + ".part");
            Safetensors.write(beside, tensors);
            Files.move(beside, weights);
        }
        return folder;
    }

    /** {@return a bias for the hidden states along the vector of the end of text, which raises its score by a constant} */
    private NDArray towardsTheEnd(Gpt2 model, NDManager manager) {
        int end = config.endOfText();
        float[][] scores = model.logits(new Random(SEED).longs(Math.min(TRIED, config.contextLength()), 0,
                config.vocabularySize()).toArray());
        double low = 0;
        double high = 100;
        while (high - low > 1e-3) {
            double middle = (low + high) / 2;
            double mean = Arrays.stream(scores).mapToDouble(row -> probability(row, end, middle)).average().orElseThrow();
            low = mean < 1 / tokensOfATweet ? middle : low;
            high = mean < 1 / tokensOfATweet ? high : middle;
        }
        NDArray vector = model.weights().get("wte.weight").toDevice(Device.cpu(), true).get(end);
        vector.attach(manager);
        return vector.mul((float) low).div(vector.square().sum());
    }

    /** {@return the probability of drawing a token among the best ones, if a number is added to its score} */
    private static double probability(float[] scores, int token, double raised) {
        double own = scores[token] + raised;
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        double others = 0;
        for (int i = 1; i < TOP_K; i++) {
            others += Math.exp(sorted[sorted.length - i]);
        }
        return own < sorted[sorted.length - TOP_K] ? 0 : Math.exp(own) / (Math.exp(own) + others);
    }
}
