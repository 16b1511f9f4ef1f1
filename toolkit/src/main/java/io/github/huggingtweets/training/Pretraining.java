package io.github.huggingtweets.training;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The program that pre-trains {@code nano}, the small model inside the toolkit, on books.
 *
 * <p>It reads the paragraphs and the tokenizer that {@code prepare_pretraining.py} has written, holds out every twentieth
 * paragraph, and writes a model folder. {@code pretraining.json} in it is the record of the run, {@value HyperParameters#FILE}
 * the settings that suit the model when it is fine-tuned. The weights are stored in half precision.
 */
public final class Pretraining {

    private static final int CONTEXT_LENGTH = 256;
    private static final int HIDDEN_SIZE = 192;
    private static final int LAYERS = 6;
    private static final int HEADS = 6;
    private static final int HELD_OUT = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Without dropout, since such a small model does not memorize a text that it sees six times. */
    private static final HyperParameters SETTINGS = HyperParameters.defaults()
            .epochs(6).batchSize(4).learningRate(1.5e-3).warmUp(0.03).betas(0.9, 0.98).weightDecay(0.1).dropout(0);

    /** Such a small model is fine-tuned with large steps and without dropout. */
    private static final Map<String, Object> FINE_TUNING = Map.of("learning_rate", 2e-3, "batch_size", 4, "dropout", 0);

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

    /**
     * Pre-trains a model.
     *
     * @param prepared the folder with {@code paragraphs.txt} and {@code tokenizer.json}
     * @param output the folder for the model, made if there is none
     * @param settings how to train
     * @throws IOException if something cannot be read or written
     */
    static void train(Path prepared, Path output, HyperParameters settings) throws IOException {
        List<String> paragraphs = Files.readAllLines(prepared.resolve("paragraphs.txt"));
        Map<Boolean, List<String>> parts = IntStream.range(0, paragraphs.size()).boxed().collect(Collectors.partitioningBy(
                i -> i % HELD_OUT == HELD_OUT - 1, Collectors.mapping(paragraphs::get, Collectors.toList())));
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(prepared);
                Gpt2 model = Gpt2.random(config(tokenizer, settings), settings.seed(), Devices.best())) {
            TokenBlocks learned = blocks(tokenizer, parts.get(false), settings.epochs(), settings.seed());
            TokenBlocks heldOut = blocks(tokenizer, parts.get(true), 1, settings.seed());
            System.out.printf(Locale.ROOT, "%s%n%,d tokens to learn, %,d held out%n",
                    model, learned.tokens().length, heldOut.tokens().length);

            Instant start = Instant.now();
            List<Run.LoggedStep> steps = new TrainingLoop(model, settings, TrainingListener.standard()).run(learned).steps();
            Duration duration = Duration.between(start, Instant.now());
            double perplexity = Math.exp(Evaluations.meanLoss(model, heldOut, settings.batchSize()));
            System.out.printf(Locale.ROOT, "Perplexity of the held-out paragraphs: %.2f%n", perplexity);

            Map<String, Object> run = new LinkedHashMap<>();
            run.put("started", start.toString());
            run.put("seconds", duration.toSeconds());
            run.put("characters", paragraphs.stream().mapToInt(String::length).sum());
            run.put("tokens learned", learned.tokens().length);
            run.put("tokens held out", heldOut.tokens().length);
            run.put("held-out perplexity", perplexity);
            run.put("hyper-parameters", settings.byName());
            run.put("steps", steps);
            save(model, tokenizer, run, output);
            show(model, tokenizer, settings.seed());
        }
    }

    private static Gpt2Config config(Gpt2Tokenizer tokenizer, HyperParameters settings) {
        return settings.applyTo(
                Gpt2Config.of(tokenizer.size(), CONTEXT_LENGTH, HIDDEN_SIZE, LAYERS, HEADS, (int) tokenizer.endOfText()));
    }

    /** Each paragraph is a text of its own, as a tweet is. Each epoch has them in another order. */
    private static TokenBlocks blocks(Gpt2Tokenizer tokenizer, List<String> paragraphs, int epochs, long seed) {
        List<long[]> texts = new ArrayList<>(
                paragraphs.stream().map(paragraph -> tokenizer.encode(Gpt2Tokenizer.END_OF_TEXT + paragraph)).toList());
        Random random = new Random(seed);
        Stream<long[]> stream = IntStream.range(0, epochs).boxed().flatMap(epoch -> {
            Collections.shuffle(texts, random);
            return List.copyOf(texts).stream();
        });
        return new TokenBlocks(stream.flatMapToLong(LongStream::of).toArray(), CONTEXT_LENGTH);
    }

    private static void save(Gpt2 model, Gpt2Tokenizer tokenizer, Map<String, Object> run, Path folder) throws IOException {
        Files.createDirectories(folder);
        model.saveWeights(folder, DataType.FLOAT16);
        tokenizer.save(folder, CONTEXT_LENGTH);
        JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve("config.json").toFile(), model.config().toJson());
        JSON.writeValue(folder.resolve("pretraining.json").toFile(), run);
        JSON.writeValue(folder.resolve(HyperParameters.FILE).toFile(), FINE_TUNING);
    }

    private static void show(Gpt2 model, Gpt2Tokenizer tokenizer, long seed) {
        long[] prompt = tokenizer.encode(Gpt2Tokenizer.END_OF_TEXT + "My dream is");
        new Generator(model).generate(prompt, 10, Sampling.defaults().seed(seed))
                .forEach(text -> System.out.println(tokenizer.decode(text)));
    }
}
