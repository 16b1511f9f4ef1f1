package io.github.huggingtweets.benchmark.lake;

import io.github.huggingtweets.benchmark.OptionList;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to measure, and where.
 *
 * @param tweets the number of tweets of the large lake; {@code --tweets}
 * @param authors the numbers of authors of the lakes that show what an author costs; {@code --authors}
 * @param rounds the number of rounds of each program; {@code --rounds}
 * @param folder the folder for generated lakes and results; {@code --to}
 * @param clusters the folder with the state of the two clusters, which {@code ./lab} has started; {@code --clusters}
 * @param jar the toolkit for Spark, in one jar; {@code --jar}
 * @param cores the numbers of the cores of this machine, of which each worker has one; empty where a process cannot be bound to one;
 *        {@code --cores}
 */
record LakeOptions(int tweets, List<Integer> authors, int rounds, Path folder, Path clusters, Path jar, List<String> cores) {

    /** The number of authors of the large lake. */
    static final int ACCOUNTS = 1_000;
    /** Enough for steady times; each of the other lakes has at most as many. */
    static final int MEDIUM = 1_000_000;

    private static final int MOST_TWEETS = 20_000_000;

    /**
     * {@return the options from the command line, with defaults for the rest}
     *
     * @param args names, each followed by a value
     * @throws IllegalArgumentException if a name is not known, or a value is wrong
     */
    static LakeOptions of(String... args) {
        OptionList options =
                new OptionList(Set.of(), Set.of("--tweets", "--authors", "--rounds", "--to", "--clusters", "--jar", "--cores"),
                        args);
        String cores = options.text("--cores", "");
        int tweets = options.number("--tweets", MEDIUM, MOST_TWEETS);
        if (tweets < ACCOUNTS) {
            throw new IllegalArgumentException(
                    "--tweets takes at least %d, one for each author, not %d.".formatted(ACCOUNTS, tweets));
        }
        int most = Math.min(tweets, MEDIUM);
        List<Integer> usual = Stream.of(10, 1_000, 100_000).filter(number -> number <= most).toList();
        return new LakeOptions(tweets, options.numbers("--authors", usual, most), options.number("--rounds", 3, 1_000),
                Path.of(options.text("--to", "target/bench")).toAbsolutePath(), Path.of(options.text("--clusters", "")),
                Path.of(options.text("--jar", "")), cores.isEmpty() ? List.of() : List.of(cores.split(",")));
    }

    /** {@return the beginning of a command whose process and its children shall have some cores alone} */
    List<String> onCores(int count) {
        return cores.isEmpty() ? List.of() : List.of("taskset", "-c", String.join(",", cores.subList(0, count)));
    }
}
