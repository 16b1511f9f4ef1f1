package io.github.huggingtweets.training;

import ai.djl.Device;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/**
 * What a {@link FineTuner} has been told, but for the tweets. It is data and no code, so that it can be sent to other machines. There
 * it makes the same bot of the same tweets as the fine-tuner does.
 */
public final class Recipe implements Serializable {

    private static final long serialVersionUID = 1;

    /** The bytes for each weight: itself, its gradient and two means in float32, and a copy in bfloat16. */
    private static final int BYTES_OF_A_WEIGHT = 4 * Float.BYTES + Short.BYTES;

    private final String baseName;
    private final transient Path base;
    private final HyperParameters settings;
    private final double heldOut;
    private final int everySteps; // 0 if there are no evaluations
    private final int patience; // 0 if no training ends early
    private final boolean cpuOnly;
    private final long memory;

    Recipe(String baseName, Path base, HyperParameters settings, double heldOut, Optional<Evaluations.Plan> evaluating,
            boolean cpuOnly) {
        this.baseName = baseName;
        this.base = base;
        this.settings = settings;
        this.heldOut = heldOut;
        this.cpuOnly = cpuOnly;
        everySteps = evaluating.map(Evaluations.Plan::everySteps).orElse(0);
        patience = evaluating.map(plan -> plan.patience().orElse(0)).orElse(0);
        memory = memory(Gpt2.configuration(base), settings, everySteps > 0);
        Gpt2Tokenizer.load(base).close();
    }

    /**
     * Finds out what a change of a fine-tuner says about the training of any corpus. The base model is downloaded if need be.
     *
     * @param change the change, such as {@code tuner -> tuner.epochs(4)}
     * @return what it says
     * @throws IllegalArgumentException if it sets what only the training of one bot on this machine can have: a listener, checkpoints
     *         or a tracker
     * @throws io.github.huggingtweets.gpt2.ModelException if there is no base model, or it is broken
     * @throws io.github.huggingtweets.hub.HubException if the base model cannot be downloaded
     */
    public static Recipe of(UnaryOperator<FineTuner> change) {
        return FineTuner.recipe(change);
    }

    /** The hidden states are those that a layer keeps for its way back, beside the scores of all words and their gradients. */
    private static long memory(Gpt2Config config, HyperParameters settings, boolean keepsBest) {
        long tokens = (long) settings.batchSize() * config.contextLength();
        long numbers = config.layers() * (8L * config.hiddenSize() + 2L * config.innerSize()) + 2L * config.vocabularySize();
        return config.parameters() * (BYTES_OF_A_WEIGHT + (keepsBest ? Float.BYTES : 0)) + tokens * numbers * Float.BYTES;
    }

    /** {@return the folder of the base model on the machine where this was made} */
    public Path base() {
        return base;
    }

    /** {@return the native memory in bytes that a training takes, about, beside that of PyTorch itself} */
    public long memory() {
        return memory;
    }

    /** {@return whether trainings stay on the CPU where there are GPUs} */
    public boolean cpuOnly() {
        return cpuOnly;
    }

    /** {@return the name of the base model, and every setting by its name, in alphabetical order} */
    public Map<String, Object> settings() {
        Map<String, Object> all = new TreeMap<>(settings.byName());
        all.put("base model", baseName);
        all.put(Run.HELD_OUT, heldOut);
        all.put("steps between evaluations", everySteps);
        all.put("patience in evaluations", patience);
        return all;
    }

    /**
     * Trains. Nothing is shown.
     *
     * @param corpus the tweets
     * @param folder the base model on this machine
     * @param device where to train
     * @return the bot
     * @throws io.github.huggingtweets.corpus.CorpusTooSmallException if there is too little to learn from
     * @throws io.github.huggingtweets.gpt2.ModelException as {@link FineTuner#train}
     * @throws CancellationException if the thread is interrupted; unlike a fine-tuner, this makes no bot of a part of the training
     */
    public Bot train(Corpus corpus, Path folder, Device device) {
        corpus.requireTrainable();
        Optional<Evaluations.Plan> evaluating = everySteps == 0 ? Optional.empty()
                : Optional.of(new Evaluations.Plan(everySteps, patience == 0 ? OptionalInt.empty() : OptionalInt.of(patience)));
        Bot bot = new FineTuning(corpus, baseName, folder, settings, heldOut, device, progress -> {}, evaluating,
                Optional.empty(), List.of()).run(false);
        if (bot.run().hyperParameters().containsKey(Run.STOPPED)) {
            bot.close();
            Thread.currentThread().interrupt();
            throw new CancellationException("The training was stopped.");
        }
        return bot;
    }

    @Override
    public String toString() {
        return settings().toString();
    }
}
