package io.github.huggingtweets.training.search;

import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.training.FineTuner;
import io.github.huggingtweets.training.Schedule;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One training of a search.
 *
 * @param number its number, from 1
 * @param settings the settings that were drawn for it
 * @param run the record of the training with all its settings; empty if it failed
 * @param failure why it failed, if it did
 */
public record Trial(int number, Settings settings, Optional<Run> run, Optional<String> failure) {

    /**
     * The settings that a search draws for a trial.
     *
     * @param epochs how often each tweet is seen
     * @param schedule how the learning rate falls
     * @param warmUp the fraction of the steps over which it rises
     * @param learningRate the highest learning rate
     * @param gradientAccumulation the number of batches that make a step
     */
    public record Settings(int epochs, Schedule schedule, double warmUp, double learningRate, int gradientAccumulation) {

        FineTuner applyTo(FineTuner fineTuner) {
            return fineTuner.epochs(epochs).schedule(schedule).warmUp(warmUp).learningRate(learningRate)
                    .gradientAccumulation(gradientAccumulation);
        }

        /** {@return the settings in a few words} */
        @Override
        public String toString() {
            return String.format(Locale.ENGLISH, "%d epoch%s, learning rate %.3g, %s, %.0f %% warm-up, %d batch%s a step",
                    epochs, epochs == 1 ? "" : "s", learningRate, schedule, 100 * warmUp,
                    gradientAccumulation, gradientAccumulation == 1 ? "" : "es");
        }
    }

    /** {@return the loss of its bot on the held-out tweets, in nats per token; empty if it failed or the loss is not finite} */
    public OptionalDouble loss() {
        double loss = run.map(Run::perplexityAfter).filter(OptionalDouble::isPresent)
                .map(perplexity -> Math.log(perplexity.getAsDouble())).orElse(Double.NaN);
        return Double.isFinite(loss) ? OptionalDouble.of(loss) : OptionalDouble.empty();
    }

    /** {@return how it ended: "complete", "stopped" or "failed"} */
    public String outcome() {
        return run.map(record -> record.wasStopped() ? "stopped" : "complete").orElse("failed");
    }
}
