package io.github.huggingtweets.benchmark;

/**
 * What is reported of a piece of work: either a speed, or the number that was measured.
 *
 * @param unit the unit in which the work is counted
 * @param amount the size of the work in that unit; or 0 if the number itself is reported, of which less is better
 */
public record Quantity(String unit, double amount) {

    /** {@return a speed: an amount of work divided by the measured seconds} */
    public static Quantity perSecond(double amount, String unit) {
        return new Quantity(unit, amount);
    }

    /** {@return the measured number itself, of which less is better} */
    public static Quantity itself(String unit) {
        return new Quantity(unit, 0);
    }

    /** {@return whether this is a speed} */
    public boolean isSpeed() {
        return amount > 0;
    }

    /** {@return the number to report for a measured one} */
    public double of(double measured) {
        return isSpeed() ? amount / measured : measured;
    }

    /** {@return the unit of the reported number} */
    public String reportedUnit() {
        return isSpeed() ? unit + " per second" : unit;
    }
}
