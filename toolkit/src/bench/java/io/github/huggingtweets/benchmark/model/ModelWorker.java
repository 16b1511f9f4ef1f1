package io.github.huggingtweets.benchmark.model;

import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.github.huggingtweets.benchmark.PeakMemory;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Precision;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.training.FineTuner;
import io.github.huggingtweets.training.HyperParameters;
import io.github.huggingtweets.training.LossCourse;
import io.github.huggingtweets.tweets.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The toolkit's side of the comparison: what {@code run_gpt2.py} does, with the same arguments and the same answers. */
public final class ModelWorker {

    private static final int TWEETS = 10;
    private static final int TEXTS = 10;

    /** Progress goes elsewhere, so that it does not stand among the answers. */
    private static final PrintStream ANSWERS = System.out;

    static {
        System.setOut(System.err);
    }

    private final Path folder;
    private final Assignment assignment;
    private final Precision precision;
    private final BufferedReader signals = new BufferedReader(new InputStreamReader(System.in));
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long clock;
    private long processor;

    private ModelWorker(Path folder, Assignment assignment, Precision precision) {
        this.folder = folder;
        this.assignment = assignment;
        this.precision = precision;
    }

    /**
     * Does some work.
     *
     * @param args the work, the folder of the model, the file of the assignment, and the number format
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        new ModelWorker(Path.of(args[1]), Assignment.read(Path.of(args[2])), Precision.valueOf(args[3].toUpperCase(Locale.ROOT)))
                .work(args[0]);
    }

    private void work(String work) throws IOException {
        if (work.equals("start")) {
            firstToken();
            return;
        }
        print(Map.of("device", Devices.best().isGpu() ? "cuda" : "cpu", "threads", JniUtils.getNumThreads(),
                "versions", "torch %s, Java %s".formatted(PyTorch.engine().getVersion(), Runtime.version())));
        switch (work) {
            case "train" -> train();
            case "tweets" -> tweets();
            case "text" -> texts(1);
            case "texts" -> texts(TEXTS);
            case "greedy" -> greedy();
            case "profile" -> profile();
            case "losses" -> print(course(withoutDropout()).ofEachStep());
            case "learn" -> print(course(HyperParameters.defaults().seed(assignment.seed()).precision(precision))
                    .ofWhatIsHeldOut(assignment.heldOut(), assignment.evaluateEvery()));
            default -> throw new IllegalArgumentException("There is no work called " + work);
        }
    }

    private LossCourse course(HyperParameters settings) {
        return new LossCourse(folder, assignment.tokens(), assignment.blockLength(), settings);
    }

    private HyperParameters withoutDropout() {
        return HyperParameters.defaults().learningRate(assignment.learningRate()).dropout(0).precision(precision);
    }

    private static void print(Object answer) throws IOException {
        ANSWERS.println(new ObjectMapper().writeValueAsString(answer));
    }

    private void takeTurns(Runnable work) throws IOException {
        while (isAsked()) {
            work.run();
            answer();
        }
    }

    private boolean isAsked() throws IOException {
        boolean asked = signals.readLine() != null;
        clock = System.nanoTime();
        processor = system.getProcessCpuTime();
        return asked;
    }

    private void answer() throws IOException {
        ANSWERS.printf("%s %s %d%n", (System.nanoTime() - clock) / 1e9, (system.getProcessCpuTime() - processor) / 1e9,
                PeakMemory.megabytes());
    }

    /** The first round includes the preparations before the first step. */
    private void train() throws IOException {
        if (isAsked()) {
            fineTuner().listener(progress -> {
                try {
                    if (progress.step() % assignment.stepsARound() == 0) {
                        answer();
                        if (!isAsked()) {
                            Thread.currentThread().interrupt(); // ends the training
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).train().close();
        }
    }

    private FineTuner fineTuner() {
        return FineTuner.on(Timeline.sample().clean()).base(folder).settings(HyperParameters.defaults()
                .learningRate(assignment.learningRate()).dropout(assignment.dropout())
                .attentionDropout(assignment.attentionDropout()).seed(assignment.seed())
                .precision(precision));
    }

    /** Records the third step. */
    private void profile() {
        long[] start = new long[1];
        fineTuner().listener(progress -> {
            if (progress.step() == 2) {
                start[0] = System.nanoTime();
                JniUtils.startProfile(Devices.best().isGpu(), false, false);
            } else if (progress.step() == 3) {
                double seconds = (System.nanoTime() - start[0]) / 1e9;
                JniUtils.stopProfile(assignment.trace());
                ANSWERS.println(seconds);
                Thread.currentThread().interrupt();
            }
        }).train().close();
    }

    private void tweets() throws IOException {
        try (Bot bot = Bot.load(folder)) {
            takeTurns(() -> bot.generate(assignment.prompt(), TWEETS));
        }
    }

    private void texts(int count) throws IOException {
        Sampling sampling = ofTheGreatestLength(Sampling.defaults());
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(folder); Gpt2 model = Gpt2.load(folder)) {
            takeTurns(() -> new Generator(model).generate(prompt(tokenizer), count, sampling));
        }
    }

    private void greedy() throws IOException {
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(folder); Gpt2 model = Gpt2.load(folder)) {
            print(new Generator(model).generate(prompt(tokenizer), 1, ofTheGreatestLength(Sampling.greedy())).get(0));
        }
    }

    private Sampling ofTheGreatestLength(Sampling sampling) {
        return sampling.maxLength(assignment.maxLength()).minLength(assignment.maxLength()).precision(precision);
    }

    private void firstToken() throws IOException {
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(folder); Gpt2 model = Gpt2.load(folder)) {
            long[] prompt = prompt(tokenizer);
            new Generator(model).generate(prompt, 1, Sampling.defaults().minLength(0).maxLength(prompt.length + 1));
            answer();
        }
    }

    private long[] prompt(Gpt2Tokenizer tokenizer) {
        return tokenizer.encode(Gpt2Tokenizer.END_OF_TEXT + assignment.prompt());
    }
}
