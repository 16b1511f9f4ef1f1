package io.github.huggingtweets.benchmark;

/**
 * What is told of a piece of work: either how much of it is done in a second, or the very number that was measured.
 *
 * @param unit what is counted
 * @param amount how much of it the work is; or 0 where the number itself is told, of which less is better
 */
public record Quantity(String unit, double amount) {

    /** {@return how much is done a second of some work, which was measured in seconds} */
    public static Quantity perSecond(double amount, String unit) {
        return new Quantity(unit, amount);
    }

    /** {@return the measured number itself, of which less is better} */
    public static Quantity itself(String unit) {
        return new Quantity(unit, 0);
    }

    /** {@return whether it tells how much is done a second} */
    public boolean isSpeed() {
        return amount > 0;
    }

    /** {@return what is told of a measured number} */
    public double of(double measured) {
        return isSpeed() ? amount / measured : measured;
    }

    /** {@return the unit of what is told} */
    public String toldUnit() {
        return isSpeed() ? unit + " per second" : unit;
    }
}
