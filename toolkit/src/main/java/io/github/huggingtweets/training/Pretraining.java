package io.github.huggingtweets.training;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Sampling;
import io.github.huggingtweets.gpt2.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The program that pre-trains {@code nano}, the small model inside the toolkit, on books.
 *
 * <p>It reads what {@code prepare_pretraining.py} has written, holds out every twentieth paragraph, and leaves a model folder with
 * the record of the run, {@code pretraining.json}, beside the weights. The weights are stored in half precision.
 */
public final class Pretraining {

    private static final int CONTEXT_LENGTH = 256;
    private static final int HIDDEN_SIZE = 192;
    private static final int LAYERS = 6;
    private static final int HEADS = 6;
    private static final int HELD_OUT = 20;

    /** No dropout, since so small a model that sees a text six times has more to learn than it can remember. */
    static final HyperParameters SETTINGS = HyperParameters.defaults()
            .epochs(6).batchSize(4).learningRate(1.5e-3).warmUp(0.03).betas(0.9, 0.98).weightDecay(0.1).dropout(0);

    private Pretraining() {}

    /**
     * Pre-trains a model.
     *
     * @param args the folder with {@code paragraphs.txt} and {@code tokenizer.json}; the folder for the model; optionally the
     *     number of epochs
     * @throws IOException if something cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 2 || args.length > 3) {
            System.err.println("usage: Pretraining PREPARED_FOLDER MODEL_FOLDER [EPOCHS]");
            System.exit(2);
        }
        HyperParameters settings = args.length == 3 ? SETTINGS.epochs(Integer.parseInt(args[2])) : SETTINGS;
        train(Path.of(args[0]), Path.of(args[1]), settings);
    }

    static void train(Path prepared, Path output, HyperParameters settings) throws IOException {
        Files.createDirectories(output);
        List<String> paragraphs = Files.readAllLines(prepared.resolve("paragraphs.txt"));
        Map<Boolean, List<String>> parts = IntStream.range(0, paragraphs.size()).boxed().collect(Collectors.partitioningBy(
                i -> i % HELD_OUT == HELD_OUT - 1, Collectors.mapping(paragraphs::get, Collectors.toList())));
        Device device = Devices.best();
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(prepared)) {
            Gpt2Config config = config(tokenizer, settings);
            try (Gpt2 model = Gpt2.random(config, settings.seed(), device)) {
                System.out.println(model);
                TokenBlocks blocks = blocks(tokenizer, parts.get(false), settings.epochs(), settings.seed());
                TokenBlocks heldOut = blocks(tokenizer, parts.get(true), 1, settings.seed());
                System.out.printf("%,d tokens to learn from, %,d held out%n", blocks.tokens().length, heldOut.tokens().length);
                Instant start = Instant.now();
                List<Run.Step> steps = new TrainingLoop(model, settings, new ConsoleProgress()).run(blocks);
                Duration duration = Duration.between(start, Instant.now());
                double perplexity = Math.exp(TrainingLoop.meanLoss(model, heldOut, settings.batchSize()));
                System.out.printf("Perplexity of the held-out paragraphs: %.2f, after %s%n", perplexity, duration);
                model.saveWeights(output, DataType.FLOAT16);
                tokenizer.save(output, CONTEXT_LENGTH);
                ObjectMapper json = new ObjectMapper();
                json.writerWithDefaultPrettyPrinter().writeValue(output.resolve("config.json").toFile(), config.toJson());
                Map<String, Object> record = new LinkedHashMap<>();
                record.put("started", start.toString());
                record.put("seconds", duration.toSeconds());
                record.put("hyper-parameters", settings.byName());
                record.put("characters", paragraphs.stream().mapToInt(String::length).sum());
                record.put("tokens trained on", blocks.tokens().length);
                record.put("tokens held out", heldOut.tokens().length);
                record.put("held-out perplexity", perplexity);
                record.put("steps", steps);
                json.writeValue(output.resolve("pretraining.json").toFile(), record);
                for (long[] text : new Generator(model).generate(tokenizer.encode("<|endoftext|>My dream is"), 10, Sampling.defaults().seed(1))) {
                    System.out.println(tokenizer.decode(text));
                }
            }
        }
    }

    private static Gpt2Config config(Gpt2Tokenizer tokenizer, HyperParameters settings) {
        Gpt2Config plain = Gpt2Config.of(tokenizer.size(), CONTEXT_LENGTH, HIDDEN_SIZE, LAYERS, HEADS, (int) tokenizer.endOfText());
        return plain.withDropout(settings.dropout());
    }

    /** Every paragraph is a text of its own, as every tweet is; their order changes from epoch to epoch. */
    private static TokenBlocks blocks(Gpt2Tokenizer tokenizer, List<String> paragraphs, int epochs, long seed) {
        long[][] encoded = paragraphs.stream().map(p -> tokenizer.encode(Gpt2Tokenizer.END_OF_TEXT + p)).toArray(long[][]::new);
        List<long[]> order = new ArrayList<>(List.of(encoded));
        Random random = new Random(seed);
        List<long[]> stream = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            Collections.shuffle(order, random);
            stream.addAll(order);
        }
        return new TokenBlocks(stream.stream().flatMapToLong(java.util.Arrays::stream).toArray(), CONTEXT_LENGTH);
    }
}
