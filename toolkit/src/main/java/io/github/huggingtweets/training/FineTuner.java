package io.github.huggingtweets.training;

import ai.djl.Device;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.Precision;
import io.github.huggingtweets.gpt2.Pretrained;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tracking.Tracker;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Makes a bot of a corpus: loads a GPT-2 and trains it on the tweets.
 *
 * <pre>{@code Bot bot = FineTuner.on(corpus).epochs(4).train();}</pre>
 *
 * <p>A fine-tuner does not change: each call returns another one with the change. Settings that no call makes are those that suit
 * the base model, as {@link HyperParameters#of} finds them in its folder. The order of the calls makes no difference.
 */
public final class FineTuner {

    private final Corpus corpus;
    private Optional<Pretrained> base = Optional.empty();
    private UnaryOperator<HyperParameters> changes = UnaryOperator.identity();
    private OptionalDouble attentionDropout = OptionalDouble.empty(); // wins over dropout(...), whichever is called last
    private double heldOut;
    private Optional<Device> device = Optional.empty();
    private Optional<TrainingListener> listener = Optional.empty();
    private OptionalInt everySteps = OptionalInt.empty();
    private OptionalInt patience = OptionalInt.empty();
    private Optional<Checkpoints> checkpoints = Optional.empty();
    private List<Tracker> trackers = List.of();

    private FineTuner(Corpus corpus) {
        this.corpus = corpus;
    }

    private FineTuner(FineTuner other) {
        corpus = other.corpus;
        base = other.base;
        changes = other.changes;
        attentionDropout = other.attentionDropout;
        heldOut = other.heldOut;
        device = other.device;
        listener = other.listener;
        everySteps = other.everySteps;
        patience = other.patience;
        checkpoints = other.checkpoints;
        trackers = other.trackers;
    }

    private FineTuner with(Consumer<FineTuner> change) {
        FineTuner copy = new FineTuner(this);
        change.accept(copy);
        return copy;
    }

    /** Remembers a change until the settings of the base are known, and checks at once whether its value is in range. */
    private FineTuner change(UnaryOperator<HyperParameters> change) {
        change.apply(HyperParameters.defaults());
        UnaryOperator<HyperParameters> earlier = changes;
        return with(copy -> copy.changes = settings -> change.apply(earlier.apply(settings)));
    }

    /**
     * Chooses what to learn.
     *
     * @param corpus the tweets
     * @return a fine-tuner with the embedded model as its base, and the settings that suit it
     * @throws io.github.huggingtweets.corpus.CorpusTooSmallException if there is too little to learn from
     * @throws IllegalStateException if there are so many authors that they cannot be balanced
     */
    public static FineTuner on(Corpus corpus) {
        corpus.requireTrainable();
        return new FineTuner(corpus);
    }

    /**
     * Chooses the model to begin with; by default the embedded one.
     *
     * @param folder a GPT-2 in Hugging Face's layout
     * @return a fine-tuner with this base
     */
    public FineTuner base(Path folder) {
        return with(copy -> copy.base = Optional.of(Pretrained.of(folder)));
    }

    /**
     * Chooses the model to begin with; by default the embedded one. A model on the Hub is downloaded when the training begins,
     * unless it is in the cache.
     *
     * @param model a name on the Hugging Face Hub such as {@code gpt2}, {@code huggingtweets/kirsten3531} or, with a revision,
     *         {@code gpt2@main}; or the path of a folder in its layout
     * @return a fine-tuner with this base
     * @throws ModelException if it is the path of a folder that is not there
     * @throws IllegalArgumentException if neither a folder nor a model on the Hub can have this name
     */
    public FineTuner base(String model) {
        Pretrained named = Pretrained.of(model);
        return with(copy -> copy.base = Optional.of(named));
    }

    /**
     * Replaces all settings, those of the base model included.
     *
     * @param settings how to train
     * @return a fine-tuner with these settings
     */
    public FineTuner settings(HyperParameters settings) {
        return with(copy -> {
            copy.changes = any -> settings;
            copy.attentionDropout = OptionalDouble.empty();
        });
    }

    /**
     * Sets how often each tweet is seen; by default 4 times.
     *
     * @param epochs the number of times, at least 1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is less than 1
     */
    public FineTuner epochs(int epochs) {
        return change(settings -> settings.epochs(epochs));
    }

    /**
     * Sets the number of token blocks in a batch; by default 1, with the embedded model 4. A block has as many tokens as the
     * model reads at once.
     *
     * @param blocks the number of blocks, at least 1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is less than 1
     */
    public FineTuner batchSize(int blocks) {
        return change(settings -> settings.batchSize(blocks));
    }

    /**
     * Sets the number of batches whose gradients make one step; by default 1. A step learns the same as with one batch that is
     * larger by this factor, and needs the memory of one batch.
     *
     * @param batches the number of batches, at least 1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is less than 1
     */
    public FineTuner gradientAccumulation(int batches) {
        return change(settings -> settings.gradientAccumulation(batches));
    }

    /**
     * Sets the highest learning rate of the training; by default 1.372e-4, with the embedded model 2e-3.
     *
     * @param rate the learning rate, between 0 and 1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is outside this range
     */
    public FineTuner learningRate(double rate) {
        return change(settings -> settings.learningRate(rate));
    }

    /**
     * Sets how the learning rate falls after the warm-up; by default along a cosine.
     *
     * @param schedule how it falls
     * @return a fine-tuner with this setting
     */
    public FineTuner schedule(Schedule schedule) {
        return change(settings -> settings.schedule(schedule));
    }

    /**
     * Sets the fraction of the steps over which the learning rate rises from 0 to its highest; by default 0.
     *
     * @param fraction the fraction, from 0 to less than 1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is outside this range
     */
    public FineTuner warmUp(double fraction) {
        return change(settings -> settings.warmUp(fraction));
    }

    /**
     * Sets the decay rates of the means that the optimizer, AdamW, keeps; by default 0.9 and 0.999.
     *
     * @param first that of the mean of the gradients, from 0 to less than 1
     * @param second that of the mean of the squared gradients, from 0 to less than 1
     * @return a fine-tuner with these settings
     * @throws IllegalArgumentException if one is outside this range
     */
    public FineTuner betas(double first, double second) {
        return change(settings -> settings.betas(first, second));
    }

    /**
     * Sets the number that the optimizer adds to the root of the mean square; by default 1e-8.
     *
     * @param epsilon the number, between 0 and 1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is outside this range
     */
    public FineTuner epsilon(double epsilon) {
        return change(settings -> settings.epsilon(epsilon));
    }

    /**
     * Sets the weight decay: the fraction of itself, times the learning rate, by which a weight shrinks in each step; by default
     * 0.
     *
     * @param decay the fraction, 0 or more
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is less than 0 or infinite
     */
    public FineTuner weightDecay(double decay) {
        return change(settings -> settings.weightDecay(decay));
    }

    /**
     * Sets the norm to which longer gradients are clipped; by default 1.
     *
     * @param norm the norm of all gradients together, more than 0
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is not more than 0
     */
    public FineTuner maxGradientNorm(double norm) {
        return change(settings -> settings.maxGradientNorm(norm));
    }

    /**
     * Sets the probability of dropping an element while training: of the embedding and of the residual stream, by default 0.1,
     * with the embedded model 0; and, unless {@link #attentionDropout(double)} sets another, of the attention weights, by
     * default 0.
     *
     * @param probability the probability, from 0 to less than 1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is outside this range
     */
    public FineTuner dropout(double probability) {
        return change(settings -> settings.dropout(probability));
    }

    /**
     * Does the same as {@link #dropout(double)}.
     *
     * @param probability the probability, from 0 to less than 1, as it is written: {@code 0.1f} means 0.1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is outside this range
     */
    public FineTuner dropout(float probability) {
        return dropout(asWritten(probability));
    }

    /**
     * Sets the probability of dropping an attention weight while training; by default 0, or that of {@link #dropout(double)}.
     *
     * @param probability the probability, from 0 to less than 1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is outside this range
     */
    public FineTuner attentionDropout(double probability) {
        HyperParameters.defaults().attentionDropout(probability);
        return with(copy -> copy.attentionDropout = OptionalDouble.of(probability));
    }

    /**
     * Does the same as {@link #attentionDropout(double)}.
     *
     * @param probability the probability, from 0 to less than 1, as it is written: {@code 0.1f} means 0.1
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is outside this range
     */
    public FineTuner attentionDropout(float probability) {
        return attentionDropout(asWritten(probability));
    }

    private static double asWritten(float number) {
        return Double.parseDouble(Float.toString(number));
    }

    /**
     * Sets the number of layers next to the input that do not learn; by default 0. If it is not 0, the embeddings, which are also
     * the output weights, do not learn either.
     *
     * @param layers the number of layers, 0 or more
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is less than 0
     */
    public FineTuner freezeBottom(int layers) {
        return change(settings -> settings.frozenBottom(layers));
    }

    /**
     * Sets the number of layers next to the output that do not learn; by default 0. If it is not 0, the last normalization does
     * not learn either.
     *
     * @param layers the number of layers, 0 or more
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if it is less than 0
     */
    public FineTuner freezeTop(int layers) {
        return change(settings -> settings.frozenTop(layers));
    }

    /**
     * Sets the number format in which matrices are multiplied; by default bfloat16 on the GPUs that are faster with it, else
     * float32.
     *
     * @param precision the number format
     * @return a fine-tuner with this setting
     * @throws IllegalArgumentException if only generation has this number format
     */
    public FineTuner precision(Precision precision) {
        return change(settings -> settings.precision(precision));
    }

    /**
     * Sets the seed of everything random in the training: the order of the tweets, which of them are held out, and what is
     * dropped; by default 42.
     *
     * @param seed any number
     * @return a fine-tuner with this setting
     */
    public FineTuner seed(long seed) {
        return change(settings -> settings.seed(seed));
    }

    /**
     * Holds out some tweets, to measure the model's perplexity on them before and after.
     *
     * @param fraction the fraction of the tweets, from 0, the default, to less than 1
     * @return a fine-tuner that holds out this fraction
     * @throws IllegalArgumentException if it is outside this range
     */
    public FineTuner holdOut(double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("The part to hold out must be at least 0 and less than 1; it is " + fraction);
        }
        return with(copy -> copy.heldOut = fraction);
    }

    /**
     * Measures the loss on the held-out tweets during the training and after its last step; by default it is not measured during
     * the training. The bot gets the weights that had the lowest loss. Until the end of the training a copy of them takes as much
     * of the machine's memory as the model. The losses of the training are the same as without evaluations.
     *
     * @param steps the number of steps from one evaluation to the next, at least 1
     * @return a fine-tuner that evaluates
     * @throws IllegalArgumentException if it is less than 1
     */
    public FineTuner evaluateEvery(int steps) {
        OptionalInt every = OptionalInt.of(new Evaluations.Plan(steps, OptionalInt.empty()).everySteps());
        return with(copy -> copy.everySteps = every);
    }

    /**
     * Ends the training early when several {@linkplain #evaluateEvery evaluations} in a row were not better than the best one
     * before them; by default it never ends early.
     *
     * @param evaluations the number of evaluations, at least 1
     * @return a fine-tuner with this patience
     * @throws IllegalArgumentException if it is less than 1
     */
    public FineTuner patience(int evaluations) {
        OptionalInt most = new Evaluations.Plan(1, OptionalInt.of(evaluations)).patience();
        return with(copy -> copy.patience = most);
    }

    /**
     * Sets where to train; by default on a GPU if there is one that can be used, else on the CPU.
     *
     * @param name {@code cpu}, or {@code gpu} for the first GPU
     * @return a fine-tuner for this device
     * @throws IllegalArgumentException if it is another name
     * @throws IllegalStateException if the GPU is named and there is none to use
     */
    public FineTuner device(String name) {
        Device named = Devices.named(name);
        return with(copy -> copy.device = Optional.of(named));
    }

    /**
     * Sets where to train.
     *
     * @param where the device
     * @return a fine-tuner for this device
     * @deprecated use {@link #device(String)}, which takes {@code "cpu"} or {@code "gpu"} and needs no class of DJL
     */
    @Deprecated(since = "0.1.0")
    public FineTuner device(Device where) {
        return with(copy -> copy.device = Optional.of(where));
    }

    /**
     * Sets who follows the training; by default a progress bar in a notebook, or a line in a terminal.
     *
     * @param who receives every step, on the thread that trains
     * @return a fine-tuner with this listener
     */
    public FineTuner listener(TrainingListener who) {
        return with(copy -> copy.listener = Optional.of(who));
    }

    /**
     * Records the training with services such as MLflow: settings, losses, models, and afterwards the tweets that the bot writes and
     * the reports on it. By default nobody records it. A service that is slow or down neither slows nor ends the training; what it
     * does not take is kept and sent later. See {@link Tracker}.
     *
     * @param services who records it, such as {@code Tracker.mlflow()}; they replace those of an earlier call
     * @return a fine-tuner with these trackers
     */
    public FineTuner track(Tracker... services) {
        List<Tracker> all = List.of(services);
        return with(copy -> copy.trackers = all);
    }

    /**
     * Writes checkpoints while training, from which {@link #resume} goes on after a crash; by default none are written. The
     * folder holds one checkpoint, of three times the size of the weights, or four times with {@link #evaluateEvery evaluations};
     * while one is written, it holds two.
     *
     * @param folder a folder for this training alone, made if there is none
     * @param everySteps the number of steps from one checkpoint to the next, at least 1; one more is written when the training
     *         is stopped
     * @return a fine-tuner that writes checkpoints
     * @throws IllegalArgumentException if the number is less than 1
     */
    public FineTuner checkpoints(Path folder, int everySteps) {
        Checkpoints kept = new Checkpoints(folder, everySteps);
        return with(copy -> copy.checkpoints = Optional.of(kept));
    }

    /**
     * Trains. If the thread is interrupted, for example by the stop button of a notebook, the training ends after the current
     * step, and the bot has learned from the steps so far.
     *
     * @return the bot
     * @throws IllegalStateException if evaluations are set but no tweets are held out, or a patience but no evaluations
     * @throws ModelException if the base model cannot be loaded, its context is longer than all the text, or the folder for
     *         {@link #checkpoints} cannot be used or holds some already
     * @throws io.github.huggingtweets.hub.HubException if the base model cannot be downloaded
     * @throws java.util.concurrent.CancellationException if the thread is interrupted before the first step
     */
    public Bot train() {
        return training().run(false);
    }

    /**
     * Goes on from the newest of the {@link #checkpoints}, or trains from the start if there is none. The losses and the bot are
     * the same as those of an uninterrupted training.
     *
     * @return the bot
     * @throws IllegalStateException if there is no folder for checkpoints, or as {@link #train}
     * @throws ModelException if the checkpoints are of other tweets, settings or another base; or as {@link #train}
     * @throws io.github.huggingtweets.hub.HubException as {@link #train}
     * @throws java.util.concurrent.CancellationException as {@link #train}
     */
    public Bot resume() {
        if (checkpoints.isEmpty()) {
            throw new IllegalStateException("Nothing to resume from; name a folder with checkpoints(folder, everySteps)");
        }
        return training().run(true);
    }

    private FineTuning training() {
        Optional<Evaluations.Plan> evaluating = evaluating();
        Pretrained begin = begin();
        Path folder = begin.folder(HyperParameters.FILE, Run.FILE);
        return new FineTuning(corpus, begin.name(), folder, settings(folder), heldOut, device.orElseGet(Devices::best),
                listener.orElseGet(TrainingListener::standard), evaluating, checkpoints, trackers);
    }

    private Pretrained begin() {
        return base.orElseGet(() -> Pretrained.of(Nano.folder()));
    }

    private HyperParameters settings(Path baseFolder) {
        HyperParameters settings = changes.apply(HyperParameters.of(baseFolder));
        return attentionDropout.isPresent() ? settings.attentionDropout(attentionDropout.getAsDouble()) : settings;
    }

    /** {@return what a change of a fine-tuner says about the training of any corpus} */
    static Recipe recipe(UnaryOperator<FineTuner> change) {
        FineTuner tuner = change.apply(new FineTuner(Corpus.of(Author.named("anybody", "anybody"), List.of(), 0)));
        refuse(tuner.checkpoints.isPresent(), "checkpoints", "an interrupted run goes on with the bots that are not there yet");
        refuse(tuner.listener.isPresent(), "listener", "nobody sees the steps of trainings on other machines");
        refuse(!tuner.trackers.isEmpty(), "track", "read the record of each bot, its run.json, instead");
        Optional<Evaluations.Plan> evaluating = tuner.evaluating();
        Pretrained begin = tuner.begin();
        Path folder = begin.folder(HyperParameters.FILE, Run.FILE);
        return new Recipe(begin.name(), folder, tuner.settings(folder), tuner.heldOut, evaluating,
                tuner.device.map(where -> !where.isGpu()).orElse(false));
    }

    private static void refuse(boolean isSet, String method, String reason) {
        if (isSet) {
            throw new IllegalArgumentException("%s(...) is for the training of one bot; leave it out: %s."
                    .formatted(method, reason));
        }
    }

    private Optional<Evaluations.Plan> evaluating() {
        if (patience.isPresent() && everySteps.isEmpty()) {
            throw new IllegalStateException("The patience counts evaluations; say how often with evaluateEvery(steps)");
        }
        if (everySteps.isPresent() && heldOut == 0) {
            throw new IllegalStateException("There are no tweets to evaluate on; hold some out, such as holdOut(0.1)");
        }
        return everySteps.isPresent() ? Optional.of(new Evaluations.Plan(everySteps.getAsInt(), patience)) : Optional.empty();
    }

    /** {@return what is trained on how many tweets} */
    @Override
    public String toString() {
        return String.format(Locale.ENGLISH, "Fine-tunes %s on %,d tweets; train() starts it",
                base.map(Pretrained::name).orElse("the embedded model"), corpus.kept());
    }
}
