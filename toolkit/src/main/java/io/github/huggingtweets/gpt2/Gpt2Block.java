package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * GPT-2 as a DJL block: token ids (B, T) int64 go in, scores of the next token (B, T, V) come out.
 *
 * <p>The output weights are the word embeddings, as in OpenAI's model, unless the configuration says that they are not tied.
 */
public final class Gpt2Block extends AbstractBlock {

    /** The name of the output weights where they are not tied to the embeddings. */
    static final String OUTPUT = "lm_head.weight";

    private static final double INITIAL_DEVIATION = 0.02;

    private final Gpt2Config config;
    private final Kernels kernels;
    private final Parameter words;
    private final Parameter positions;
    private final List<TransformerLayer> layers = new ArrayList<>();
    private final Parameter lastNormWeight;
    private final Parameter lastNormBias;
    private final Parameter output; // (V, C)

    /**
     * Lays out a model whose parameters have no values yet.
     *
     * @param config its shape
     * @param kernels the fused operations on the device where it will run
     */
    @SuppressWarnings("this-escape")
    public Gpt2Block(Gpt2Config config, Kernels kernels) {
        this.config = config;
        this.kernels = kernels;
        words = addParameter(parameter("wte.weight", config.vocabularySize(), config.hiddenSize()));
        positions = addParameter(parameter("wpe.weight", config.contextLength(), config.hiddenSize()));
        for (int i = 0; i < config.layers(); i++) {
            layers.add(addChildBlock("h" + i, new TransformerLayer(config, kernels, i)));
        }
        lastNormWeight = addParameter(parameter("ln_f.weight", config.hiddenSize()));
        lastNormBias = addParameter(parameter("ln_f.bias", config.hiddenSize()));
        output = config.tied() ? words : addParameter(parameter(OUTPUT, config.vocabularySize(), config.hiddenSize()));
    }

    static Parameter parameter(String name, long... shape) {
        return Parameter.builder()
                .setName(name)
                .setType(name.endsWith("bias") ? Parameter.Type.BIAS : Parameter.Type.WEIGHT)
                .optShape(new Shape(shape))
                .build();
    }

    /** {@return the parameters by their names in Hugging Face's checkpoints, in the order of the computation} */
    public Map<String, Parameter> parametersByName() {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        add(byName, words, positions);
        layers.forEach(layer -> layer.getDirectParameters().values().forEach(parameter -> add(byName, parameter)));
        add(byName, lastNormWeight, lastNormBias, output);
        return byName;
    }

    private static void add(Map<String, Parameter> byName, Parameter... parameters) {
        for (Parameter parameter : parameters) {
            byName.put(parameter.getName(), parameter);
        }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
        Shape hidden = inputShapes[0].add(config.hiddenSize());
        layers.forEach(layer -> layer.initialize(manager, type, hidden));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray tokens = inputs.singletonOrThrow(); // (B, T)
        KeyValueCache cache = KeyValueCache.in(params);
        int past = cache == null ? 0 : cache.length();
        NDArray embedded = kernels.embedding(
                tokens, value(store, words, tokens, training), value(store, positions, tokens, training), past);
        NDList x = new NDList(kernels.dropout(embedded, training ? config.embeddingDropout() : 0)); // (B, T, C)
        for (TransformerLayer layer : layers) {
            x = layer.forward(store, x, training, params);
        }
        if (cache != null) {
            cache.advance(tokens.getShape().get(1));
        }
        NDArray last = kernels.layerNorm(
                x.singletonOrThrow(),
                value(store, lastNormWeight, tokens, training),
                value(store, lastNormBias, tokens, training),
                config.layerNormEpsilon());
        return new NDList(kernels.logits(last, value(store, output, tokens, training))); // (B, T, V)
    }

    private static NDArray value(ParameterStore store, Parameter parameter, NDArray neighbour, boolean training) {
        return store.getValue(parameter, neighbour.getDevice(), training);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0].add(config.vocabularySize())};
    }

    /** {@return the initial weights of a parameter, as {@link Gpt2#random} describes them} */
    static NDArray initial(String name, Shape shape, Gpt2Config config, NDManager manager, Random random) {
        if (name.endsWith("bias")) {
            return manager.zeros(shape);
        }
        if (name.contains("ln_")) {
            return manager.ones(shape);
        }
        double deviation = name.endsWith("c_proj.weight")
                ? INITIAL_DEVIATION / Math.sqrt(2.0 * config.layers())
                : INITIAL_DEVIATION;
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return manager.create(values, shape);
    }
}
