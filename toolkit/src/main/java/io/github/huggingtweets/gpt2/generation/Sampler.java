package io.github.huggingtweets.gpt2.generation;

import io.github.huggingtweets.gpt2.ModelException;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/** Chooses the next token by the scores of all tokens, with the same steps in the same order as {@code transformers}. */
final class Sampler {

    private final Sampling settings;
    private final int endOfText;

    Sampler(Sampling settings, int endOfText) {
        this.settings = settings;
        this.endOfText = endOfText;
    }

    int endOfText() {
        return endOfText;
    }

    /**
     * Chooses a token.
     *
     * @param logits the scores of the V tokens, which are modified
     * @param tokens begins with the text so far
     * @param length the number of tokens of that text
     * @param random the source of random numbers
     * @return the id of the chosen token
     * @throws ModelException if a score is not finite, or the settings rule out every token
     */
    int next(float[] logits, long[] tokens, int length, RandomGenerator random) {
        if (settings.temperature() > 0) {
            return candidates(logits, tokens, length).draw(random.nextDouble());
        }
        prepare(logits, tokens, length);
        return best(logits);
    }

    /** {@return the tokens that the settings allow, at a temperature above 0} */
    Candidates candidates(float[] logits, long[] tokens, int length) {
        prepare(logits, tokens, length);
        Candidates candidates = Candidates.best(logits, settings.topK(), settings.temperature());
        if (settings.topP() < 1) {
            candidates.keepTopP(settings.topP());
        }
        if (settings.typicalP() < 1) {
            candidates.keepTypicalP(settings.typicalP());
        }
        return candidates;
    }

    /** Checks that the scores are finite, and applies the settings that depend on the text so far. */
    private void prepare(float[] logits, long[] tokens, int length) {
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new ModelException("The model scores a token with " + logit
                        + "; its weights are damaged, or its training went astray: load another model,"
                        + " or train with a lower learning rate");
            }
        }
        if (settings.repetitionPenalty() != 1) {
            penalizeRepetition(logits, tokens, length);
        }
        if (settings.noRepeatNGram() > 0) {
            forbidRepeatedRuns(logits, tokens, length);
        }
        if (length < settings.minLength() && endOfText < logits.length) {
            logits[endOfText] = Float.NEGATIVE_INFINITY;
        }
        if (logits[best(logits)] == Float.NEGATIVE_INFINITY) {
            throw new ModelException("Every token is ruled out after %d tokens; allow longer runs to repeat".formatted(length));
        }
    }

    private void penalizeRepetition(float[] logits, long[] tokens, int length) {
        BitSet present = new BitSet(logits.length);
        for (int i = 0; i < length; i++) {
            present.set((int) tokens[i]);
        }
        float penalty = (float) settings.repetitionPenalty();
        present.stream().forEach(
                token -> logits[token] = logits[token] < 0 ? logits[token] * penalty : logits[token] / penalty);
    }

    /** Forbids each token that already followed the n - 1 tokens that the text ends with. */
    private void forbidRepeatedRuns(float[] logits, long[] tokens, int length) {
        int before = settings.noRepeatNGram() - 1;
        for (int start = 0; start + before < length; start++) {
            int same = 0;
            while (same < before && tokens[start + same] == tokens[length - before + same]) {
                same++;
            }
            if (same == before) {
                logits[(int) tokens[start + before]] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }
}
