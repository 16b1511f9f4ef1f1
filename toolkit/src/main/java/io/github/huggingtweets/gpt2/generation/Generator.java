package io.github.huggingtweets.gpt2.generation;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.KeyValueCache;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.OutOfMemory;
import io.github.huggingtweets.gpt2.Precision;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Continues a prompt several times at once, up to {@value #MOST_AT_ONCE} times; further texts come after those. The prompt is
 * computed once for all of them. A text that has ended is no longer computed.
 */
public final class Generator {

    /** The number of texts that are written at once. With more, each token takes longer, and the first text ends later. */
    public static final int MOST_AT_ONCE = 100;

    /** Receives each token when it is chosen, and is told which texts have ended. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Called on the thread that generates.
         *
         * @param sample the number of the text that the token belongs to, from 0
         * @param token the id of the token; never the end of text
         */
        void onToken(int sample, long token);

        /**
         * Called on the thread that generates when a text has ended: with an end of text, with a token at which texts end, or
         * because it is as long as a text may be.
         *
         * @param sample the number of the text, from 0
         */
        default void onEnd(int sample) {}
    }

    private final Gpt2 model;
    private final BitSet stops;

    /**
     * Creates a generator.
     *
     * @param model the model, which the caller closes
     */
    public Generator(Gpt2 model) {
        this(model, new BitSet());
    }

    private Generator(Gpt2 model, BitSet stops) {
        this.model = model;
        this.stops = stops;
    }

    /**
     * {@return a generator whose texts also end after certain tokens}
     *
     * @param tokens the ids of these tokens, such as {@link io.github.huggingtweets.gpt2.Gpt2Tokenizer#lineBreaks()}
     */
    public Generator stoppingAt(BitSet tokens) {
        return new Generator(model, (BitSet) tokens.clone());
    }

    /**
     * Continues a prompt.
     *
     * @param prompt the token ids to begin with
     * @param samples the number of texts to generate
     * @param sampling how tokens are chosen; its maximum length is limited to the context length of the model
     * @return the token ids of each text, with the prompt and without the end of text
     * @throws ModelException if the prompt is as long as the maximum length, or contains ids that the model does not have
     * @throws IllegalArgumentException if the number of texts is less than 1, or the sampling limits the words that are copied
     * @throws CancellationException if the thread is interrupted, for example by the stop button of a notebook; the interrupt
     *         status is cleared then
     */
    public List<long[]> generate(long[] prompt, int samples, Sampling sampling) {
        return generate(prompt, samples, sampling, (sample, token) -> {});
    }

    /**
     * Continues a prompt, and reports each token when it is chosen.
     *
     * @param prompt the token ids to begin with
     * @param samples the number of texts to generate
     * @param sampling how tokens are chosen; its maximum length is limited to the context length of the model
     * @param listener receives the tokens
     * @return the token ids of each text, with the prompt and without the end of text
     * @throws ModelException if the prompt is as long as the maximum length, or contains ids that the model does not have
     * @throws IllegalArgumentException if the number of texts is less than 1, or the sampling limits the words that are copied
     * @throws CancellationException if the thread is interrupted, for example by the stop button of a notebook; the interrupt
     *         status is cleared then
     */
    public List<long[]> generate(long[] prompt, int samples, Sampling sampling, Listener listener) {
        if (samples < 1) {
            throw new IllegalArgumentException("Ask for one text or more, not " + samples);
        }
        if (sampling.original().isPresent()) {
            throw new IllegalArgumentException(("A generator knows no training texts, so it cannot see to original(%d); generate"
                    + " with a Bot, or allow copies with withCopies()").formatted(sampling.original().getAsInt()));
        }
        model.checkTokens(prompt);
        int maxLength = Math.min(sampling.maxLength(), model.config().contextLength());
        if (prompt.length >= maxLength) {
            throw new ModelException("The prompt has %d tokens, and texts have at most %d; shorten it%s".formatted(
                    prompt.length, maxLength, maxLength == sampling.maxLength() ? " or raise the maximum length" : ""));
        }
        SplittableRandom seeds = sampling.seed().isPresent()
                ? new SplittableRandom(sampling.seed().getAsLong())
                : new SplittableRandom();
        List<Text> texts = IntStream.range(0, samples)
                .mapToObj(sample -> new Text(sample, prompt, maxLength, seeds.split(), listener)).toList();
        for (int first = 0; first < samples; first += MOST_AT_ONCE) {
            List<Text> together = texts.subList(first, Math.min(first + MOST_AT_ONCE, samples));
            try (NDManager manager = model.manager().newSubManager()) {
                write(together, prompt, new Sampler(sampling, model.config().endOfText()), manager, maxLength,
                        sampling.precision());
            } catch (EngineException e) {
                throw OutOfMemory.explain(e, "Ask for fewer texts at once than %d, or lower their maximum length, which is %d"
                        .formatted(together.size(), maxLength) + " tokens.");
            }
        }
        return texts.stream().map(Text::tokens).toList();
    }

    private void write(List<Text> texts, long[] prompt, Sampler sampler, NDManager manager, int maxLength,
            Precision precision) {
        KeyValueCache cache = new KeyValueCache(manager, model.config(), texts.size(), maxLength);
        float[] scores = new float[model.config().vocabularySize()]; // of one text at a time; the sampler modifies them
        score(manager.create(prompt, new Shape(1, prompt.length)), cache, precision, all -> texts.forEach(text -> {
            all.get(0, scores);
            text.choose(scores, sampler);
        }));
        cache.select(new int[texts.size()]); // every text continues the one prompt
        List<Text> open = keepOpen(texts, cache);
        ByteBuffer latest = manager.allocateDirect(texts.size() * Long.BYTES); // the last token of each text
        while (!open.isEmpty()) {
            if (Thread.interrupted()) {
                throw new CancellationException("The generation was stopped.");
            }
            List<Text> batch = open;
            for (int row = 0; row < batch.size(); row++) {
                latest.putLong(row * Long.BYTES, batch.get(row).latest());
            }
            // on a CPU, this array shares the memory of latest; set(latest) would print a warning of PyTorch
            try (NDArray input = manager.create(latest, new Shape(texts.size(), 1), DataType.INT64)) {
                score(input, cache, precision, all -> {
                    for (int row = 0; row < batch.size(); row++) {
                        all.get(row * scores.length, scores);
                        batch.get(row).choose(scores, sampler);
                    }
                });
            }
            open = keepOpen(batch, cache);
        }
    }

    /**
     * Removes the texts that have ended. The last ones move to their places, so that little is copied.
     *
     * @return the texts that continue, in the order of their rows in the cache
     */
    private static List<Text> keepOpen(List<Text> texts, KeyValueCache cache) {
        int[] places = IntStream.range(0, texts.size()).filter(i -> !texts.get(i).ended()).toArray();
        int[] sources = new int[places.length];
        int last = places.length;
        for (int place = 0; place < sources.length; place++) {
            sources[place] = texts.get(place).ended() ? places[--last] : place;
        }
        cache.select(sources);
        return Arrays.stream(sources).mapToObj(texts::get).toList();
    }

    /** Computes the scores of the token that follows the last one of each row. */
    private void score(NDArray tokens, KeyValueCache cache, Precision precision, Consumer<FloatBuffer> chooser) {
        try (NDManager step = model.manager().newSubManager()) {
            NDArray scores = model.forward(tokens, cache, precision);
            scores.attach(step); // and so is their copy if they are on a GPU
            chooser.accept(scores.toByteBuffer(true).asFloatBuffer()); // on a CPU, without a copy
        }
    }

    /** One text as it grows. */
    private final class Text {

        private final int sample;
        private final Listener listener;
        private final long[] tokens;
        private final RandomGenerator random;
        private int length;
        private boolean ended;

        Text(int sample, long[] prompt, int maxLength, RandomGenerator random, Listener listener) {
            this.sample = sample;
            this.listener = listener;
            this.tokens = Arrays.copyOf(prompt, maxLength);
            this.length = prompt.length;
            this.random = random;
        }

        void choose(float[] logits, Sampler sampler) {
            int token = sampler.next(logits, tokens, length, random);
            if (token == sampler.endOfText()) {
                ended = true;
            } else {
                tokens[length++] = token;
                ended = length == tokens.length || stops.get(token);
                listener.onToken(sample, token);
            }
            if (ended) {
                listener.onEnd(sample);
            }
        }

        long latest() {
            return tokens[length - 1];
        }

        boolean ended() {
            return ended;
        }

        long[] tokens() {
            return Arrays.copyOf(tokens, length);
        }
    }
}
