package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What both sides are told to do, beside the folder of the model.
 *
 * @param tokens what is learned, in blocks one behind the other, each of them whole
 * @param blockLength the number of tokens in a block
 * @param heldOut what the result is measured with, in such blocks, or in one that is shorter
 * @param evaluateEvery after how many steps it is measured
 * @param learningRate the learning rate at its highest
 * @param dropout the probability of each kind of dropout
 * @param seed decides all that is random, as far as one side can follow the other
 * @param prompt the beginning of what is generated
 * @param maxLength the length of one text, in tokens
 * @param repetitions how many products of matrices, or passes over memory, make a round
 * @param stepsARound how many steps of a fine-tuning make a round
 * @param trace the file for what is recorded of a step
 */
record Assignment(long[] tokens, int blockLength, long[] heldOut, int evaluateEvery, double learningRate, double dropout,
        long seed, String prompt, int maxLength, int repetitions, int stepsARound, String trace) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@return the learning of some tokens, of which the last are left out where they make no whole block} */
    static Assignment of(long[] tokens, int blockLength) {
        return new Assignment(whole(tokens, blockLength), blockLength, new long[0], 1, 0, 0, 0, "", 0, 0, 1, "");
    }

    private static long[] whole(long[] tokens, int blockLength) {
        return Arrays.copyOf(tokens, tokens.length / blockLength * blockLength);
    }

    /** {@return the same, measured with other tokens after every so many steps} */
    Assignment heldOut(long[] others, int every) {
        return new Assignment(tokens, blockLength, others.length < blockLength ? others : whole(others, blockLength), every,
                learningRate, dropout, seed, prompt, maxLength, repetitions, stepsARound, trace);
    }

    /** {@return the same, learned in another way} */
    Assignment learning(double rate, double dropoutProbability, long anySeed) {
        return new Assignment(tokens, blockLength, heldOut, evaluateEvery, rate, dropoutProbability, anySeed, prompt, maxLength,
                repetitions, stepsARound, trace);
    }

    /** {@return the same, with something to generate} */
    Assignment generating(String beginning, int length) {
        return new Assignment(tokens, blockLength, heldOut, evaluateEvery, learningRate, dropout, seed, beginning, length,
                repetitions, stepsARound, trace);
    }

    /** {@return the same, with the size of rounds, and a file for what is recorded} */
    Assignment measuring(int repetitionsARound, int steps, Path recorded) {
        return new Assignment(tokens, blockLength, heldOut, evaluateEvery, learningRate, dropout, seed, prompt, maxLength,
                repetitionsARound, steps, recorded.toString());
    }

    static Assignment read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Assignment.class);
    }

    Path write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
        return file;
    }
}
