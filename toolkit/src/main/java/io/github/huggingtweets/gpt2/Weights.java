package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Which weights a GPT-2 has, under the names and with the shapes of the Hugging Face checkpoints, whose "Conv1D" weights are
 * stored as (in, out).
 */
final class Weights {

    /** The name of the word embeddings. */
    static final String EMBEDDINGS = "wte.weight";

    /** The name of the output weights where they are not tied to the word embeddings. */
    static final String OUTPUT = "lm_head.weight";

    private static final double INITIAL_DEVIATION = 0.02;

    private Weights() {}

    /** {@return the shape of each weight by its name, in the order that the kernels want} */
    static Map<String, Shape> shapes(Gpt2Config config) {
        long c = config.hiddenSize();
        long inner = config.innerSize();
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put(EMBEDDINGS, new Shape(config.vocabularySize(), c));
        shapes.put("wpe.weight", new Shape(config.contextLength(), c));
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "h." + layer + ".";
            shapes.put(prefix + "ln_1.weight", new Shape(c));
            shapes.put(prefix + "ln_1.bias", new Shape(c));
            shapes.put(prefix + "attn.c_attn.weight", new Shape(c, 3 * c));
            shapes.put(prefix + "attn.c_attn.bias", new Shape(3 * c));
            shapes.put(prefix + "attn.c_proj.weight", new Shape(c, c));
            shapes.put(prefix + "attn.c_proj.bias", new Shape(c));
            shapes.put(prefix + "ln_2.weight", new Shape(c));
            shapes.put(prefix + "ln_2.bias", new Shape(c));
            shapes.put(prefix + "mlp.c_fc.weight", new Shape(c, inner));
            shapes.put(prefix + "mlp.c_fc.bias", new Shape(inner));
            shapes.put(prefix + "mlp.c_proj.weight", new Shape(inner, c));
            shapes.put(prefix + "mlp.c_proj.bias", new Shape(c));
        }
        shapes.put("ln_f.weight", new Shape(c));
        shapes.put("ln_f.bias", new Shape(c));
        if (!config.tied()) {
            shapes.put(OUTPUT, new Shape(config.vocabularySize(), c));
        }
        return shapes;
    }

    /** {@return the initial values of a weight, as {@link Gpt2#random} describes them} */
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
