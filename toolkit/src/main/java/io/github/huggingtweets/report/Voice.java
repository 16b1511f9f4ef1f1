package io.github.huggingtweets.report;

import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How well a bot predicts tweets that it has not learned from, beside the model that it was made of. It has found its person's
 * voice if it predicts this person's tweets better than that model does, and somebody else's no better than before.
 *
 * @param own how it predicts the tweets that were held out from its training; empty if there are none, or if they are not known
 * @param somebodyElses how it predicts the tweets of other people; empty if there were none to measure it with
 */
public record Voice(Optional<Measured> own, Optional<Measured> somebodyElses) {

    /** Checks the parts. */
    public Voice {
        own = Objects.requireNonNullElse(own, Optional.empty());
        somebodyElses = Objects.requireNonNullElse(somebodyElses, Optional.empty());
    }

    /**
     * How two models predict the same tweets.
     *
     * @param authors whose tweets they are
     * @param tweets the number of tweets
     * @param bytes their size in UTF-8, without what separates them
     * @param before what the base model scores; empty if it could not be loaded
     * @param after what the bot scores
     */
    public record Measured(List<Author> authors, int tweets, long bytes, Optional<Score> before, Score after) {

        /**
         * Checks and copies the parts.
         *
         * @param authors whose tweets they are
         * @param tweets the number of tweets
         * @param bytes their size in UTF-8, without what separates them
         * @param before what the base model scores; empty if it could not be loaded
         * @param after what the bot scores
         */
        public Measured {
            authors = List.copyOf(authors);
            before = Objects.requireNonNullElse(before, Optional.empty());
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * How a model predicts tweets; less is better.
     *
     * @param perplexity the perplexity of their tokens, which compares models with the same vocabulary
     * @param bitsPerByte the bits that a byte of theirs takes, which compares models with any vocabularies
     */
    public record Score(double perplexity, double bitsPerByte) {}
}
