package io.github.huggingtweets.benchmark.model;

import io.github.huggingtweets.benchmark.Comparison;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.Measured;
import io.github.huggingtweets.benchmark.Processor;
import io.github.huggingtweets.benchmark.Quantity;
import io.github.huggingtweets.benchmark.Report;
import io.github.huggingtweets.benchmark.Target;
import io.github.huggingtweets.benchmark.model.ModelOptions.Work;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Nano;
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
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Measures GPT-2 beside {@code transformers}, and reports it: {@code ./lab bench model}. */
public final class ModelBenchmarks {

    private static final String PROMPT = "My dream is";
    private static final int TWEETS = 10;
    private static final double DROPOUT = 0.1;
    private static final int LONG_TEXT = 160;
    /** Loading takes milliseconds, so few rounds would measure Java's compiler. What that costs a user, the start measures. */
    private static final int TIMES_THE_LOADING = 6;
    /** The length of a text depends on chance, so that a stable median takes more rounds. */
    private static final int TIMES_THE_TWEETS = 3;
    /** A GPU has finished a step only when the loss has been read. */
    private static final int STEPS_A_ROUND_ON_GPU = 20;

    private final ModelOptions options;
    private final Report report = new Report("model", Processor.ofThisMachine());
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
        sides.descriptions().forEach((side, description) -> report.note("%s: %s.", side, description));
        report.write(options.folder());
        System.out.print(report);
    }

    private void measure(Work work) throws IOException {
        Assignment assignment = assignment();
        Path file = assignment.write(options.folder().resolve("assignment.json"));
        switch (work) {
            case TRAINING -> training(model(), file, assignment);
            case GENERATION -> generation(model(), file, assignment);
            case START -> start(model(), file);
            case LOADING -> loading(model(), file);
            case LIMITS -> new Limits(options, sides, report).measure(model(), file, assignment);
            case RACE -> new Race(options, sides, report).run();
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
                    .learning(settings.learningRate(), DROPOUT, settings.seed())
                    .generating(PROMPT, LONG_TEXT)
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

    /** Memory is measured on the CPU only: the memory of the process says nothing about that of a GPU. */
    private void training(Path model, Path file, Assignment assignment) throws IOException {
        say("Fine-tuning, with %d tokens a step ...", assignment.blockLength());
        Map<String, List<Time>> times = sides.takeTurns("train", model, file, 2, options.rounds());
        int tokens = assignment.blockLength() * assignment.stepsARound();
        add("Fine-tuning, 1 x %d a step".formatted(assignment.blockLength()), Quantity.perSecond(tokens, "tokens"), times,
                Time::clock, Target.atLeast(1.15));
        if (times.get(Sides.TOOLKIT).get(0).peakMegabytes() > 0 && !Devices.best().isGpu()) {
            Map<String, List<Time>> last = new LinkedHashMap<>();
            times.forEach((name, all) -> last.put(name, all.subList(all.size() - 1, all.size())));
            add("Most memory while fine-tuning", Quantity.itself("MB"), last, Time::peakMegabytes, Target.atMost(0.8));
        }
    }

    private void generation(Path model, Path file, Assignment assignment) throws IOException {
        say("Generating %d tweets, and a text of %d tokens ...", TWEETS, assignment.maxLength());
        add("%d tweets for \"%s\"".formatted(TWEETS, PROMPT), Quantity.perSecond(TWEETS, "tweets"),
                sides.takeTurns("tweets", model, file, 1, TIMES_THE_TWEETS * options.rounds()), Time::clock, Target.atLeast(2));
        add("One text of %d tokens".formatted(assignment.maxLength()), Quantity.perSecond(assignment.maxLength(), "tokens"),
                sides.takeTurns("text", model, file, 1, options.rounds()), Time::clock, Target.atLeast(1.3));
    }

    /** The first round does not count, since it reads the files from the disk. */
    private void start(Path model, Path file) throws IOException {
        say("Starting programs ...");
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = -1; round < options.rounds(); round++) {
            for (String name : sides.names()) {
                double took = sides.start(name, model, file);
                if (round >= 0) {
                    seconds.computeIfAbsent(name, first -> new ArrayList<>()).add(took);
                }
            }
        }
        add("Start to the first token", Quantity.itself("seconds"), seconds, Target.atMost(0.6));
    }

    /** The toolkit sums up each weight to see whether it is finite, so Python's program reads every number, too. */
    private void loading(Path model, Path file) throws IOException {
        say("Loading the weights ...");
        Map<String, String> works = new LinkedHashMap<>();
        if (!options.alone()) {
            works.put("safetensors.torch.load_file, each tensor summed up", "file");
            works.put("from_pretrained", "model");
        }
        works.put(Sides.TOOLKIT, "file");
        double megabytes = Files.size(model.resolve(Gpt2.WEIGHTS)) / 1e6;
        add(Report.english("Loading a file of %,.0f MB", megabytes), Quantity.itself("seconds"),
                sides.takeTurns(works, model, file, 2, TIMES_THE_LOADING * options.rounds()), Time::clock, Target.atMost(1.5));
    }

    private void add(String work, Quantity quantity, Map<String, List<Time>> times, ToDoubleFunction<Time> what, Target target) {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        times.forEach((name, rounds) -> figures.put(name, rounds.stream().map(what::applyAsDouble).toList()));
        add(work, quantity, figures, target);
    }

    private void add(String work, Quantity quantity, Map<String, List<Double>> figures, Target target) {
        List<Measured> programs = figures.entrySet().stream().map(side -> new Measured(side.getKey(), side.getValue())).toList();
        report.add(new Comparison(work, quantity, programs, options.alone() ? Optional.empty() : Optional.of(target)));
    }

    static void say(String format, Object... values) {
        System.err.println(Report.english(format, values));
    }
}
