package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What both sides are told to do, beside the folder of the model.
 *
 * @param tokens what is learned, in blocks one behind the other
 * @param blockLength the number of tokens in a block
 * @param heldOut what the result is measured with
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

    static Assignment read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Assignment.class);
    }

    Path write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
        return file;
    }
}
