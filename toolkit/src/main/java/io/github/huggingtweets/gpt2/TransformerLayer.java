package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * One layer of GPT-2: attention and a feed-forward part, each behind a layer normalization and added to the residual stream.
 *
 * <p>Parameters carry the names and the shapes of the Hugging Face checkpoints; their "Conv1D" weights are stored as (in, out).
 */
final class TransformerLayer extends AbstractBlock {

    private final Gpt2Config config;
    private final Kernels kernels;
    private final int index;
    private final String prefix;

    private final Parameter attentionNormWeight;
    private final Parameter attentionNormBias;
    private final Parameter queryKeyValueWeight;
    private final Parameter queryKeyValueBias;
    private final Parameter attentionOutWeight;
    private final Parameter attentionOutBias;
    private final Parameter feedForwardNormWeight;
    private final Parameter feedForwardNormBias;
    private final Parameter innerWeight;
    private final Parameter innerBias;
    private final Parameter feedForwardOutWeight;
    private final Parameter feedForwardOutBias;

    @SuppressWarnings("this-escape")
    TransformerLayer(Gpt2Config config, Kernels kernels, int index) {
        this.config = config;
        this.kernels = kernels;
        this.index = index;
        this.prefix = "h." + index + ".";
        int c = config.hiddenSize();
        int inner = config.innerSize();
        attentionNormWeight = parameter("ln_1.weight", c);
        attentionNormBias = parameter("ln_1.bias", c);
        queryKeyValueWeight = parameter("attn.c_attn.weight", c, 3 * c);
        queryKeyValueBias = parameter("attn.c_attn.bias", 3 * c);
        attentionOutWeight = parameter("attn.c_proj.weight", c, c);
        attentionOutBias = parameter("attn.c_proj.bias", c);
        feedForwardNormWeight = parameter("ln_2.weight", c);
        feedForwardNormBias = parameter("ln_2.bias", c);
        innerWeight = parameter("mlp.c_fc.weight", c, inner);
        innerBias = parameter("mlp.c_fc.bias", inner);
        feedForwardOutWeight = parameter("mlp.c_proj.weight", inner, c);
        feedForwardOutBias = parameter("mlp.c_proj.bias", c);
    }

    private Parameter parameter(String name, long... shape) {
        return addParameter(Gpt2Block.parameter(prefix + name, shape));
    }

    /** x (B, T, C) to (B, T, C); a {@link KeyValueCache} among the parameters serves and takes the keys and values. */
    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        Weights weights = parameter -> store.getValue(parameter, x.getDevice(), training);
        NDArray attended = x.add(attention(x, weights, training, KeyValueCache.in(params)));
        return new NDList(attended.add(feedForward(attended, weights, training)));
    }

    private NDArray attention(NDArray x, Weights of, boolean training, KeyValueCache cache) {
        long batch = x.getShape().get(0);
        long tokens = x.getShape().get(1);
        NDArray normal = kernels.layerNorm(x, of.get(attentionNormWeight), of.get(attentionNormBias), config.layerNormEpsilon());
        NDArray qkv = kernels.linear(normal, of.get(queryKeyValueWeight), of.get(queryKeyValueBias)) // (B, T, 3 C)
                .reshape(batch, tokens, 3, config.heads(), config.headSize()); // (B, T, 3, H, S)
        NDArray y = cache == null // (B, T, C)
                ? kernels.attention(qkv, training ? config.attentionDropout() : 0)
                : kernels.cachedAttention(qkv, cache.keys(index), cache.values(index), cache.length());
        NDArray out = kernels.linear(y, of.get(attentionOutWeight), of.get(attentionOutBias)); // (B, T, C)
        return kernels.dropout(out, training ? config.residualDropout() : 0);
    }

    private NDArray feedForward(NDArray x, Weights of, boolean training) {
        NDArray normal =
                kernels.layerNorm(x, of.get(feedForwardNormWeight), of.get(feedForwardNormBias), config.layerNormEpsilon());
        NDArray inner = kernels.gelu(kernels.linear(normal, of.get(innerWeight), of.get(innerBias))); // (B, T, 4 C)
        NDArray out = kernels.linear(inner, of.get(feedForwardOutWeight), of.get(feedForwardOutBias)); // (B, T, C)
        return kernels.dropout(out, training ? config.residualDropout() : 0);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }

    /** Where a parameter's values are. */
    private interface Weights {
        NDArray get(Parameter parameter);
    }
}
