package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The work for both sides: everything but the folder of the model.
 *
 * @param tokens the tokens to learn: whole blocks, one after the other
 * @param blockLength the number of tokens in a block
 * @param heldOut the tokens to evaluate with: such blocks, or one that is shorter
 * @param evaluateEvery the number of steps between evaluations
 * @param learningRate the highest learning rate of the schedule
 * @param dropout the probability of dropping an element of the embedding or of what is added to the residual stream
 * @param attentionDropout the probability of dropping an attention weight
 * @param seed the seed of each side's own random numbers
 * @param prompt the beginning of what is generated
 * @param promptTokens its tokens, and before them the end of another text
 * @param maxLength the length of one text, in tokens
 * @param repetitions how much is multiplied, or read from memory, in a round: so many products of 2048 x 2048, or 512 MB
 * @param stepsARound the number of fine-tuning steps in a round
 * @param trace the file for the profile of a step
 */
record Assignment(long[] tokens, int blockLength, long[] heldOut, int evaluateEvery, double learningRate, double dropout,
        double attentionDropout, long seed, String prompt, long[] promptTokens, int maxLength, int repetitions, int stepsARound,
        String trace) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@return a fine-tuning on some tokens, without the last ones that make no whole block} */
    static Assignment of(long[] tokens, int blockLength) {
        return new Assignment(whole(tokens, blockLength), blockLength, new long[0], 1, 0, 0, 0, 0, "", new long[0], 0, 0, 1, "");
    }

    private static long[] whole(long[] tokens, int blockLength) {
        return Arrays.copyOf(tokens, tokens.length / blockLength * blockLength);
    }

    /** {@return the same with an evaluation on other tokens every so many steps} */
    Assignment heldOut(long[] others, int every) {
        return new Assignment(tokens, blockLength, others.length < blockLength ? others : whole(others, blockLength), every,
                learningRate, dropout, attentionDropout, seed, prompt, promptTokens, maxLength, repetitions, stepsARound, trace);
    }

    /** {@return the same with other settings of the training} */
    Assignment learning(double rate, double anyDropout, double ofAttention, long anySeed) {
        return new Assignment(tokens, blockLength, heldOut, evaluateEvery, rate, anyDropout, ofAttention, anySeed, prompt,
                promptTokens, maxLength, repetitions, stepsARound, trace);
    }

    /** {@return the same with a prompt for generation} */
    Assignment generating(String beginning, long[] itsTokens, int length) {
        return new Assignment(tokens, blockLength, heldOut, evaluateEvery, learningRate, dropout, attentionDropout, seed,
                beginning, itsTokens,
                length, repetitions, stepsARound, trace);
    }

    /** {@return the same with the size of the rounds and a file for the profile} */
    Assignment measuring(int repetitionsARound, int steps, Path recorded) {
        return new Assignment(tokens, blockLength, heldOut, evaluateEvery, learningRate, dropout, attentionDropout, seed, prompt,
                promptTokens,
                maxLength, repetitionsARound, steps, recorded.toString());
    }

    static Assignment read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Assignment.class);
    }

    Path write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
        return file;
    }
}
