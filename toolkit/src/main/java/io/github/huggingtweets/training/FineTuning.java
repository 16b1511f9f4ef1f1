package io.github.huggingtweets.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.OutOfMemory;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.tracking.RecordedAt;
import io.github.huggingtweets.tracking.Tracker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

/**
 * One training: from the tweets and a base model to a bot with the record of its training.
 *
 * @param corpus the tweets
 * @param baseName the name of the model to begin with
 * @param folder the folder of that model
 * @param settings how to train
 * @param heldOut the fraction of the tweets to hold out
 * @param device where to train
 * @param listener receives every step
 * @param evaluating when to measure the model on the held-out tweets, if it is to be measured
 * @param checkpoints where checkpoints are written, if they are to be written
 * @param trackers who records the training
 */
record FineTuning(Corpus corpus, String baseName, Path folder, HyperParameters settings, double heldOut, Device device,
        TrainingListener listener, Optional<Evaluations.Plan> evaluating, Optional<Checkpoints> checkpoints,
        List<Tracker> trackers) {

    /** The key of how matrices are multiplied. */
    private static final String PRODUCTS = "matrix products";

    /**
     * {@return the bot}
     *
     * @param resumes whether to resume from the newest checkpoint, if there is one
     * @throws CancellationException if the thread is interrupted while files are read, before the first step
     */
    Bot run(boolean resumes) {
        Gpt2Tokenizer tokenizer = null;
        Gpt2 model = null;
        TrackedTraining tracked = null;
        try {
            Gpt2Config read = settings.applyTo(Gpt2Config.read(folder));
            tokenizer = Gpt2Tokenizer.load(folder);
            tokenizer.requireFits(read);
            Gpt2Config config = read.withEndOfText((int) tokenizer.endOfText()); // the token that separates the tweets
            Corpus.Split split = corpus.split(heldOut, settings.seed());
            TokenBlocks blocks = TokenBlocks.of(split.training(), tokenizer, config.contextLength(), settings);
            Map<String, String> identity = identity(config, blocks);
            Optional<Checkpoints.Saved> from = resumes ? checkpoints.orElseThrow().newest(identity) : Optional.empty();
            if (!resumes) {
                checkpoints.ifPresent(Checkpoints::begin);
            }
            Optional<TokenBlocks> measuredOn =
                    TokenBlocks.heldOut(split.heldOut(), tokenizer, config.contextLength(), settings);
            model = Gpt2.load(from.map(Checkpoints.Saved::folder).orElse(folder), config, device);
            Map<String, Object> all = settings(config);
            all.put("device", name(device));
            all.put(PRODUCTS, TrainingLoop.products(settings, device, from).toString());
            tracked = TrackedTraining.begin(this, trackers, all, split, Instant.now(),
                    from.map(Checkpoints.Saved::state), versions());
            Run run = train(model, blocks, measuredOn, identity, from, tracked);
            return tracked.record(new Bot(model, tokenizer, Optional.of(run)).trainedOn(corpus));
        } catch (RuntimeException | Error e) {
            if (tracked != null) {
                tracked.end(State.after(e));
            }
            if (tokenizer != null) {
                tokenizer.close();
            }
            if (model != null) {
                model.close();
            }
            if (model == null && Thread.interrupted()) { // the exception of an interrupted read does not say so
                CancellationException stopped = new CancellationException("The training was stopped before its first step.");
                stopped.initCause(e);
                throw stopped;
            }
            if (e instanceof EngineException failed) {
                throw OutOfMemory.explain(failed, withLessMemory());
            }
            throw e;
        }
    }

    /** {@return the advice for a training that needs more memory than there is} */
    private String withLessMemory() {
        String others = "choose a smaller base model or one with a shorter context, freeze its lower layers with freezeBottom, or"
                + " end other programs";
        return settings.batchSize() == 1
                ? "A batch is one block already: %s.".formatted(others)
                : ("Lower the batch size: batchSize(1).gradientAccumulation(%d) learns the same with the memory of one block."
                        + " Or %s.").formatted(settings.batchSize() * settings.gradientAccumulation(), others);
    }

    /** {@return what identifies this training, so that no other one resumes from its checkpoints} */
    private Map<String, String> identity(Gpt2Config config, TokenBlocks blocks) {
        Map<String, String> identity = new LinkedHashMap<>();
        settings(config).forEach((name, value) -> identity.put("the " + name, value.toString()));
        identity.put("the base model", baseName);
        identity.put(Checkpoints.TWEETS, blocks.sha256());
        return identity;
    }

    private Map<String, Object> settings(Gpt2Config config) {
        Map<String, Object> all = settings.byName();
        all.put("block length", config.contextLength());
        all.put(Run.HELD_OUT, heldOut);
        evaluating.ifPresent(plan -> {
            all.put("steps between evaluations", plan.everySteps());
            plan.patience().ifPresent(patience -> all.put("patience in evaluations", patience));
        });
        return all;
    }

    private Run train(Gpt2 model, TokenBlocks blocks, Optional<TokenBlocks> measuredOn, Map<String, String> identity,
            Optional<Checkpoints.Saved> from, TrackedTraining tracked) {
        Instant started = from.map(saved -> saved.state().started()).orElseGet(Instant::now);
        OptionalDouble before = from.map(saved -> saved.state().perplexityBefore())
                .orElseGet(() -> perplexity(model, measuredOn));
        tracked.before(before);
        corpus.warning().ifPresent(listener::onWarning);
        Optional<Evaluations> evaluations = evaluating.map(plan -> evaluations(plan, model, measuredOn, from));
        try {
            TrainingLoop.Keeper keeper = (soFar, stopped, optimizer) -> {
                tracked.afterStep(soFar.log(), measured(evaluations));
                checkpoints.filter(kept -> stopped || kept.isDue(soFar.taken()))
                        .ifPresent(kept -> kept.keep(
                                new Checkpoints.State(identity, soFar.taken(), soFar.steps(), measured(evaluations), started,
                                        soFar.duration(), before, Optional.of(tracked.id()), Optional.of(soFar.products())),
                                Optional.of(record(model, blocks, started, soFar, stopped ? Run.STOPPED : Run.CHECKPOINT,
                                        evaluations, before, best(evaluations), tracked.addresses())),
                                model, optimizer, evaluations.map(Evaluations::weights).orElse(Map.of()), listener));
            };
            TrainingLoop.Outcome outcome = new TrainingLoop(model, settings, tracked).run(blocks, from, evaluations, keeper);
            OptionalDouble after = evaluations.isPresent() ? best(evaluations) : perplexity(model, measuredOn);
            Run run = record(model, blocks, started, outcome, Run.STOPPED, evaluations, before, after, tracked.addresses());
            tracked.end(run);
            return run;
        } finally {
            evaluations.ifPresent(Evaluations::close);
        }
    }

    /**
     * {@return the record of the training so far}
     *
     * @param unfinished the key that says what happened if the last step has not been taken
     */
    private Run record(Gpt2 model, TokenBlocks blocks, Instant started, TrainingLoop.Outcome soFar, String unfinished,
            Optional<Evaluations> evaluations, OptionalDouble before, OptionalDouble after, List<RecordedAt> places) {
        Map<String, Object> all = settings(model.config());
        all.put(Run.TOKENS, blocks.tokens().length);
        all.put(Run.BLOCKS, blocks.count());
        all.put(Run.TWEETS, corpus.sha256());
        all.put("device", name(model.manager().getDevice()));
        all.put(PRODUCTS, soFar.products().toString());
        if (!soFar.isComplete()) {
            boolean endedEarly = evaluations.map(Evaluations::isPatienceUsedUp).orElse(false);
            all.put(endedEarly ? Run.ENDED_EARLY : unfinished, soFar.taken() + " of " + soFar.planned());
        }
        return new Run(started, soFar.duration(), baseName, corpus.authors(), corpus.figures(), corpus.figuresByAuthor(),
                corpus.language(), all, soFar.steps(), measured(evaluations), before, after, versions(), places);
    }

    /** {@return the perplexity of the held-out tweets with the best weights so far, if it was measured during the training} */
    private static OptionalDouble best(Optional<Evaluations> evaluations) {
        return Run.Evaluation.best(measured(evaluations)).map(best -> OptionalDouble.of(Math.exp(best.loss())))
                .orElse(OptionalDouble.empty());
    }

    private static String name(Device device) {
        return device.isGpu() ? "GPU" : "CPU";
    }

    private static List<Run.Evaluation> measured(Optional<Evaluations> evaluations) {
        return evaluations.map(Evaluations::all).orElse(List.of());
    }

    private Evaluations evaluations(Evaluations.Plan plan, Gpt2 model, Optional<TokenBlocks> measuredOn,
            Optional<Checkpoints.Saved> from) {
        TokenBlocks blocks = measuredOn.orElseThrow(() -> new ModelException(
                "There are no tweets to evaluate on: holdOut(%s) holds out none of %,d; hold out more, such as holdOut(0.1)"
                        .formatted(heldOut, corpus.kept())));
        Evaluations evaluations = new Evaluations(model, blocks, settings.batchSize(), plan);
        from.ifPresent(saved -> saved.restore(evaluations));
        return evaluations;
    }

    private OptionalDouble perplexity(Gpt2 model, Optional<TokenBlocks> measuredOn) {
        return measuredOn.map(blocks -> OptionalDouble.of(Math.exp(Evaluations.meanLoss(model, blocks, settings.batchSize()))))
                .orElse(OptionalDouble.empty());
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        String toolkit = FineTuning.class.getPackage().getImplementationVersion();
        versions.put("toolkit", toolkit == null ? "development" : toolkit);
        versions.put("DJL", Engine.getDjlVersion());
        versions.put("PyTorch", PyTorch.engine().getVersion());
        versions.put("Java", Runtime.version().toString());
        return versions;
    }
}
