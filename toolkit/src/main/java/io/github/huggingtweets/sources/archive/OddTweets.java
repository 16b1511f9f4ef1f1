package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The tweets of an archive that have odd values: the first one ends the reading, unless the user asked to leave them out. */
final class OddTweets {

    private static final String TO_DO = "correct it there, give an archive as X made it, or leave out such tweets with"
            + " Timeline.archive(path, System.out::println).";

    private final Optional<Consumer<String>> report;
    private int leftOut;
    private String first = "";

    /** @param report receives one sentence if tweets are left out; empty if the first odd tweet ends the reading */
    OddTweets(Optional<Consumer<String>> report) {
        this.report = report;
    }

    /** {@return whether odd tweets are left out} */
    boolean areLeftOut() {
        return report.isPresent();
    }

    /**
     * Leaves out a tweet.
     *
     * @param odd what is odd about it
     * @throws TweetSourceException if odd tweets are not left out
     */
    void add(OddValueException odd) {
        if (!areLeftOut()) {
            throw new TweetSourceException(odd.what() + "; " + TO_DO, odd);
        }
        if (leftOut++ == 0) {
            first = odd.what();
        }
    }

    /**
     * Says how many tweets were left out, if there were any.
     *
     * @param archive the archive
     * @param read the number of tweets that were read
     * @throws TweetSourceException if no tweet remained
     */
    void report(Path archive, int read) {
        if (leftOut == 0) {
            return;
        }
        String sentence = String.format(Locale.ENGLISH, "Left out %,d of %,d tweets of %s, which have odd values. %s.",
                leftOut, leftOut + read, archive, first);
        if (read == 0) {
            throw new TweetSourceException(sentence + " No tweet remains; give an archive as X made it.");
        }
        report.orElseThrow().accept(sentence);
    }
}
