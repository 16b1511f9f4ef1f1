package io.github.huggingtweets.benchmark.model;

import io.github.huggingtweets.benchmark.Measured;
import io.github.huggingtweets.benchmark.Quantity;
import io.github.huggingtweets.benchmark.Report;
import io.github.huggingtweets.benchmark.model.ModelOptions.Work;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.pytorch.Processor;
import io.github.huggingtweets.training.HyperParameters;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures GPT-2 beside {@code transformers} and llama.cpp, and reports it: {@code ./lab bench model}. */
public final class ModelBenchmarks {

    private static final String PROMPT = "My dream is";
    private static final double DROPOUT = 0.1;
    private static final int LONG_TEXT = 160;
    /** A GPU has finished a step only when the loss has been read. */
    private static final int STEPS_A_ROUND_ON_GPU = 20;

    private final ModelOptions options;
    private final Processor processor = Processor.ofThisMachine();
    private final Report report = new Report("model", processor);
    private final Rows rows = new Rows(report, processor);
    private final Sides sides;

    private ModelBenchmarks(ModelOptions options) {
        this.options = options;
        sides = new Sides(options);
    }

    /**
     * Measures, prints a table, and writes {@code model.json} and charts.
     *
     * @param args as {@link ModelOptions} says
     * @throws IOException if a file can't be written, or a program can't be run
     */
    public static void main(String[] args) throws IOException {
        ModelOptions options;
        try {
            options = ModelOptions.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        new ModelBenchmarks(options).run();
    }

    /** Writes each result at once, since the next benchmark may take long. */
    private void run() throws IOException {
        Files.createDirectories(options.folder());
        for (Work work : options.works()) {
            measure(work);
            report.write(options.folder());
        }
        sides.notes().forEach(sentence -> report.note("%s", sentence));
        report.write(options.folder());
        System.out.print(report);
    }

    private void measure(Work work) throws IOException {
        Assignment assignment = assignment();
        Path file = assignment.write(options.folder().resolve("assignment.json"));
        switch (work) {
            case TRAINING -> new Training(options, sides, rows, model(), file, assignment).measure();
            case GENERATION -> new Generation(options, sides, rows, model(), file, assignment).measure();
            case START -> start(model(), file);
            case PROFILE -> profile(model(), file, assignment);
            case RACE -> new Race(options, sides, rows).run();
            case PARITY -> report.note("%s", new Parity(options, sides).measure(model(), assignment));
        }
    }

    private Path model() throws IOException {
        String name = options.shape().name().toLowerCase(Locale.ROOT);
        return new RandomModel(options.shape().config(), tokensOfATweet()).in(options.folder().resolve(name));
    }

    private Assignment assignment() {
        HyperParameters settings = HyperParameters.defaults();
        Corpus sample = Timeline.sample().clean();
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(Nano.folder())) {
            long[] tokens = tokenizer.encode(sample.text(settings.epochs(), settings.seed()));
            return Assignment.of(tokens, options.shape().config().contextLength())
                    .learning(settings.learningRate(), DROPOUT, options.attentionDropout() ? DROPOUT : 0, settings.seed())
                    .generating(PROMPT, tokenizer.encode(Gpt2Tokenizer.END_OF_TEXT + PROMPT), LONG_TEXT)
                    .measuring(options.small() ? 1 : 10, Devices.best().isGpu() ? STEPS_A_ROUND_ON_GPU : 1,
                            options.folder().resolve("trace.json"));
        }
    }

    /** {@return how many tokens a tweet of the sample has on average, the end of text included} */
    private static double tokensOfATweet() {
        Corpus sample = Timeline.sample().clean();
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(Nano.folder())) {
            return (double) tokenizer.encode(sample.text(1, 0)).length / sample.kept();
        }
    }

    /** The first round does not count, since it reads the files from the disk. */
    private void start(Path model, Path file) throws IOException {
        say("Starting programs ...");
        Map<Side, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = -1; round < options.rounds(); round++) {
            for (Side side : List.of(Side.TRANSFORMERS, Side.TOOLKIT)) {
                if (sides.takesPart(side)) {
                    double took = sides.start(side, model, file);
                    if (round >= 0) {
                        seconds.computeIfAbsent(side, first -> new ArrayList<>()).add(took);
                    }
                }
            }
        }
        rows.add("Start to the first token", Quantity.itself("seconds"), seconds.entrySet().stream()
                .map(side -> new Measured(side.getKey().title(), side.getValue())).toList(), Goal.START);
    }

    private void profile(Path model, Path file, Assignment assignment) throws IOException {
        if (Devices.best().isGpu()) {
            say("A step is recorded on the CPU only.");
            return;
        }
        Profiles profiles = new Profiles(sides, report);
        profiles.record(model, file, assignment, Side.TRANSFORMERS, Side.TOOLKIT_FLOAT32);
        if (processor.multipliesBfloat16()) {
            profiles.record(model, file, assignment, Side.AUTOCAST, Side.TOOLKIT_BFLOAT16);
        }
    }

    static void say(String format, Object... values) {
        System.err.println(Report.english(format, values));
    }
}
