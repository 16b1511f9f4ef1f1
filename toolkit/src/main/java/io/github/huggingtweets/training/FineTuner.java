package io.github.huggingtweets.training;

import ai.djl.Device;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.Pretrained;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes a bot of a corpus: loads a GPT-2 and trains it on the tweets.
 *
 * <pre>{@code Bot bot = FineTuner.on(corpus).epochs(4).train();}</pre>
 */
public final class FineTuner {

    private final Corpus corpus;
    private Pretrained base;
    private final HyperParameters.Builder chosen = HyperParameters.builder();
    private double heldOut;
    private Device device;
    private TrainingListener listener;
    private OptionalInt everySteps = OptionalInt.empty();
    private OptionalInt patience = OptionalInt.empty();
    private Checkpoints checkpoints;

    private FineTuner(Corpus corpus) {
        this.corpus = corpus;
    }

    /**
     * Chooses what to learn.
     *
     * @param corpus the tweets
     * @return a fine-tuner with the default {@link HyperParameters} and the embedded model as its base
     * @throws io.github.huggingtweets.corpus.CorpusTooSmallException if there is too little to learn from
     * @throws IllegalStateException if there are so many authors that they cannot be balanced
     */
    public static FineTuner on(Corpus corpus) {
        corpus.requireTrainable();
        return new FineTuner(corpus);
    }

    /**
     * Chooses the model to begin with.
     *
     * @param folder a GPT-2 in Hugging Face's layout
     * @return this
     */
    public FineTuner base(Path folder) {
        base = Pretrained.of(folder);
        return this;
    }

    /**
     * Chooses the model to begin with. It is downloaded when the training begins, unless an earlier call has done so.
     *
     * @param model a name on the Hugging Face Hub such as {@code gpt2}, {@code huggingtweets/kirsten3531} or, with a revision,
     *         {@code gpt2@main}; or the path of a folder in its layout
     * @return this
     * @throws ModelException if it is the path of a folder that is not there
     * @throws IllegalArgumentException if neither a folder nor a model on the Hub can be called so
     */
    public FineTuner base(String model) {
        base = Pretrained.of(model);
        return this;
    }

    /** Sets how often each tweet is seen, 4 by default. */
    public FineTuner epochs(int epochs) {
        return with(chosen.epochs(epochs));
    }

    /** Sets the number of token blocks in one step, 1 by default. */
    public FineTuner batchSize(int blocks) {
        return with(chosen.batchSize(blocks));
    }

    /** Sets the number of batches whose gradients make one step, 1 by default. */
    public FineTuner gradientAccumulation(int batches) {
        return with(chosen.gradientAccumulation(batches));
    }

    /** Sets the learning rate at its highest, 1.372e-4 by default. */
    public FineTuner learningRate(double rate) {
        return with(chosen.learningRate(rate));
    }

    /** Sets how the learning rate falls, along a cosine by default. */
    public FineTuner schedule(Schedule schedule) {
        return with(chosen.schedule(schedule));
    }

    /** Sets the part of the steps over which the learning rate rises to its highest, 0 by default. */
    public FineTuner warmUp(double fraction) {
        return with(chosen.warmUp(fraction));
    }

    /** Sets how slowly the optimizer's means of the gradients and of their squares forget, 0.9 and 0.999 by default. */
    public FineTuner betas(double first, double second) {
        return with(chosen.betas(first, second));
    }

    /** Sets what the optimizer adds to the root of the mean square, 1e-8 by default. */
    public FineTuner epsilon(double epsilon) {
        return with(chosen.epsilon(epsilon));
    }

    /** Sets the weight decay, 0 by default. */
    public FineTuner weightDecay(double decay) {
        return with(chosen.weightDecay(decay));
    }

    /** Sets the length to which longer gradients are scaled, 1 by default. */
    public FineTuner maxGradientNorm(double norm) {
        return with(chosen.maxGradientNorm(norm));
    }

    /**
     * Sets the probability of dropping an element while training: of the embedding and of the residual stream, 0.1 by default,
     * and, where {@link #attentionDropout} says nothing else, of the attention weights, 0 by default.
     */
    public FineTuner dropout(float probability) {
        return with(chosen.dropout(exact(probability)));
    }

    /** Sets the probability of dropping an attention weight while training, 0 by default. */
    public FineTuner attentionDropout(float probability) {
        return with(chosen.attentionDropout(exact(probability)));
    }

    /** 0.1f is meant as 0.1. */
    private static double exact(float number) {
        return Double.parseDouble(Float.toString(number));
    }

