package io.github.huggingtweets.benchmark.model;

import io.github.huggingtweets.benchmark.OptionList;
import io.github.huggingtweets.training.HyperParameters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to measure, and how.
 *
 * @param works what is done; {@code --only}
 * @param small whether the model is a small one, to see whether everything works; {@code --small}
 * @param alone whether the toolkit is measured without the program that it is compared with; {@code --alone}
 * @param attentionDropout whether attention weights are dropped, too, as huggingtweets does and the toolkit by default does not;
 *        {@code --attention-dropout}
 * @param rounds how often each side is measured; {@code --rounds}
 * @param threads how many threads compute on each side; {@code --threads}
 * @param seeds how many fine-tunings race to the same held-out loss; {@code --seeds}
 * @param base the model that these begin with, a name on the Hub or a folder, or nothing for the embedded one; {@code --base}
 * @param epochs how often each tweet is seen in one of them; {@code --epochs}
 * @param steps the steps whose losses are compared; {@code --steps}
 * @param block the number of tokens in each of them; {@code --block}
 * @param python the command that starts Python; {@code --python}
 * @param llama the command that starts a Python with llama.cpp, or nothing if there is none; {@code --llama}
 * @param folder the folder for generated data and results; {@code --to}
 */
record ModelOptions(Set<Work> works, boolean small, boolean alone, boolean attentionDropout, int rounds, int threads, int seeds,
        String base,
        int epochs, int steps, int block, String python, String llama, Path folder) {

    /** What can be measured. */
    enum Work {
        /** Steps of a fine-tuning, and the memory that they take. */
        TRAINING,
        /** Ten tweets, and one long text. */
        GENERATION,
        /** The start of a program to its first token. */
        START,
        /** Where the time of a step goes. */
        PROFILE,
        /** Whole fine-tunings, to the same loss of what is held out. */
        RACE,
        /** The loss of each step without dropout. */
        PARITY
    }

    /**
     * {@return the options from the command line, with defaults for the rest}
     *
     * @param args names, most followed by a value
     * @throws IllegalArgumentException if a name is not known, or a value is wrong
     */
    static ModelOptions of(String... args) {
        OptionList options = new OptionList(Set.of("--small", "--alone", "--attention-dropout"),
                Set.of("--only", "--rounds", "--threads", "--seeds",
                        "--base", "--epochs", "--steps", "--block", "--python", "--llama", "--to"),
                args);
        boolean small = options.has("--small");
        int processors = Runtime.getRuntime().availableProcessors();
        ModelOptions chosen = new ModelOptions(
                options.has("--only") ? works(options.text("--only", "")) : usual(options), small,
                options.has("--alone"), options.has("--attention-dropout"), options.number("--rounds", small ? 3 : 5, 1_000),
                options.number("--threads", processors, 1_000), options.number("--seeds", small ? 1 : 3, 100),
                options.text("--base", ""), options.number("--epochs", HyperParameters.defaults().epochs(), 1_000),
                options.number("--steps", 50, 10_000),
                options.number("--block", shape(small).config().contextLength(), shape(small).config().contextLength()),
                options.text("--python", "python3"), options.text("--llama", ""), Path.of(options.text("--to", "target/bench")));
        if (chosen.alone && !usual(options).containsAll(chosen.works)) {
            throw new IllegalArgumentException("The toolkit alone can't race, nor be compared; leave out --alone.");
        }
        return chosen;
    }

    /** {@return all works without the parity, and without the race if the model is small or the toolkit is measured alone} */
    private static Set<Work> usual(OptionList options) {
        Set<Work> usual = EnumSet.complementOf(EnumSet.of(Work.PARITY));
        if (options.has("--small") || options.has("--alone")) {
            usual.remove(Work.RACE);
        }
        return usual;
    }

    private static Set<Work> works(String names) {
        try {
            return Arrays.stream(names.split(",")).map(name -> Work.valueOf(name.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Work.class)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--only takes some of %s with commas between them, not %s.".formatted(
                    Arrays.stream(Work.values()).map(work -> work.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")),
                    names), e);
        }
    }

    private static ModelShape shape(boolean small) {
        return small ? ModelShape.SMALL : ModelShape.GPT2;
    }

    ModelShape shape() {
        return shape(small);
    }
}
