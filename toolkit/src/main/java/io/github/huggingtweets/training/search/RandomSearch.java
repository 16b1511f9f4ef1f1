package io.github.huggingtweets.training.search;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.training.FineTuner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/**
 * Looks for the settings that train the best bot: trains one after the other with settings drawn at random from a
 * {@link SearchSpace}, measures each on the tweets that are held out, the same ones every time, and keeps the bot whose loss
 * there is the lowest.
 *
 * <pre>{@code SearchResult found = RandomSearch.on(corpus).trials(20).seed(1).search();}</pre>
 *
 * <p>Each trial begins anew with the base model, and takes as long as a training of so many epochs. Beside the one that is being
 * trained, only the best model so far is in memory.
 */
public final class RandomSearch {

    /** When so many trials have failed and none has not, the others are not tried. */
    private static final int MOST_FAILURES_AT_FIRST = 3;

    private final Corpus corpus;
    private UnaryOperator<FineTuner> shared = UnaryOperator.identity();
    private SearchSpace space = SearchSpace.defaults();
    private double heldOut = 0.1;
    private int trials = 20;
    private long seed = 42;

    private RandomSearch(Corpus corpus) {
        this.corpus = corpus;
    }

    /**
     * Chooses what to learn.
     *
     * @param corpus the tweets
     * @return a search of 20 trials in huggingtweets' space, with a tenth of the tweets held out
     * @throws io.github.huggingtweets.corpus.CorpusTooSmallException if there is too little to learn from
     */
    public static RandomSearch on(Corpus corpus) {
        corpus.requireTrainable();
        return new RandomSearch(corpus);
    }

    /**
     * Sets what all trials have in common, such as the base model, the batch size or the dropout:
     * {@code .each(trial -> trial.base("gpt2").evaluateEvery(50).patience(3))}.
     *
     * @param settings is called with the fine-tuner of each trial, before what was drawn for it is set
     * @return this
     */
    public RandomSearch each(UnaryOperator<FineTuner> settings) {
        shared = settings;
        return this;
    }

    /** Sets where to look; by default in {@link SearchSpace#defaults}. */
    public RandomSearch space(SearchSpace where) {
        space = where;
        return this;
    }

    /**
     * Sets how much is held out to measure the trials with, a tenth by default.
     *
     * @param fraction the part of the tweets, between 0 and 1
     * @return this
     * @throws IllegalArgumentException if it is another number
     */
    public RandomSearch holdOut(double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("The part to hold out lies between 0 and 1, not at " + fraction);
        }
        heldOut = fraction;
        return this;
    }

    /**
     * Sets how many settings are tried, 20 by default.
     *
     * @param number how many
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public RandomSearch trials(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("A search has 1 trial or more, not " + number);
        }
        trials = number;
        return this;
    }

    /**
     * Sets what decides the settings that are drawn, 42 by default: the same seed, the same settings, of which more trials only
     * draw further ones. It is not the seed of the trainings, which is that of the fine-tuner and the same for all.
     */
    public RandomSearch seed(long number) {
        seed = number;
        return this;
    }

    /**
     * Trains all trials. One that fails is in the result with the reason, and the next one goes on. If the thread is interrupted,
     * as by the stop button of a notebook, the trial that is under way ends as a training does, and the search with it; then that
     * trial is in the result, too, but is the best only if there is no other.
     *
     * @return all trials, and the bot of the best one
     * @throws ModelException if every trial failed, or the first three did
     * @throws CancellationException if it is interrupted before the first step of the first trial
     * @throws IllegalStateException if what the trials have in common does not fit together
     */
    public SearchResult search() {
        SplittableRandom random = new SplittableRandom(seed);
        List<Trial> done = new ArrayList<>();
        Optional<Bot> best = Optional.empty();
        boolean stopped = false;
        while (done.size() < trials && !stopped) {
            int number = done.size() + 1;
            Trial.Settings settings = space.draw(random.split());
            TrialProgress listener = new TrialProgress(corpus, number, trials, settings);
            FineTuner fineTuner = settings.applyTo(shared.apply(FineTuner.on(corpus).listener(listener)).holdOut(heldOut));
            try {
                Bot bot = fineTuner.train();
                done.add(new Trial(number, settings, Optional.of(bot.run()), Optional.empty()));
                Optional<Bot> worse = best;
                if (best(done).number() == number) {
                    best = Optional.of(bot);
                } else {
                    worse = Optional.of(bot);
                }
                worse.ifPresent(Bot::close);
                stopped = bot.run().wasStopped() || Thread.interrupted();
            } catch (CancellationException e) { // before the first step
                if (best.isEmpty()) {
                    throw e;
                }
                stopped = true;
            } catch (RuntimeException | OutOfMemoryError e) {
                if (done.isEmpty() && e instanceof IllegalStateException refused) {
                    throw refused; // what all trials have in common does not fit together
                }
                done.add(new Trial(number, settings, Optional.empty(), Optional.of(String.valueOf(e.getMessage()))));
                if (best.isEmpty() && (number == trials || number == MOST_FAILURES_AT_FIRST)) {
                    throw new ModelException(
                            "Each of %d trials failed, the last one so: %s".formatted(number, e.getMessage()), e);
                }
                listener.failed(e.getMessage());
            }
        }
        return new SearchResult(done, best(done), best.orElseThrow());
    }

    /**
     * Does as {@link #search} does.
     *
     * @return all trials, and the bot of the best one
     * @deprecated use {@link #search}; {@code run()} is the record of a training elsewhere
     */
    @Deprecated(since = "0.1.0")
    public SearchResult run() {
        return search();
    }

    private static Trial best(List<Trial> done) {
        return done.stream().filter(trial -> trial.run().isPresent())
                .min(Comparator.<Trial, Boolean>comparing(trial -> trial.run().orElseThrow().wasStopped())
                        .thenComparingDouble(trial -> trial.loss().orElse(Double.POSITIVE_INFINITY)))
                .orElseThrow();
    }
}