    /** Sets the number of layers next to the input that do not learn, 0 by default. */
    public FineTuner freezeBottom(int layers) {
        return with(chosen.frozenBottom(layers));
    }

    /** Sets the number of layers next to the output that do not learn, 0 by default. */
    public FineTuner freezeTop(int layers) {
        return with(chosen.frozenTop(layers));
    }

    /** Sets what matrices are multiplied in, by default bfloat16 on the GPUs that gain from it, and else float32. */
    public FineTuner precision(Precision precision) {
        return with(chosen.precision(precision));
    }

    /** Sets the seed of everything random in the training, 42 by default. */
    public FineTuner seed(long seed) {
        return with(chosen.seed(seed));
    }

    private FineTuner with(HyperParameters.Builder changed) {
        changed.build(); // complains at once about a setting that makes no sense
        return this;
    }

    /**
     * Holds out some tweets, to measure the model's perplexity on them before and after.
     *
     * @param fraction the part of the tweets, from 0, the default, up to but not including 1
     * @return this
     * @throws IllegalArgumentException if it is another number
     */
    public FineTuner holdOut(double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("The part to hold out lies from 0 to less than 1, not at " + fraction);
        }
        heldOut = fraction;
        return this;
    }

    /**
     * Measures the loss on the tweets that are held out after every so many steps, and after the last one. The bot gets the
     * weights of the evaluation whose loss was the lowest; until then they take as much of the machine's memory as the model.
     * Nothing else changes: the losses of the training are those of one without evaluations.
     *
     * @param steps the number of steps from one evaluation to the next
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public FineTuner evaluateEvery(int steps) {
        everySteps = OptionalInt.of(new Evaluations.Plan(steps, OptionalInt.empty()).everySteps());
        return this;
    }

    /**
     * Ends the training early, when so many {@linkplain #evaluateEvery evaluations} in a row were no better than the best before.
     *
     * @param evaluations how many
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public FineTuner patience(int evaluations) {
        patience = new Evaluations.Plan(1, OptionalInt.of(evaluations)).patience();
        return this;
    }

    /** Sets where to train; by default on a GPU if there is one, else on the CPU. */
    public FineTuner device(Device where) {
        device = where;
        return this;
    }

    /** Sets who is told how the training goes on; by default a progress bar in a notebook, a line in a terminal. */
    public FineTuner listener(TrainingListener who) {
        listener = who;
        return this;
    }

    /**
     * Keeps what has been learned on disk while training, so that {@link #resume} can go on from there after a crash. There is
     * one checkpoint at a time, with three times the bytes of the weights, or four with {@link #evaluateEvery evaluations}, and
     * two checkpoints while one is written.
     *
     * @param folder a folder for this training alone, made if there is none
     * @param everySteps after how many steps each checkpoint is written; one more is written where the training is stopped
     * @return this
     * @throws IllegalArgumentException if there is not a step or more between them
     */
    public FineTuner checkpoints(Path folder, int everySteps) {
        checkpoints = new Checkpoints(folder, everySteps);
        return this;
    }

    /**
     * Trains. If the thread is interrupted, as by the stop button of a notebook, the training ends with the step that is under
     * way, and the bot is as far trained as it got.
     *
     * @return the bot
     * @throws IllegalStateException if there are to be evaluations without tweets held out, or patience without evaluations
     * @throws ModelException if the base model cannot be loaded, its context is longer than all the text, or the folder for
     *         {@link #checkpoints} cannot be used or holds some already
     * @throws io.github.huggingtweets.hub.HubException if the base model cannot be downloaded
     * @throws java.util.concurrent.CancellationException if it is interrupted before the first step
     */
    public Bot train() {
        return training().run(false);
    }

    /**
     * Trains on from the newest of the {@link #checkpoints}, or from the start where there is none. The losses and the bot are
     * those of a training that was never stopped.
     *
     * @return the bot
     * @throws IllegalStateException if there is no folder for checkpoints
     * @throws ModelException if the checkpoints are of other tweets, settings or another base; or as {@link #train}
     */
    public Bot resume() {
        if (checkpoints == null) {
            throw new IllegalStateException("Nothing to resume from; name a folder with checkpoints(folder, everySteps)");
        }
        return training().run(true);
    }

    private FineTuning training() {
        Pretrained begin = base == null ? Pretrained.of(Nano.folder()) : base;
        return new FineTuning(corpus, begin, chosen.build(), heldOut, device == null ? Devices.best() : device,
                listener == null ? TrainingListener.standard() : listener, evaluating(), Optional.ofNullable(checkpoints));
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
}
