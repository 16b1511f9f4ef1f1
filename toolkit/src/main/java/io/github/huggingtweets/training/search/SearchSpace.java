package io.github.huggingtweets.training.search;

import io.github.huggingtweets.training.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The settings from which a search draws. Each setting is drawn independently of the others.
 *
 * @param fewestEpochs the lowest number of epochs
 * @param mostEpochs the highest number of epochs; the distribution is uniform
 * @param schedules the schedules of the learning rate, all equally likely
 * @param warmUps the fractions of the steps that are warm-up, all equally likely
 * @param lowestRate the lowest learning rate
 * @param highestRate the highest learning rate; the distribution of its logarithm is uniform
 * @param gradientAccumulations the numbers of batches that make a step, all equally likely
 */
public record SearchSpace(int fewestEpochs, int mostEpochs, List<Schedule> schedules, List<Double> warmUps, double lowestRate,
        double highestRate, List<Integer> gradientAccumulations) {

    /**
     * Checks the space.
     *
     * @throws IllegalArgumentException if a range is empty or reversed, or has a value that a training does not accept
     */
    public SearchSpace {
        schedules = List.copyOf(schedules);
        warmUps = List.copyOf(warmUps);
        gradientAccumulations = List.copyOf(gradientAccumulations);
        check(fewestEpochs >= 1 && fewestEpochs <= mostEpochs,
                "The fewest epochs must be at least 1 and at most the most epochs; they are %d and %d".formatted(fewestEpochs,
                        mostEpochs));
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

    /**
     * {@return the same space with other numbers of epochs}
     *
     * @param fewest the lowest number, at least 1
     * @param most the highest number, at least the lowest
     * @throws IllegalArgumentException if they are outside this range
     */
    public SearchSpace epochs(int fewest, int most) {
        return new SearchSpace(fewest, most, schedules, warmUps, lowestRate, highestRate, gradientAccumulations);
    }

    /**
     * {@return the same space with other schedules}
     *
     * @param any the schedules, at least one
     * @throws IllegalArgumentException if there is none
     */
    public SearchSpace schedules(Schedule... any) {
        return new SearchSpace(
                fewestEpochs, mostEpochs, List.of(any), warmUps, lowestRate, highestRate, gradientAccumulations);
    }

    /**
     * {@return the same space with other warm-ups}
     *
     * @param any the fractions of the steps, each from 0 to less than 1, at least one
     * @throws IllegalArgumentException if there is none, or one is outside this range
     */
    public SearchSpace warmUps(double... any) {
        return new SearchSpace(fewestEpochs, mostEpochs, schedules, Arrays.stream(any).boxed().toList(), lowestRate, highestRate,
                gradientAccumulations);
    }

    /**
     * {@return the same space with other learning rates}
     *
     * @param lowest the lowest rate, more than 0
     * @param highest the highest rate, less than 1
     * @throws IllegalArgumentException if they are outside this range or reversed
     */
    public SearchSpace learningRates(double lowest, double highest) {
        return new SearchSpace(fewestEpochs, mostEpochs, schedules, warmUps, lowest, highest, gradientAccumulations);
    }

    /**
     * {@return the same space with other numbers of batches that make a step}
     *
     * @param any the numbers, each at least 1, at least one
     * @throws IllegalArgumentException if there is none, or one is less than 1
     */
    public SearchSpace gradientAccumulations(int... any) {
        return new SearchSpace(fewestEpochs, mostEpochs, schedules, warmUps, lowestRate, highestRate,
                Arrays.stream(any).boxed().toList());
    }

    /** {@return settings drawn from this space} */
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
