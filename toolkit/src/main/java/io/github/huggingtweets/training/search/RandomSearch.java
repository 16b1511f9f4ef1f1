package io.github.huggingtweets.training.search;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.training.FineTuner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Searches for the settings that train the best bot: trains with settings drawn at random from a {@link SearchSpace}, one
 * training after the other, measures each on the same held-out tweets, and keeps the bot with the lowest loss.
 *
 * <pre>{@code SearchResult found = RandomSearch.on(corpus).trials(20).seed(1).search();}</pre>
 *
 * <p>Each trial begins with the base model. Two models are in memory at most: the one in training and the best one so far. A
 * search does not change: each call returns another one with the change.
 */
public final class RandomSearch {

    /** The number of failed trials after which a search without a successful one ends. */
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

    private RandomSearch with(Consumer<RandomSearch> change) {
        RandomSearch copy = new RandomSearch(corpus);
        copy.shared = shared;
        copy.space = space;
        copy.heldOut = heldOut;
        copy.trials = trials;
        copy.seed = seed;
        change.accept(copy);
        return copy;
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
     * {@code .each(trial -> trial.base("gpt2").evaluateEvery(50).patience(3))}; by default they have the settings that suit the
     * base. The drawn settings replace those set here.
     *
     * @param settings gets the fine-tuner of a trial and returns it with those settings
     * @return a search with this setting
     */
    public RandomSearch each(UnaryOperator<FineTuner> settings) {
        return with(copy -> copy.shared = settings);
    }

    /**
     * Sets the space from which settings are drawn; by default {@link SearchSpace#defaults}.
     *
     * @param where the space
     * @return a search in this space
     */
    public RandomSearch space(SearchSpace where) {
        return with(copy -> copy.space = where);
    }

    /**
     * Sets how many tweets are held out to measure the trials with; by default a tenth.
     *
     * @param fraction the fraction of the tweets, more than 0 and less than 1
     * @return a search with this setting
     * @throws IllegalArgumentException if it is outside this range
     */
    public RandomSearch holdOut(double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("The part to hold out must be more than 0 and less than 1; it is " + fraction);
        }
        return with(copy -> copy.heldOut = fraction);
    }

    /**
     * Sets the number of trials; by default 20.
     *
     * @param number the number of trials, at least 1
     * @return a search with this setting
     * @throws IllegalArgumentException if it is less than 1
     */
    public RandomSearch trials(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("A search has 1 trial or more, not " + number);
        }
        return with(copy -> copy.trials = number);
    }

    /**
     * Sets the seed of the drawn settings; by default 42. The same seed draws the same settings, and more trials draw further
     * ones. It does not change the seed of the trainings, which is the fine-tuner's and the same in all trials.
     *
     * @param number any number
     * @return a search with this setting
     */
    public RandomSearch seed(long number) {
        return with(copy -> copy.seed = number);
    }

    /**
     * Trains all trials. A trial that fails is in the result with the reason, and the search goes on. If the thread is
     * interrupted, for example by the stop button of a notebook, the current trial ends after its current step, and the search
     * ends with it. That trial is in the result, too; it is the best one only if there is no other.
     *
     * @return all trials, and the bot of the best one
     * @throws ModelException if every trial failed, or the first three did
     * @throws CancellationException if the thread is interrupted before the first step of the first trial
     * @throws IllegalStateException if the common settings of the trials contradict each other
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
                    throw refused; // the common settings of the trials contradict each other
                }
                done.add(new Trial(number, settings, Optional.empty(), Optional.of(String.valueOf(e.getMessage()))));
                if (best.isEmpty() && (number == trials || number == MOST_FAILURES_AT_FIRST)) {
                    throw new ModelException(
                            "Each of %d trials failed; the last one: %s".formatted(number, e.getMessage()), e);
                }
                listener.failed(e.getMessage());
            }
            if (stopped && number < trials) {
                listener.stopped(trials, best(done).number());
            }
        }
        return new SearchResult(done, best(done), best.orElseThrow());
    }

    /**
     * Does the same as {@link #search}.
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

    /** {@return how many trials there will be, on how many tweets} */
    @Override
    public String toString() {
        return String.format(Locale.ENGLISH, "Searches settings in %,d trials on %,d tweets; search() starts it", trials,
                corpus.kept());
    }
}
