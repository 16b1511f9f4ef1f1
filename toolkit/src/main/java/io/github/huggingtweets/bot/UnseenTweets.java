package io.github.huggingtweets.bot;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.report.Voice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Tweets for a model to predict, as {@link Voice.Score} says. */
final class UnseenTweets {

    /** About how many tokens a model reads at once: few enough for little memory, and enough to keep all cores busy. */
    private static final int TOKENS_AT_ONCE = 1_024;

    private final List<String> tweets;
    private final long[] tokens;

    UnseenTweets(List<String> tweets, Gpt2Tokenizer tokenizer) {
        this.tweets = tweets;
        this.tokens = tokenizer.encode(tweets);
    }

    /** {@return the number of tweets} */
    int tweets() {
        return tweets.size();
    }

    /** {@return their size in UTF-8, without separators} */
    long bytes() {
        return tweets.stream().mapToLong(tweet -> tweet.getBytes(StandardCharsets.UTF_8).length).sum();
    }

    /** {@return about how many tokens are read for a score} */
    long work() {
        return 2L * tokens.length;
    }

    /**
     * Lets a model predict them.
     *
     * @param model the model
     * @param meter counts the tokens
     * @return what it scores
     * @throws CancellationException if the thread is interrupted
     */
    Voice.Score by(Gpt2 model, PredictionMeter meter) {
        int length = Math.min(tokens.length, model.config().contextLength());
        int blocks = tokens.length / length;
        double mean = sum(model, blocks, length, length, meter) / (blocks * (length - 1.0));
        // here each block begins with the last token of the one before, so that every token is predicted
        int step = length - 1;
        int whole = (tokens.length - 1) / step;
        double nats = sum(model, whole, length, step, meter);
        int rest = tokens.length - whole * step;
        if (rest > 1) {
            nats += mean(model, Arrays.copyOfRange(tokens, whole * step, tokens.length), 1, meter) * (rest - 1);
        }
        return new Voice.Score(Math.exp(mean), nats / Math.log(2) / bytes());
    }

    /** {@return the sum of the losses of all tokens but the first in each of several blocks of one length} */
    private double sum(Gpt2 model, int blocks, int length, int step, PredictionMeter meter) {
        int atOnce = Math.max(1, TOKENS_AT_ONCE / length);
        double sum = 0;
        for (int first = 0; first < blocks; first += atOnce) {
            int batch = Math.min(atOnce, blocks - first);
            long[] some = new long[batch * length];
            for (int i = 0; i < batch; i++) {
                System.arraycopy(tokens, (first + i) * step, some, i * length, length);
            }
            sum += mean(model, some, batch, meter) * batch * (length - 1);
        }
        return sum;
    }

    private static double mean(Gpt2 model, long[] blocks, int batch, PredictionMeter meter) {
        if (Thread.interrupted()) {
            throw new CancellationException("The report was stopped before it was finished.");
        }
        try (NDManager step = model.manager().newSubManager()) {
            double loss = model.loss(step.create(blocks, new Shape(batch, blocks.length / batch))).getFloat();
            meter.onTokens(blocks.length);
            return loss;
        }
    }
}
