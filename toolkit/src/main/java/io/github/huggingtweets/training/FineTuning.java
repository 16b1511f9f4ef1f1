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
import io.github.huggingtweets.gpt2.Pretrained;
import io.github.huggingtweets.gpt2.memory.OutOfMemory;
import io.github.huggingtweets.training.checkpoint.Checkpoints;
import io.github.huggingtweets.training.loop.TokenBlocks;
import io.github.huggingtweets.training.loop.TrainingLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One training with all that is chosen for it, from the tweets and a base model to a bot with the record of its run.
 *
 * @param corpus the tweets
 * @param base the model to begin with
 * @param settings how to train
 * @param heldOut the part of the tweets to hold out
 * @param device where to train
 * @param listener is told how the training goes on
 * @param checkpoints keeps what has been learned, if that is wanted
 */
record FineTuning(Corpus corpus, Pretrained base, HyperParameters settings, double heldOut, Device device,
        TrainingListener listener, Optional<Checkpoints> checkpoints) {

    /**
     * {@return the bot}
     *
     * @param goesOn whether to go on from the newest checkpoint, if there is one
     */
    Bot run(boolean goesOn) {
        Path folder = base.folder();
        Gpt2Config config = Gpt2Config.read(folder).withDropout(settings.dropout());
        Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(folder);
        Gpt2 model = null;
        try {
            tokenizer.requireFits(config);
            Corpus.Split split = corpus.split(heldOut, settings.seed());
            TokenBlocks blocks = TokenBlocks.of(split.training(), tokenizer, config.contextLength(), settings);
            Map<String, String> identity = identity(config, blocks);
            Optional<Checkpoints.Saved> from = goesOn ? checkpoints.orElseThrow().newest(identity) : Optional.empty();
            if (!goesOn) {
                checkpoints.ifPresent(Checkpoints::begin);
            }
            model = Gpt2.load(from.map(Checkpoints.Saved::folder).orElse(folder), config, device);
            Run run = train(model, tokenizer, split.heldOut(), blocks, identity, from);
            return new Bot(model, tokenizer, Optional.of(run));
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            if (model != null) {
                model.close();
            }
            if (e instanceof EngineException failed) {
                throw OutOfMemory.explain(failed, withLessMemory());
            }
            throw e;
        }
    }

    /** What to do where this training takes more memory than there is. */
    private String withLessMemory() {
        String others = "choose a smaller base model or one with a shorter context, freeze its lower layers with freezeBottom, or"
                + " end other programs";
        return settings.batchSize() == 1
                ? "A batch is one block already: %s.".formatted(others)
                : ("Lower the batch size: batchSize(1).gradientAccumulation(%d) learns the same with the memory of one block."
                        + " Or %s.").formatted(settings.batchSize() * settings.gradientAccumulation(), others);
    }

    /** What makes a training this one, in words. */
    private Map<String, String> identity(Gpt2Config config, TokenBlocks blocks) {
        Map<String, String> identity = new LinkedHashMap<>();
        settings(config).forEach((name, value) -> identity.put("the " + name, value.toString()));
        identity.put("the base model", base.name());
        identity.put("the SHA-256 of the tweets", blocks.sha256());
        return identity;
    }

    private Map<String, Object> settings(Gpt2Config config) {
        Map<String, Object> all = settings.byName();
        all.put("block length", config.contextLength());
        all.put("held out", heldOut);
        return all;
    }

    private Run train(Gpt2 model, Gpt2Tokenizer tokenizer, Corpus measuredOn, TokenBlocks blocks, Map<String, String> identity,
            Optional<Checkpoints.Saved> from) {
        Instant started = from.map(saved -> saved.state().started()).orElseGet(Instant::now);
        OptionalDouble before = from.map(saved -> saved.state().perplexityBefore())
                .orElseGet(() -> TrainingLoop.perplexity(model, tokenizer, measuredOn, settings));
        corpus.warning().ifPresent(listener::onWarning);
        Duration earlier = from.map(saved -> saved.state().duration()).orElse(Duration.ZERO);
        long start = System.nanoTime();
        TrainingLoop.Outcome outcome = new TrainingLoop(model, settings, listener).run(blocks, from,
                (soFar, stopped, optimizer) -> checkpoints.ifPresent(kept -> {
                    Duration duration = earlier.plusNanos(System.nanoTime() - start);
                    kept.afterStep(new Checkpoints.State(identity, soFar.taken(), soFar.steps(), started, duration, before),
                            stopped, model, optimizer, listener);
                }));
        Duration duration = earlier.plusNanos(System.nanoTime() - start);
        OptionalDouble after = TrainingLoop.perplexity(model, tokenizer, measuredOn, settings);
        Map<String, Object> all = settings(model.config());
        all.put("device", model.manager().getDevice().isGpu() ? "GPU" : "CPU");
        if (!outcome.isComplete()) {
            all.put("stopped after step", outcome.taken() + " of " + outcome.planned());
        }
        return new Run(started, duration, base.name(), corpus.authors(), corpus.figures(), corpus.figuresByAuthor(),
                corpus.language(), all, outcome.steps(), before, after, versions());
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        String toolkit = FineTuning.class.getPackage().getImplementationVersion();
        versions.put("toolkit", toolkit == null ? "development" : toolkit);
        versions.put("DJL", Engine.getDjlVersion());
        versions.put("PyTorch", Engine.getInstance().getVersion());
        versions.put("Java", Runtime.version().toString());
        return versions;
    }
}
