package io.github.huggingtweets.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What can be chosen for a pre-training.
 *
 * @param byName every option, in order
 */
record PretrainingOptions(Map<String, Double> byName) {

    /** The model has as many parameters as 12 MB hold in half precision. */
    private static final String DEFAULTS = "passes=2 hidden=256 layers=4 heads=4 batch=8 rate=0.002 every=500 seed=42";

    /** Steps of warm-up: as many in a long training as in a short one, so that they do not depend on its end. */
    private static final double WARM_UP = 200.5; // half a step more, so that no rounding takes one away

    /**
     * Reads options such as {@code passes=2.5}.
     *
     * @param given those that differ from the defaults
     * @throws IllegalArgumentException if one is unknown or no number
     */
    static PretrainingOptions of(List<String> given) {
        Map<String, Double> options = new LinkedHashMap<>();
        List.of(DEFAULTS.split(" ")).forEach(option -> read(option, options));
        for (String option : given) {
            if (!options.containsKey(option.split("=", 2)[0])) {
                throw new IllegalArgumentException("There is no option %s; those of a pre-training and their defaults are %s"
                        .formatted(option, DEFAULTS));
            }
            read(option, options);
        }
        return new PretrainingOptions(options);
    }

    private static void read(String option, Map<String, Double> options) {
        String[] parts = option.split("=", 2);
        try {
            options.put(parts[0], Double.valueOf(parts[parts.length - 1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The option %s needs a number, such as %s=4".formatted(option, parts[0]), e);
        }
    }

    /** {@return how often the text is learned, which need not be a whole number} */
    double passes() {
        return byName.get("passes");
    }

    /** {@return the length of a token's vector} */
    int hiddenSize() {
        return whole("hidden");
    }

    /** {@return the number of transformer layers} */
    int layers() {
        return whole("layers");
    }

    /** {@return the number of attention heads} */
    int heads() {
        return whole("heads");
    }

    /** {@return the number of token blocks in a step} */
    int batchSize() {
        return whole("batch");
    }

    /** {@return the number of steps from one evaluation and checkpoint to the next} */
    int every() {
        return whole("every");
    }

    /**
     * {@return the settings of the training}
     *
     * @param steps the number of its steps
     */
    HyperParameters settings(int steps) {
        // without dropout, since such a small model does not memorize a text that it sees a few times
        return HyperParameters.defaults().batchSize(batchSize()).learningRate(byName.get("rate")).schedule(Schedule.TRAPEZOID)
                .warmUp(Math.min(WARM_UP / steps, 0.1)).betas(0.9, 0.98).weightDecay(0.1).dropout(0).seed(whole("seed"));
    }

    private int whole(String name) {
        double value = byName.get(name);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The option %s is a whole number, not %s".formatted(name, value));
        }
        return (int) value;
    }

    /** {@return all options as they are written} */
    @Override
    public String toString() {
        return byName.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue().toString().replaceAll("\\.0$", ""))
                .collect(Collectors.joining(" "));
    }
}
