package io.github.huggingtweets.benchmark;

import java.nio.file.Path;
import java.util.List;

/**
 * What to measure, and how.
 *
 * @param tweets how many tweets are read at most; {@code --tweets}
 * @param rounds how often each program is measured; {@code --rounds}
 * @param python the command that starts Python; {@code --python}
 * @param folder where what is measured, and what it is measured with, is written; {@code --to}
 */
record BenchmarkOptions(int tweets, int rounds, String python, Path folder) {

    private static final BenchmarkOptions DEFAULTS = new BenchmarkOptions(1_000_000, 9, "python3", Path.of("target/bench"));

    /** The generator's ids are all different up to here. */
    private static final int MOST_TWEETS = 4_000_000;

    /**
     * {@return the options that were given, and the usual ones for the rest}
     *
     * @param args names, each with a value behind it
     * @throws IllegalArgumentException if a name is not known, or a value is wrong
     */
    static BenchmarkOptions of(String... args) {
        BenchmarkOptions options = DEFAULTS;
        for (List<String> rest = List.of(args); !rest.isEmpty(); rest = rest.subList(2, rest.size())) {
            if (rest.size() < 2) {
                throw new IllegalArgumentException("'./lab bench' does not know " + rest.get(0)
                        + ", or misses what comes after it.");
            }
            options = options.with(rest.get(0), rest.get(1));
        }
        return options;
    }

    private BenchmarkOptions with(String name, String value) {
        return switch (name) {
            case "--tweets" -> new BenchmarkOptions(number(name, value, MOST_TWEETS), rounds, python, folder);
            case "--rounds" -> new BenchmarkOptions(tweets, number(name, value, 1_000), python, folder);
            case "--python" -> new BenchmarkOptions(tweets, rounds, value, folder);
            case "--to" -> new BenchmarkOptions(tweets, rounds, python, Path.of(value));
            default -> throw new IllegalArgumentException("'./lab bench' does not know " + name
                    + "; './lab help' lists what it knows.");
        };
    }

    private static int number(String name, String value, int most) {
        try {
            int number = Integer.parseInt(value.replace("_", ""));
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("%s takes a number from 1 to %d, not %s.".formatted(name, most, value));
    }
}
