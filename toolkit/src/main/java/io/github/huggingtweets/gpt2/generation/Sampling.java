package io.github.huggingtweets.gpt2.generation;

import io.github.huggingtweets.gpt2.Precision;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the next token is chosen. The defaults are the settings of the published bots of huggingtweets; settings that these do not
 * mention have the defaults of {@code transformers}. The settings from {@code repetitionPenalty} to {@code typicalP} are applied
 * in this order, as in {@code transformers}.
 *
 * @param repetitionPenalty the divisor of the scores of tokens that already occur in the text, or the factor if they are
 *         negative; 1 for no penalty (Keskar et al. 2019)
 * @param noRepeatNGram no sequence of so many tokens occurs twice in a text, the prompt included; 0 to allow any
 * @param minLength the least number of tokens of a text, the prompt included
 * @param temperature the divisor of the scores; 0 always chooses the token with the highest score
 * @param topK only so many of the most probable tokens can be chosen; 0 for all
 * @param topP only the most probable tokens whose probabilities add up to this one can be chosen, in (0, 1] (Holtzman et al.
 *         2020)
 * @param typicalP only the tokens whose surprise is nearest to the entropy, and whose probabilities add up to this one, can be
 *         chosen, in (0, 1] (Meister et al. 2022)
 * @param maxLength the greatest number of tokens of a text, the prompt included
 * @param seed makes the choices repeatable; without it, each call chooses anew
 * @param original no text copies so many words in a row, or more, from the texts that the model was trained on; without it,
 *         copies are allowed. A {@code Bot} sees to it, which knows these texts; a {@link Generator} refuses it.
 * @param precision the number format of the weights; {@link Precision#AUTOMATIC} is float32 here
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
        OptionalLong seed,
        OptionalInt original,
        Precision precision) {

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one of them is out of range
     */
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
        check(original.isEmpty() || original.getAsInt() >= 1,
                "The number of words in a row that are too many to copy is 1 or more, such as original(8), not "
                        + original.orElse(0));
        Objects.requireNonNull(precision, "precision");
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** {@return temperature 1, top-k 50, top-p 0.95, 10 to 160 tokens, and neither typical-p nor rules on repetition} */
    public static Sampling defaults() {
        return new Sampling(1, 0, 10, 1, 50, 0.95, 1, 160, OptionalLong.empty(), OptionalInt.empty(),
                Precision.AUTOMATIC);
    }

    /** {@return the default settings with temperature 0, which always choose the token with the highest score} */
    public static Sampling greedy() {
        return defaults().temperature(0);
    }

    /**
     * {@return these settings with another repetition penalty}
     *
     * @param value above 0; 1 for no penalty
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling repetitionPenalty(double value) {
        return new Sampling(value, noRepeatNGram, minLength, temperature, topK, topP, typicalP, maxLength, seed,
                original, precision);
    }

    /**
     * {@return these settings with another length of sequences that may not occur twice}
     *
     * @param value a number of tokens, 0 to allow any
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling noRepeatNGram(int value) {
        return new Sampling(repetitionPenalty, value, minLength, temperature, topK, topP, typicalP, maxLength, seed,
                original, precision);
    }

    /**
     * {@return these settings with another minimum length}
     *
     * @param value a number of tokens, the prompt included
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling minLength(int value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, value, temperature, topK, topP, typicalP, maxLength, seed,
                original, precision);
    }

    /**
     * {@return these settings with another temperature}
     *
     * @param value 0 or more
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling temperature(double value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, value, topK, topP, typicalP, maxLength, seed,
                original, precision);
    }

    /**
     * {@return these settings with another top-k}
     *
     * @param value a number of tokens, 0 for all
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling topK(int value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, value, topP, typicalP, maxLength, seed,
                original, precision);
    }

    /**
     * {@return these settings with another top-p}
     *
     * @param value a probability in (0, 1]
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling topP(double value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, value, typicalP, maxLength, seed,
                original, precision);
    }

    /**
     * {@return these settings with another typical-p}
     *
     * @param value a probability in (0, 1]
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling typicalP(double value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, topP, value, maxLength, seed,
                original, precision);
    }

    /**
     * {@return these settings with another maximum length}
     *
     * @param value a number of tokens, the prompt included
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling maxLength(int value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, topP, typicalP, value, seed,
                original, precision);
    }

    /**
     * {@return these settings with a seed}
     *
     * @param value any number
     */
    public Sampling seed(long value) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, topP, typicalP, maxLength,
                OptionalLong.of(value), original, precision);
    }

    /**
     * {@return these settings with a limit of copied words: a bot writes no tweet with a run of so many words, or of more, that
     * stands in one of the tweets it was trained on; what copies is drawn again}
     *
     * @param words the number of words in a row that are too many to copy, at least 1
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling original(int words) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, topP, typicalP, maxLength, seed,
                OptionalInt.of(words), precision);
    }

    /** {@return these settings without a limit of copied words} */
    public Sampling withCopies() {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, topP, typicalP, maxLength, seed,
                OptionalInt.empty(), precision);
    }

    /**
     * {@return these settings with another number format of the weights} Where reading the weights takes most of the time, as it does
     * for models of 100 million parameters or more, a single text takes 0.6 of the time in bfloat16, and 0.4 in int8 where Java
     * computes it. Scores differ a little from those of float32, so that a text with the same seed may go on in another way.
     *
     * @param format the number format; with {@link Precision#INT8}, several texts at once are generated in bfloat16
     */
    public Sampling precision(Precision format) {
        return new Sampling(repetitionPenalty, noRepeatNGram, minLength, temperature, topK, topP, typicalP, maxLength, seed,
                original, format);
    }
}
