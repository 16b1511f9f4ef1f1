package io.github.huggingtweets.steps;

import java.util.Objects;

/**
 * One step on the way from the tweets of a source to those that a model learns from.
 *
 * @param whose the authors of the tweets, such as {@code @ada}, or {@code @ada & @bob} for a step over the tweets of both
 * @param name what was done, such as {@code Without replies}
 * @param before the number of tweets before the step
 * @param removed the number of tweets that the step took out
 * @param changed the number of tweets that remained with another text
 */
public record Step(String whose, String name, int before, int removed, int changed) {

    /** The name of the step that takes nothing out: all tweets of a source. */
    public static final String BEGINNING = "All tweets";

    /**
     * Checks the numbers.
     *
     * @param whose whose tweets it was applied to
     * @param name what was done
     * @param before the number of tweets before the step
     * @param removed the number of tweets taken out
     * @param changed the number of tweets changed
     * @throws IllegalArgumentException if a number is negative, or if more tweets were taken out and changed than there were
     */
    public Step {
        Objects.requireNonNull(whose, "whose");
        Objects.requireNonNull(name, "name");
        if (removed < 0 || changed < 0 || (long) removed + changed > before) {
            throw new IllegalArgumentException(
                    "A step cannot take out %d and change %d of %d tweets".formatted(removed, changed, before));
        }
    }

    /** {@return the number of tweets that remained} */
    public int after() {
        return before - removed;
    }
}
