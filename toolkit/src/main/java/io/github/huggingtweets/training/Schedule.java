package io.github.huggingtweets.training;

import java.util.Locale;

/** How the learning rate changes after the warm-up, during which it rises linearly from 0. */
public enum Schedule {

    /** It stays the same. */
    CONSTANT {
        @Override
        double after(double progress) {
            return 1;
        }
    },

    /** It falls linearly to 0. */
    LINEAR {
        @Override
        double after(double progress) {
            return 1 - progress;
        }
    },

    /** It falls to 0 along half a period of the cosine (Loshchilov and Hutter 2017). */
    COSINE {
        @Override
        double after(double progress) {
            return (1 + Math.cos(Math.PI * progress)) / 2;
        }
    },

    /**
     * It stays the same, and falls linearly to 0 over the last fifth (Hägele et al. 2024). Until then the training does not depend
     * on the number of its steps, so how long it takes can be decided late.
     */
    TRAPEZOID {
        @Override
        double after(double progress) {
            return Math.min(1, (1 - progress) / LAST_PART);
        }
    };

    private static final double LAST_PART = 0.2;

    /** {@return the name in lower case, as it is shown and recorded} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the learning rate after the warm-up, as a fraction of the highest one}
     *
     * @param progress the fraction of the steps after the warm-up that are done, from 0 to 1
     */
    abstract double after(double progress);

    /**
     * {@return the learning rate of a step, as a fraction of the highest one}
     *
     * @param step the number of the step, from 0
     * @param warmUp the number of steps in the warm-up
     * @param steps the number of all steps
     */
    double factor(int step, int warmUp, int steps) {
        return step < warmUp ? (double) step / warmUp : after((double) (step - warmUp) / Math.max(1, steps - warmUp));
    }
}
