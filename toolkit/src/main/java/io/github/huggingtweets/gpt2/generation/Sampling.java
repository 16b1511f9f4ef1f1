package io.github.huggingtweets.gpt2.generation;

import java.util.OptionalLong;

/**
 * How the next token is chosen. The defaults are those of the published bots; what they leave open has the default of
 * {@code transformers}, which ran them. The steps are taken in the order of the components from {@code repetitionPenalty} to
 * {@code typicalP}, as there.
 *
 * @param repetitionPenalty what the scores of tokens that the text already has are divided by, or multiplied with where they are
 *         negative; 1 for nothing (Keskar et al. 2019)
 * @param noRepeatNGram no run of so many tokens comes twice in a text, the prompt included; 0 for no such rule
 * @param minLength a text does not end before it has so many tokens, the prompt's included
 * @param temperature what the scores are divided by; 0 always takes the best token
 * @param topK only the best so many tokens are drawn from; 0 for all
 * @param topP only the best tokens that together have this probability are drawn from, in (0, 1] (Holtzman et al. 2020)
 * @param typicalP only those tokens that together have this probability and surprise about as much as a token does on average are
 *         drawn from, in (0, 1] (Meister et al. 2022)
 * @param maxLength a text ends with so many tokens, the prompt's included
 * @param seed makes the draws repeatable; each call draws anew without it
 */
public record Sampling(
        double repetitionPenalty,
        int noRepeatNGram,
        int minLength,
        double temperature,
        int topK,
        double topP,
        double typicalP,
        int maxLength,
        OptionalLong seed) {

    public Sampling {
        check(repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY,
                "The repetition penalty is above 0, and 1 for none, not " + repetitionPenalty);
        check(noRepeatNGram >= 0, "Runs that may not repeat have a number of tokens, or 0 for any, not " + noRepeatNGram);
        check(temperature >= 0 && temperature < Double.POSITIVE_INFINITY, "The temperature is 0 or more, not " + temperature);
        check(topK >= 0, "Top-k is a number of tokens, or 0 for all, not " + topK);
        check(topP > 0 && topP <= 1, "Top-p is a probability above 0 and up to 1, not " + topP);
        check(typicalP > 0 && typicalP <= 1, "Typical-p is a probability above 0 and up to 1, not " + typicalP);
        check(minLength >= 0, "The minimum length is a number of tokens, not " + minLength);
        check(maxLength >= 1 && maxLength >= minLength,
                "The maximum length is a number of tokens, at least the minimum of %d, not %d".formatted(minLength, maxLength));
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** {@return temperature 1, top-k 50, top-p 0.95, 10 to 160 tokens, and neither typical-p nor rules on repetition} */
    public static Sampling defaults() {
        return new Sampling(1, 0, 10, 1, 50, 0.95, 1, 160, OptionalLong.empty());
    }

    /** {@return settings that always take the best token} */
    public static Sampling greedy() {
        return defaults().temperature(0);
    }

    /** {@return these settings with another repetition penalty} */
    public Sampling repetitionPenalty(double value) {
        return new Sampling(value, noRepeatNGram, minLength, temperature, topK, topP, typicalP, maxLength, seed);
    }

    /** {@return these settings with another length of runs that may not come twice} */
    public Sampling noRepeatNGram(int value) {
        return new Sampling(repetitionPenalty, value, minLength, temperature, topK, topP, typicalP, maxLength, seed);
    }

    /** {@return these settings with another minimum length} */
    public Sampling minLength(int value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, value, temperature, topK, topP, typicalP, maxLength, seed);
    }

    /** {@return these settings with another temperature} */
    public Sampling temperature(double value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, value, topK, topP, typicalP, maxLength, seed);
    }

    /** {@return these settings with another top-k} */
    public Sampling topK(int value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, value, topP, typicalP, maxLength, seed);
    }

    /** {@return these settings with another top-p} */
    public Sampling topP(double value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, value, typicalP, maxLength, seed);
    }

    /** {@return these settings with another typical-p} */
    public Sampling typicalP(double value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, topP, value, maxLength, seed);
    }

    /** {@return these settings with another maximum length} */
    public Sampling maxLength(int value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, topP, typicalP, value, seed);
    }

    /** {@return these settings with a seed} */
    public Sampling seed(long value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, topP, typicalP, maxLength,
                OptionalLong.of(value));
    }
}
