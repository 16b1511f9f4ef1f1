package io.github.huggingtweets.benchmark.tweets;

import io.github.huggingtweets.benchmark.OptionList;
import java.nio.file.Path;
import java.util.Set;

/**
 * What to measure, and how.
 *
 * @param tweets the largest number of tweets to read; {@code --tweets}
 * @param rounds the number of rounds of each program; {@code --rounds}
 * @param python the command that starts Python; {@code --python}
 * @param folder the folder for generated data and results; {@code --to}
 */
record TweetOptions(int tweets, int rounds, String python, Path folder) {

    /** The generator makes so many different ids. */
    private static final int MOST_TWEETS = 4_000_000;

    /**
     * {@return the options from the command line, with defaults for the rest}
     *
     * @param args names, each followed by a value
     * @throws IllegalArgumentException if a name is not known, or a value is wrong
     */
    static TweetOptions of(String... args) {
        OptionList options = new OptionList(Set.of(), Set.of("--tweets", "--rounds", "--python", "--to"), args);
        return new TweetOptions(options.number("--tweets", 1_000_000, MOST_TWEETS), options.number("--rounds", 9, 1_000),
                options.text("--python", "python3"), Path.of(options.text("--to", "target/bench")));
    }
}
