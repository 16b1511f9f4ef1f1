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
     * @param tweets the number of tweets in the text; those of several people are balanced, and may occur more than once
     * @param bytes their size in UTF-8, without what separates them
     * @param before what the base model scores; empty if it could not be loaded
     * @param after what the bot scores
     */
    public record Measured(List<Author> authors, int tweets, long bytes, Optional<Score> before, Score after) {

        /**
         * Checks and copies the parts.
         *
         * @param authors whose tweets they are
         * @param tweets the number of tweets in the text
         * @param bytes their size in UTF-8, without what separates them
         * @param before what the base model scores; empty if it could not be loaded
         * @param after what the bot scores
         */
        public Measured {
            authors = List.copyOf(Objects.requireNonNull(authors, "authors"));
            before = Objects.requireNonNullElse(before, Optional.empty());
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * How a model predicts tweets; less is better.
     *
     * <p><b>The text</b> is that of {@code corpus.text(1, seed)}, with the seed of the training: the tweets in random order, those of
     * several people balanced, with the separator {@code <|endoftext|>} before, between and after them. Its tokens are t(0) to
     * t(n), of which t(0) and t(n) are separators. A model reads up to T tokens at once, which is its context length, or n + 1 if
     * that is less. The cross-entropy of a token is the negative natural logarithm of the probability that the model gives it
     * after those before it in the same block; dropout is off.
     *
     * @param perplexity the exponential of the mean cross-entropy, as the training measures it: the text is cut into blocks of T
     *     tokens, the tokens after the last whole block are left out, and so are the first tokens of the blocks, since there is
     *     nothing to predict them from. It compares models with the same vocabulary and context length.
     * @param bitsPerByte the sum of the cross-entropies of t(1) to t(n), divided by the natural logarithm of 2 and by the number of
     *     UTF-8 bytes of the tweets. Every token but t(0) is predicted once: the blocks begin at t(0), t(T - 1), t(2T - 2) and so
     *     on, with T tokens each, and fewer in the last one. So each begins with the last token of the one before. The separators
     *     are predicted, since they say where a tweet ends, but are no bytes. It compares models with any vocabularies.
     */
    public record Score(double perplexity, double bitsPerByte) {}
}
