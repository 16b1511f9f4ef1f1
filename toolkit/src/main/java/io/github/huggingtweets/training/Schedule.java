package io.github.huggingtweets.training;

import java.util.Locale;

/** How the learning rate goes on after the warm-up, in which it rises evenly from 0. */
public enum Schedule {

    /** It stays. */
    CONSTANT {
        @Override
        double after(double progress) {
            return 1;
        }
    },

    /** It falls evenly to 0. */
    LINEAR {
        @Override
        double after(double progress) {
            return 1 - progress;
        }
    },

    /** It falls to 0 along half a wave of the cosine (Loshchilov and Hutter 2017). */
    COSINE {
        @Override
        double after(double progress) {
            return (1 + Math.cos(Math.PI * progress)) / 2;
        }
    };

    /** {@return its name as it is shown and recorded} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The part of the highest learning rate that remains behind the warm-up.
     *
     * @param progress how much of the steps behind the warm-up is done, from 0 to 1
     */
    abstract double after(double progress);

    /**
     * {@return the learning rate of a step, as a part of the highest one}
     *
     * @param step the number of the step, from 0
     * @param warmUp the number of steps in the warm-up
     * @param steps the number of all steps
     */
    public double factor(int step, int warmUp, int steps) {
        return step < warmUp ? (double) step / warmUp : after((double) (step - warmUp) / Math.max(1, steps - warmUp));
    }
}
