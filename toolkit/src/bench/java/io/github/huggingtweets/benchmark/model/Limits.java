package io.github.huggingtweets.benchmark.model;

import io.github.huggingtweets.benchmark.Comparison;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.Measured;
import io.github.huggingtweets.benchmark.Quantity;
import io.github.huggingtweets.benchmark.Report;
import io.github.huggingtweets.benchmark.Steps;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The limits of the machine, how close each side comes to them, and where the time of a step goes. */
final class Limits {

    private static final String PRODUCTS = "Products of matrices, 2048 x 2048";
    private static final String PASSES = "Multiplying 512 MB in place";

    private final ModelOptions options;
    private final Sides sides;
    private final Report report;

    Limits(ModelOptions options, Sides sides, Report report) {
        this.options = options;
        this.sides = sides;
        this.report = report;
    }

    /** Measures the limits, and notes how close the earlier results in the report are to them. */
    void measure(Path model, Path file, Assignment assignment) throws IOException {
        ModelBenchmarks.say("Multiplying matrices, and passing over memory ...");
        double operations = 2 * Math.pow(2048, 3) / 1e9 * assignment.repetitions();
        Comparison products = compare(PRODUCTS, Quantity.perSecond(operations, "GFLOP"), "products", model, file);
        double gigabytes = 2 * 4 * (1 << 27) / 1e9 * assignment.repetitions();
        Comparison passes = compare(PASSES, Quantity.perSecond(gigabytes, "GB"), "passes", model, file);
        Gpt2Config config = options.shape().config();
        for (Comparison done : List.copyOf(report.comparisons())) {
            if (done.quantity().unit().equals("tokens") && done.work().startsWith("Fine-tuning")) {
                training(done, products, operations(config, assignment.blockLength()));
            } else if (done.quantity().unit().equals("tokens")) {
                generation(done, passes, 4e-9 * weights(config));
            }
        }
        report.add(products);
        report.add(passes);
        if (!Devices.best().isGpu()) {
            for (String side : sides.names()) {
                profile(side, model, file, assignment);
            }
        }
    }

    private Comparison compare(String what, Quantity quantity, String work, Path model, Path file) throws IOException {
        Map<String, List<Time>> times = sides.takeTurns(work, model, file, 1, 2 * options.rounds());
        return new Comparison(what, quantity, times.entrySet().stream()
                .map(side -> new Measured(side.getKey(), side.getValue().stream().map(Time::clock).toList())).toList());
    }

    /**
     * {@return the operations for a token, forward and backward, in thousand millions: 6 for each weight that takes part in a
     * product, and 12 for each layer, channel and token that is attended to (Chowdhery et al. 2022, appendix B)}
     */
    private static double operations(Gpt2Config config, int tokens) {
        return (6.0 * weights(config) + 12.0 * config.layers() * config.hiddenSize() * tokens) / 1e9;
    }

    /** {@return the number of weights without the position embeddings, which are only looked up} */
    private static long weights(Gpt2Config config) {
        long hidden = config.hiddenSize();
        long layer = 4 * hidden * hidden + 2 * hidden * config.innerSize() + 9 * hidden + config.innerSize();
        return config.vocabularySize() * hidden + config.layers() * layer + 2 * hidden;
    }

    private void training(Comparison done, Comparison products, double operations) {
        for (Measured side : done.programs()) {
            double reached = done.reported(side) * operations;
            double limit = products.reported(same(side, products));
            report.note("%s, %s: %.1f GFLOP a step, so %.0f GFLOP/s, %.0f %% of the %.0f that products of matrices reach.",
                    done.work(), side.name(), operations * done.quantity().amount(), reached, 100 * reached / limit, limit);
        }
    }

    private void generation(Comparison done, Comparison passes, double gigabytes) {
        for (Measured side : done.programs()) {
            double reached = done.reported(side) * gigabytes;
            double limit = passes.reported(same(side, passes));
            report.note("%s, %s: %.2f GB of weights for each token, so %.1f GB/s, %.0f %% of the %.1f that passes over memory "
                    + "reach.",
                    done.work(), side.name(), gigabytes, reached, 100 * reached / limit, limit);
        }
    }

    private static Measured same(Measured side, Comparison other) {
        return other.programs().stream().filter(program -> program.name().equals(side.name())).findFirst().orElseThrow();
    }

    private void profile(String side, Path model, Path file, Assignment assignment) throws IOException {
        ModelBenchmarks.say("Recording a step of %s ...", side);
        double whole = sides.once(side, "profile", model, file).doubleValue();
        Map<String, Double> seconds = new LinkedHashMap<>(Trace.read(Path.of(assignment.trace())).seconds());
        double inside = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        seconds.put("between operations", Math.max(0, whole - inside));
        Map<String, String> shares = new LinkedHashMap<>();
        seconds.forEach((kind, took) -> shares.put(kind, Report.english("%5.1f %%", 100 * took / whole)));
        report.add(new Steps("Where a step of " + side + " goes", seconds, "Recorded by PyTorch's profiler", shares));
    }
}
