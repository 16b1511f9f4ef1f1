package io.github.huggingtweets.benchmark.tweets;

import io.github.huggingtweets.benchmark.OptionList;
import java.nio.file.Path;
import java.util.Set;

/**
 * What to measure, and how.
 *
 * @param tweets how many tweets are read at most; {@code --tweets}
 * @param rounds how often each program is measured; {@code --rounds}
 * @param python the command that starts Python; {@code --python}
 * @param folder where what is measured, and what it is measured with, is written; {@code --to}
 */
record TweetOptions(int tweets, int rounds, String python, Path folder) {

    /** The generator's ids are all different up to here. */
    private static final int MOST_TWEETS = 4_000_000;

    /**
     * {@return the options that were given, and the usual ones for the rest}
     *
     * @param args names, each with a value behind it
     * @throws IllegalArgumentException if a name is not known, or a value is wrong
     */
    static TweetOptions of(String... args) {
        OptionList options = new OptionList(Set.of(), Set.of("--tweets", "--rounds", "--python", "--to"), args);
        return new TweetOptions(options.number("--tweets", 1_000_000, MOST_TWEETS), options.number("--rounds", 9, 1_000),
                options.text("--python", "python3"), Path.of(options.text("--to", "target/bench")));
    }
}
