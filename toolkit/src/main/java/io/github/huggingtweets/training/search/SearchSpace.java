package io.github.huggingtweets.training.search;

import io.github.huggingtweets.training.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The settings among which a search looks.
 *
 * @param fewestEpochs the lowest number of epochs
 * @param mostEpochs the highest one; each between them is as likely
 * @param schedules the schedules of the learning rate, each as likely
 * @param warmUps the parts of the steps that are warm-up, each as likely
 * @param lowestRate the lowest learning rate
 * @param highestRate the highest one; the logarithms between them are all as likely
 * @param gradientAccumulations the numbers of batches that make a step, each as likely
 */
public record SearchSpace(int fewestEpochs, int mostEpochs, List<Schedule> schedules, List<Double> warmUps, double lowestRate,
        double highestRate, List<Integer> gradientAccumulations) {

    public SearchSpace {
        schedules = List.copyOf(schedules);
        warmUps = List.copyOf(warmUps);
        gradientAccumulations = List.copyOf(gradientAccumulations);
        check(fewestEpochs >= 1 && fewestEpochs <= mostEpochs,
                "The epochs go from 1 or more up, not from %d to %d".formatted(fewestEpochs, mostEpochs));
        check(lowestRate > 0 && lowestRate <= highestRate && highestRate < 1,
                "The learning rates go up between 0 and 1, not from %s to %s".formatted(lowestRate, highestRate));
        check(!schedules.isEmpty() && !warmUps.isEmpty() && !gradientAccumulations.isEmpty(),
                "There is nothing to choose from; give at least one value for each setting");
        check(warmUps.stream().allMatch(part -> part >= 0 && part < 1),
                "Each warm-up is a part of the steps, from 0 to less than 1, not one of " + warmUps);
        check(gradientAccumulations.stream().allMatch(batches -> batches >= 1),
                "Gradients of 1 batch or more make a step, not of one of " + gradientAccumulations);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * {@return the space in which huggingtweets found its settings: 1 to 10 epochs; a constant, linear or cosine schedule; 0, 10
     * or 20 % warm-up; a learning rate from e<sup>-14</sup> to e<sup>-6</sup>; steps of 1, 4 or 8 batches}
     */
    public static SearchSpace defaults() {
        return new SearchSpace(1, 10, List.of(Schedule.CONSTANT, Schedule.LINEAR, Schedule.COSINE), List.of(0.0, 0.1, 0.2),
                Math.exp(-14), Math.exp(-6), List.of(1, 4, 8));
    }

    /** {@return the same space with other numbers of epochs} */
    public SearchSpace epochs(int fewest, int most) {
        return new SearchSpace(fewest, most, schedules, warmUps, lowestRate, highestRate, gradientAccumulations);
    }

    /** {@return the same space with other schedules} */
    public SearchSpace schedules(Schedule... any) {
        return new SearchSpace(
                fewestEpochs, mostEpochs, List.of(any), warmUps, lowestRate, highestRate, gradientAccumulations);
    }

    /** {@return the same space with other parts of the steps as warm-up} */
    public SearchSpace warmUps(double... any) {
        return new SearchSpace(fewestEpochs, mostEpochs, schedules, Arrays.stream(any).boxed().toList(), lowestRate, highestRate,
                gradientAccumulations);
    }

    /** {@return the same space with other learning rates} */
    public SearchSpace learningRates(double lowest, double highest) {
        return new SearchSpace(fewestEpochs, mostEpochs, schedules, warmUps, lowest, highest, gradientAccumulations);
    }

    /** {@return the same space with other numbers of batches that make a step} */
    public SearchSpace gradientAccumulations(int... any) {
        return new SearchSpace(fewestEpochs, mostEpochs, schedules, warmUps, lowestRate, highestRate,
                Arrays.stream(any).boxed().toList());
    }

    /** {@return settings drawn from this space, each on its own} */
    Trial.Settings draw(SplittableRandom random) {
        int epochs = random.nextInt(fewestEpochs, mostEpochs + 1);
        Schedule schedule = any(schedules, random);
        double warmUp = any(warmUps, random);
        double low = Math.log(lowestRate);
        double rate = Math.exp(low + random.nextDouble() * (Math.log(highestRate) - low));
        return new Trial.Settings(epochs, schedule, warmUp, rate, any(gradientAccumulations, random));
    }

    private static <T> T any(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
