package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.Quantity;
import io.github.huggingtweets.benchmark.model.Sides.Turn;
import io.github.huggingtweets.benchmark.model.Sides.Turns;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Precision;
import io.github.huggingtweets.gpt2.Products;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Steps of a fine-tuning, each variant of the toolkit beside the same of {@code transformers}, two at a time, since a fine-tuning
 * of GPT-2 takes gigabytes. The fastest products of matrices take turns with them, as a limit that no step can reach.
 */
final class Training {

    /** What the first steps take longer, such as the compilation of TorchScript, is no part of a step. */
    private static final int WARM_UP = 2;

    private final ModelOptions options;
    private final Sides sides;
    private final Rows rows;
    private final Path model;
    private final Path file;
    private final Assignment assignment;

    Training(ModelOptions options, Sides sides, Rows rows, Path model, Path file, Assignment assignment) {
        this.options = options;
        this.sides = sides;
        this.rows = rows;
        this.model = model;
        this.file = file;
        this.assignment = assignment;
    }

    void measure() throws IOException {
        boolean halfByDefault = Products.of(Precision.AUTOMATIC, Devices.best()) == Products.BFLOAT16;
        rows.note("By default the toolkit trains in %s here.", halfByDefault ? "bfloat16" : "float32");
        Turns single = compare(", float32", Side.TRANSFORMERS, Side.TOOLKIT_FLOAT32, true, Goal.TRAINING_FLOAT32);
        memory(", float32", single);
        if (halfByDefault) {
            memory(" by default", compare(" by default", Side.TRANSFORMERS, Side.TOOLKIT, false, Goal.TRAINING_BY_DEFAULT));
        }
        compare(", bfloat16", Side.AUTOCAST, Side.TOOLKIT_BFLOAT16, true, Goal.TRAINING_BFLOAT16);
        besideCompiled("float32", Side.COMPILED, Side.TOOLKIT_FLOAT32);
        besideCompiled("bfloat16", Side.COMPILED_AUTOCAST, Side.TOOLKIT_BFLOAT16);
    }

    private void besideCompiled(String format, Side peer, Side toolkit) throws IOException {
        if (!sides.takesPart(peer)) {
            return;
        }
        try {
            Turns turns = compare(", compiled " + format, peer, toolkit, false, Goal.TRAINING_BESIDE_COMPILED);
            rows.note("Before its first step torch.compile took %.0f s in %s; it takes less if an earlier run filled its cache.",
                    turns.introductions().get(new Turn(peer, "train")).get("secondsToCompile").doubleValue(), format);
        } catch (Sides.MissingPeerException e) {
            ModelBenchmarks.say("%s", e.getMessage()); // and the others are compared
        }
    }

    private Turns compare(String how, Side peer, Side toolkit, boolean beside, Goal goal) throws IOException {
        ModelBenchmarks.say("Fine-tuning, with %d tokens a step%s ...", assignment.blockLength(), how);
        List<Turn> trainings = new ArrayList<>();
        if (sides.takesPart(peer)) {
            trainings.add(new Turn(peer, "train"));
        }
        trainings.add(new Turn(toolkit, "train"));
        Turn products = new Turn(peer, "products");
        List<Turn> all = new ArrayList<>(trainings);
        if (beside && sides.takesPart(peer)) {
            all.add(products);
        }
        Turns turns = sides.takeTurns(all, model, file, WARM_UP, options.rounds());
        Map<Turn, List<Time>> times = new LinkedHashMap<>();
        trainings.forEach(turn -> times.put(turn, turns.times().get(turn)));
        int tokens = assignment.blockLength() * assignment.stepsARound();
        rows.add("Fine-tuning" + how, Quantity.perSecond(tokens, "tokens"),
                times, Time::clock, goal);
        if (all.contains(products)) {
            JsonNode fastest = turns.introductions().get(products);
            rows.addShare("Share of products" + how, "GFLOP", operations() * tokens,
                    "products of " + fastest.get("what").textValue(), fastest.get("amount").doubleValue(),
                    turns.times().get(products), toolkit.title(), times.get(new Turn(toolkit, "train")), Goal.SHARE_OF_PRODUCTS);
        }
        return turns;
    }

    /** Memory is measured on the CPU only: the memory of the process says nothing about that of a GPU. */
    private void memory(String how, Turns turns) {
        Map<Turn, List<Time>> last = new LinkedHashMap<>();
        turns.times().forEach((turn, all) -> {
            if (turn.work().equals("train") && all.get(0).peakMegabytes() > 0 && !Devices.best().isGpu()) {
                last.put(turn, all.subList(all.size() - 1, all.size()));
            }
        });
        if (!last.isEmpty()) {
            rows.add("Most memory" + how, Quantity.itself("MB"), last, Time::peakMegabytes,
                    Goal.MEMORY_OF_TRAINING);
        }
    }

    /**
     * {@return the operations for a token, forward and backward, in thousand millions: 6 for each weight that takes part in a
     * product, and 12 for each layer, channel and token that is attended to (Chowdhery et al. 2022, appendix B)}
     */
    private double operations() {
        Gpt2Config config = options.shape().config();
        double attended = 12.0 * config.layers() * config.hiddenSize() * assignment.blockLength();
        return (6.0 * options.shape().weights() + attended) / 1e9;
    }
}
