package io.github.huggingtweets.training;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * The program that pre-trains {@code nano}, the small model inside the toolkit, on books.
 *
 * <p>It reads the paragraphs and the tokenizer that {@code prepare_pretraining.py} has written, holds out every hundredth
 * paragraph, and writes a model folder. {@code pretraining.json} in it is the record of the run, {@value HyperParameters#FILE}
 * the settings that suit the model when it is fine-tuned. The weights are stored in half precision.
 *
 * <p>A training that takes hours may be stopped at any moment: the same command goes on from the newest checkpoint. The learning
 * rate stays the same until the last fifth of the training. Until then the command may have another number of passes, to end
 * sooner or later.
 */
public final class Pretraining {

    private static final int CONTEXT_LENGTH = 256;
    private static final int HELD_OUT = 100;
    private static final int MOST_RECORDED_STEPS = 500;
    private static final int FARTHEST_END = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Such a small model is fine-tuned with large steps and without dropout. */
    private static final Map<String, Object> FINE_TUNING = Map.of("learning_rate", 2e-3, "batch_size", 4, "dropout", 0);

    private final Gpt2Tokenizer tokenizer;
    private final Paragraphs learned;
    private final Paragraphs heldOut;
    private final Path output;
    private final PretrainingOptions options;
    private final HyperParameters settings;
    private final int steps;
    private final TrainingListener listener;

    private Pretraining(Path prepared, Gpt2Tokenizer tokenizer, Path output, PretrainingOptions options,
            TrainingListener listener)
            throws IOException {
        this.tokenizer = tokenizer;
        this.output = output;
        this.options = options;
        this.listener = listener;
        List<String> paragraphs = Files.readAllLines(prepared.resolve("paragraphs.txt"));
        if (paragraphs.size() < HELD_OUT) {
            throw new ModelException(
                    "The books have %d paragraphs, of which every %dth is held out; add books, a paragraph a line"
                            .formatted(paragraphs.size(), HELD_OUT));
        }
        learned = paragraphs(paragraphs, false);
        heldOut = paragraphs(paragraphs, true);
        steps = (int) Math.max(1, Math.round(options.passes() * learned.size() / tokensPerStep()));
        settings = options.settings(steps);
    }

    private int tokensPerStep() {
        return options.batchSize() * CONTEXT_LENGTH;
    }

    private Paragraphs paragraphs(List<String> all, boolean held) {
        return Paragraphs.of(
                IntStream.range(0, all.size()).filter(i -> i % HELD_OUT == HELD_OUT - 1 == held).mapToObj(all::get).toList(),
                tokenizer);
    }

    /**
     * Pre-trains a model, or goes on with its training.
     *
     * @param args the folder with {@code paragraphs.txt} and {@code tokenizer.json}; the folder for the model; options such as
     *     {@code passes=2.5}
     * @throws IOException if something cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: Pretraining PREPARED_FOLDER MODEL_FOLDER [NAME=VALUE...]");
            System.exit(2);
        }
        try {
            Path model = Path.of(args[1]);
            PretrainingOptions options = PretrainingOptions.of(Arrays.asList(args).subList(2, args.length));
            CountDownLatch ended = new CountDownLatch(1);
            endsBeforeTheProgram(Thread.currentThread(), ended);
            boolean complete;
            try {
                complete = train(Path.of(args[0]), model, options, TrainingListener.standard());
            } finally {
                ended.countDown();
            }
            if (complete) {
                Bot.load(model).generate("My dream is", 10).forEach(System.out::println);
            }
        } catch (IllegalArgumentException | ModelException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Lets the training keep a checkpoint when the program is ended; PyTorch would crash if Java ended during a step. */
    private static void endsBeforeTheProgram(Thread training, CountDownLatch ended) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            training.interrupt();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /**
     * Pre-trains a model, or goes on with its training. The listener is told what is measured.
     *
     * @param prepared the folder with {@code paragraphs.txt} and {@code tokenizer.json}
     * @param output the folder for the model, made if there is none
     * @param options how to train, and the shape of the model
     * @param listener receives every step; if the thread is interrupted there, the training stops after the step
     * @return whether the training is complete, and the model is written
     * @throws IOException if something cannot be read or written
     * @throws ModelException if there are too few paragraphs, or the checkpoints in the output folder are of another training
     */
    static boolean train(Path prepared, Path output, PretrainingOptions options, TrainingListener listener) throws IOException {
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(prepared)) {
            return new Pretraining(prepared, tokenizer, output, options, listener).run();
        }
    }

    private boolean run() throws IOException {
        Gpt2Config config =
                settings.applyTo(Gpt2Config.of(tokenizer.size(), CONTEXT_LENGTH, options.hiddenSize(), options.layers(),
                        options.heads(), (int) tokenizer.endOfText()));
        Map<String, String> identity = identity(config);
        Checkpoints checkpoints = new Checkpoints(output.resolve("checkpoints"), options.every());
        Optional<Checkpoints.Saved> from = checkpoints.newest(identity);
        from.ifPresent(saved -> requireSameSoFar(saved.state()));
        try (Gpt2 model = from.isPresent() ? Gpt2.load(from.get().folder(), config, Devices.best())
                : Gpt2.random(config, settings.seed(), Devices.best());
                Evaluations evaluations = new Evaluations(model, heldOut.inOrder(CONTEXT_LENGTH), settings.batchSize(),
                        new Evaluations.Plan(options.every(), OptionalInt.empty()))) {
            from.ifPresent(saved -> saved.restore(evaluations));
            listener.onWarning(String.format(Locale.ENGLISH, "%s. %,d tokens to learn, %,d held out; %,d steps of %,d tokens.",
                    model, learned.size(), heldOut.size(), steps, tokensPerStep()));
            Instant started = from.map(saved -> saved.state().started()).orElseGet(Instant::now);
            TrainingLoop.Keeper keeper = (soFar, stopped, optimizer) -> {
                if (stopped || soFar.isComplete() || checkpoints.isDue(soFar.taken())) {
                    tell(soFar, evaluations);
                    checkpoints.keep(new Checkpoints.State(identity, soFar.taken(), soFar.steps(), evaluations.all(), started,
                            soFar.duration(), OptionalDouble.empty(), Optional.empty(), Optional.of(soFar.products())),
                            Optional.empty(), model, optimizer, evaluations.weights(), listener);
                }
            };
            TrainingLoop.Outcome outcome = new TrainingLoop(model, settings, listener)
                    .run(learned.shuffled(steps * settings.batchSize(), CONTEXT_LENGTH, settings.seed()), from,
                            Optional.of(evaluations), keeper);
            if (outcome.isComplete()) {
                save(model, record(config, outcome, started, evaluations));
            }
            return outcome.isComplete();
        }
    }

    /** {@return what identifies this training, apart from its end, so that no other one resumes from its checkpoints} */
    private Map<String, String> identity(Gpt2Config config) {
        Map<String, String> identity = new LinkedHashMap<>();
        Map<String, Object> names = settingsByName();
        names.remove("warm-up");
        names.forEach((name, value) -> identity.put("the " + name, value.toString()));
        identity.put("the shape of the model", config.toString());
        identity.put("the checksum of the books", learned.inOrder(CONTEXT_LENGTH).sha256().substring(0, 8));
        return identity;
    }

    private Map<String, Object> settingsByName() {
        Map<String, Object> names = settings.byName();
        names.remove("epochs"); // there are passes instead, which need not be whole
        return names;
    }

    /** Refuses to change the number of passes after the learning rate has begun to fall, or so that it would have. */
    private void requireSameSoFar(Checkpoints.State state) {
        int step = state.step();
        double rate = state.steps().get(step - 1).learningRate();
        if (step > steps || rate != settings.rateOf(step, steps)) {
            // in warm-up and on the plateau the rate depends on no end
            OptionalInt earliest = IntStream.range(step, FARTHEST_END + 2 * step)
                    .filter(end -> rateOf(step, end) == rate && rateOf(step, end + 1) == rate).findFirst();
            String advice = earliest.isEmpty() ? "as many passes as before" : String.format(Locale.ROOT, "passes=%.3f or more",
                    Math.ceil(1e3 * earliest.getAsInt() * tokensPerStep() / learned.size()) / 1e3);
            throw new ModelException(
                    ("passes=%s does not fit the training in %s, which has taken %,d steps, since the learning rate"
                            + " falls over the last fifth of a training; choose %s")
                            .formatted(options.passes(), output, step, advice));
        }
    }

    private double rateOf(int step, int end) {
        return options.settings(end).rateOf(step, end);
    }

    private void tell(TrainingLoop.Outcome soFar, Evaluations evaluations) {
        evaluations.latestLoss().ifPresent(loss -> listener.onWarning(String.format(Locale.ENGLISH,
                "Step %,d of %,d, after %s: %.4f bits per byte of the held-out paragraphs.",
                soFar.taken(), soFar.planned(), Progress.words(soFar.duration()), heldOut.bitsPerByte(loss))));
    }

    private Map<String, Object> record(Gpt2Config config, TrainingLoop.Outcome outcome, Instant started,
            Evaluations evaluations) {
        double loss = Run.Evaluation.best(evaluations.all()).orElseThrow().loss();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("started", started.toString());
        record.put("seconds", outcome.duration().toSeconds());
        record.put("bytes", learned.bytes());
        record.put("tokens", learned.size());
        record.put("passes", options.passes());
        record.put("tokens held out", heldOut.size());
        record.put("held-out perplexity", Math.exp(loss));
        record.put("held-out bits per byte", heldOut.bitsPerByte(loss));
        record.put("layers", config.layers());
        record.put("heads", config.heads());
        record.put("hidden size", config.hiddenSize());
        record.put("vocabulary size", config.vocabularySize());
        record.put("context length", config.contextLength());
        record.put("hyper-parameters", settingsByName());
        record.put("evaluations", evaluations.all());
        int every = (outcome.planned() + MOST_RECORDED_STEPS - 1) / MOST_RECORDED_STEPS;
        record.put("steps", outcome.steps().stream().filter(step -> step.step() % every == 0).toList());
        return record;
    }

    private void save(Gpt2 model, Map<String, Object> record) throws IOException {
        Files.createDirectories(output);
        model.saveWeights(output, DataType.FLOAT16);
        tokenizer.save(output, CONTEXT_LENGTH);
        // or else transformers would train in the half precision of the file, in which losses become NaN
        JSON.writerWithDefaultPrettyPrinter().writeValue(output.resolve("config.json").toFile(),
                model.config().toJson().put("dtype", "float32"));
        JSON.writeValue(output.resolve("pretraining.json").toFile(), record);
        JSON.writeValue(output.resolve(HyperParameters.FILE).toFile(), FINE_TUNING);
    }
}
