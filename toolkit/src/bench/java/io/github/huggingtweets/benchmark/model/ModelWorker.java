package io.github.huggingtweets.benchmark.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.github.huggingtweets.benchmark.PeakMemory;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.training.FineTuner;
import io.github.huggingtweets.training.HyperParameters;
import io.github.huggingtweets.training.LossCourse;
import io.github.huggingtweets.training.Precision;
import io.github.huggingtweets.tweets.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;

/** The toolkit's side of the comparison: what {@code run_gpt2.py} does, with the same arguments and the same answers. */
public final class ModelWorker {

    private static final int PRODUCT = 2048;
    private static final int PASSED = 1 << 27;
    private static final int TWEETS = 10;

    private final Path folder;
    private final Assignment assignment;
    private final BufferedReader signals = new BufferedReader(new InputStreamReader(System.in));
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long clock;
    private long processor;

    private ModelWorker(Path folder, Assignment assignment) {
        this.folder = folder;
        this.assignment = assignment;
    }

    /**
     * Does some work.
     *
     * @param args the work, the folder of the model, and the file of the assignment
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        new ModelWorker(Path.of(args[1]), Assignment.read(Path.of(args[2]))).work(args[0]);
    }

    private void work(String work) throws IOException {
        if (work.equals("start")) {
            firstToken();
            return;
        }
        print(Map.of("device", Devices.best().isGpu() ? "cuda" : "cpu", "threads", JniUtils.getNumThreads(),
                "precision", Precision.AUTOMATIC.isHalfOn(Devices.best()) ? "bfloat16" : "float32",
                "versions", "torch %s, Java %s".formatted(PyTorch.engine().getVersion(), Runtime.version())));
        switch (work) {
            case "train" -> train();
            case "tweets" -> tweets();
            case "text" -> text();
            case "file" -> takeTurns(() -> Gpt2.load(folder).close());
            case "products" -> products();
            case "passes" -> passes();
            case "profile" -> profile();
            case "losses" -> print(course(withoutDropout()).ofEachStep());
            case "learn" -> print(course(HyperParameters.defaults().seed(assignment.seed()))
                    .ofWhatIsHeldOut(assignment.heldOut(), assignment.evaluateEvery()));
            default -> throw new IllegalArgumentException("There is no work called " + work);
        }
    }

    private LossCourse course(HyperParameters settings) {
        return new LossCourse(folder, assignment.tokens(), assignment.blockLength(), settings);
    }

    private HyperParameters withoutDropout() {
        return HyperParameters.defaults().learningRate(assignment.learningRate()).dropout(0).precision(Precision.FLOAT32);
    }

    private static void print(Object answer) throws IOException {
        System.out.println(new ObjectMapper().writeValueAsString(answer));
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
        System.out.printf("%s %s %d%n", (System.nanoTime() - clock) / 1e9, (system.getProcessCpuTime() - processor) / 1e9,
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
                .learningRate(assignment.learningRate()).dropout(assignment.dropout()).seed(assignment.seed()));
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
                System.out.println(seconds);
                Thread.currentThread().interrupt();
            }
        }).train().close();
    }

    private void tweets() throws IOException {
        try (Bot bot = Bot.load(folder)) {
            takeTurns(() -> bot.generate(assignment.prompt(), TWEETS));
        }
    }

    private void text() throws IOException {
        Sampling sampling = Sampling.defaults().maxLength(assignment.maxLength()).minLength(assignment.maxLength());
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(folder); Gpt2 model = Gpt2.load(folder)) {
            takeTurns(() -> new Generator(model).generate(prompt(tokenizer), 1, sampling));
        }
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

    private void products() throws IOException {
        try (NDManager manager = PyTorch.manager(Devices.best())) {
            NDArray a = manager.randomUniform(0, 1, new Shape(PRODUCT, PRODUCT));
            NDArray b = manager.randomUniform(0, 1, new Shape(PRODUCT, PRODUCT));
            takeTurns(() -> {
                for (int i = 1; i < assignment.repetitions(); i++) {
                    a.matMul(b).close();
                }
                try (NDArray product = a.matMul(b)) {
                    product.getFloat(0, 0); // waits for the device
                }
            });
        }
    }

    private void passes() throws IOException {
        try (NDManager manager = PyTorch.manager(Devices.best())) {
            NDArray numbers = manager.ones(new Shape(PASSED));
            takeTurns(() -> {
                for (int i = 0; i < assignment.repetitions(); i++) {
                    numbers.muli(1.5f);
                }
                numbers.getFloat(0);
            });
        }
    }
}
