package io.github.huggingtweets.bot;

import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/**
 * Writes tweets, and draws those again that copy too much. The first draw of each tweet is the one without a limit of copied
 * words, so that with a seed the limit changes only the tweets that copy.
 *
 * @param generator writes texts
 * @param batch receives them
 * @param sampling how tokens are chosen, and how much may be copied
 * @param meter counts what is written, if it is to be shown
 */
record Generation(Generator generator, TweetBatch batch, Sampling sampling, Optional<GenerationMeter> meter) {

    /** A bot that is not done after so many draws for each tweet, and in all, would take very long, or never end. */
    private static final int MOST_DRAWS_EACH = 20;
    private static final int FEWEST_DRAWS = 100;

    /**
     * Writes all tweets of the batch.
     *
     * @param count the number of tweets
     * @throws ModelException if too many of them copy too much, or as {@link Generator}
     * @throws CancellationException if the thread is interrupted
     */
    void run(int count) {
        SplittableRandom seeds = new SplittableRandom(sampling.seed().orElse(0));
        Sampling chosen = sampling.withCopies();
        int drawn = 0;
        for (int[] open = batch.open(); drawn == 0 || open.length > 0; open = batch.open()) {
            if (drawn > 0) {
                requireHope(count, drawn, drawn - (count - open.length));
                chosen = chosen.seed().isPresent() ? chosen.seed(seeds.nextLong()) : chosen;
            }
            int samples = drawn == 0 ? count : open.length;
            generator.generate(batch.prompt(), samples, chosen, listener(open));
            drawn += samples;
        }
    }

    private void requireHope(int count, int drawn, int copied) {
        int words = sampling.original().orElseThrow();
        String copying = " copied %s or more in a row from the tweets that it was trained on"
                .formatted(English.count(words, "word"));
        if (sampling.temperature() == 0 || sampling.topK() == 1) {
            throw new ModelException("The bot" + copying + ", and would write the same again, since only one token can be chosen"
                    + " each time; set a temperature above 0 and a top-k above 1");
        }
        if (drawn >= Math.max(FEWEST_DRAWS, MOST_DRAWS_EACH * (long) count)) {
            throw new ModelException(English.format("Of %,d tweets that the bot wrote, %,d", drawn, copied) + copying
                    + "; train fewer epochs, or allow longer copies than original(%d)".formatted(words));
        }
    }

    /** {@return a listener that knows which tweets of the batch are written} */
    private Generator.Listener listener(int[] tweets) {
        return new Generator.Listener() {
            @Override
            public void onToken(int sample, long token) {
                batch.onToken(tweets[sample], token);
                meter.ifPresent(counting -> counting.onToken(tweets[sample]));
            }

            @Override
            public void onEnd(int sample) {
                boolean finished = batch.onEnd(tweets[sample]);
                meter.ifPresent(counting -> counting.onEnd(tweets[sample], finished));
            }
        };
    }
}
