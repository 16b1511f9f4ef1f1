package io.github.huggingtweets.gpt2;

import java.util.OptionalLong;

/**
 * How the next token is chosen. The defaults are those of the published bots; what they leave open has the default of
 * {@code transformers}, which ran them.
 *
 * @param temperature what the scores are divided by; 0 always takes the best token
 * @param topK only the best so many tokens are drawn from; 0 for all
 * @param topP only the best tokens that together have this probability are drawn from, in (0, 1] (Holtzman et al. 2020)
 * @param minLength a text does not end before it has so many tokens, the prompt's included
 * @param maxLength a text ends with so many tokens, the prompt's included
 * @param seed makes the draws repeatable; each call draws anew without it
 */
public record Sampling(
        double temperature, int topK, double topP, int minLength, int maxLength, OptionalLong seed) {

    public Sampling {
        check(temperature >= 0 && temperature < Double.POSITIVE_INFINITY, "The temperature is 0 or more, not " + temperature);
        check(topK >= 0, "Top-k is a number of tokens, or 0 for all, not " + topK);
        check(topP > 0 && topP <= 1, "Top-p is a probability above 0 and up to 1, not " + topP);
        check(minLength >= 0, "The minimum length is a number of tokens, not " + minLength);
        check(maxLength >= 1 && maxLength >= minLength,
                "The maximum length is a number of tokens, at least the minimum of %d, not %d".formatted(minLength, maxLength));
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** {@return temperature 1, top-k 50, top-p 0.95, 10 to 160 tokens} */
    public static Sampling defaults() {
        return new Sampling(1.0, 50, 0.95, 10, 160, OptionalLong.empty());
    }

    /** {@return settings that always take the best token} */
    public static Sampling greedy() {
        return defaults().temperature(0);
    }

    /** {@return these settings with another temperature} */
    public Sampling temperature(double value) {
        return new Sampling(value, topK, topP, minLength, maxLength, seed);
    }

    /** {@return these settings with another top-k} */
    public Sampling topK(int value) {
        return new Sampling(temperature, value, topP, minLength, maxLength, seed);
    }

    /** {@return these settings with another top-p} */
    public Sampling topP(double value) {
        return new Sampling(temperature, topK, value, minLength, maxLength, seed);
    }

    /** {@return these settings with another minimum length} */
    public Sampling minLength(int value) {
        return new Sampling(temperature, topK, topP, value, maxLength, seed);
    }

    /** {@return these settings with another maximum length} */
    public Sampling maxLength(int value) {
        return new Sampling(temperature, topK, topP, minLength, value, seed);
    }

    /** {@return these settings with a seed} */
    public Sampling seed(long value) {
        return new Sampling(temperature, topK, topP, minLength, maxLength, OptionalLong.of(value));
    }
}
