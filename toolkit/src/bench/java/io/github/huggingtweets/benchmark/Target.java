package io.github.huggingtweets.benchmark;

/**
 * The ratio that the toolkit has to reach.
 *
 * @param ratio its speed divided by that of the program that it is compared with; or so its number, if less of it is better
 * @param atLeast whether a higher ratio is better
 */
public record Target(double ratio, boolean atLeast) {

    /** {@return a target for a speed} */
    public static Target atLeast(double ratio) {
        return new Target(ratio, true);
    }

    /** {@return a target for a number of which less is better} */
    public static Target atMost(double ratio) {
        return new Target(ratio, false);
    }

    /** {@return whether a measured ratio reaches the target} */
    public boolean isReachedBy(double measured) {
        return atLeast ? measured >= ratio : measured <= ratio;
    }

    @Override
    public String toString() {
        return Report.english(atLeast ? "at least %.2f" : "at most %.2f", ratio);
    }
}
