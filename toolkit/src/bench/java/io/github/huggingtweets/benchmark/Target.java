package io.github.huggingtweets.benchmark;

/**
 * The ratio that the toolkit has to reach.
 *
 * @param ratio its speed, or where less is better its number, by that of the program that it is compared with
 * @param atLeast whether more than the ratio is better
 */
public record Target(double ratio, boolean atLeast) {

    /** {@return a speed} */
    public static Target atLeast(double ratio) {
        return new Target(ratio, true);
    }

    /** {@return a number of which less is better} */
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
