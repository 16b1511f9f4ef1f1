package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.pytorch.PyTorch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * The names and shapes of the weights of a GPT-2, as in the checkpoints of Hugging Face, which store the weights of linear layers
 * as (in, out).
 */
final class Weights {

    /** The name of the word embeddings. */
    static final String EMBEDDINGS = "wte.weight";

    /** The name of the position embeddings. */
    static final String POSITIONS = "wpe.weight";

    /** The name of the output weights where they are not tied to the word embeddings. */
    static final String OUTPUT = "lm_head.weight";

    private static final double INITIAL_DEVIATION = 0.02;

    private static final String PREFIX = "transformer.";

    private Weights() {}

    /** {@return the shape of each weight by its name, in the order that {@link Kernels} expects} */
    static Map<String, Shape> shapes(Gpt2Config config) {
        long c = config.hiddenSize();
        long inner = config.innerSize();
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put(EMBEDDINGS, new Shape(config.vocabularySize(), c));
        shapes.put(POSITIONS, new Shape(config.contextLength(), c));
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

    /**
     * {@return the configuration of a model with the weights of a checkpoint: if the checkpoint has both word embeddings and
     * output weights and these differ, they are not tied, even if the configuration says so, as in {@code transformers}}
     *
     * @throws ModelException if the configuration has more layers than the checkpoint
     */
    static Gpt2Config fitted(Gpt2Config config, StoredWeights tensors) {
        // before anything is allocated for all those layers
        requireShape("h." + (config.layers() - 1) + ".ln_1.weight", new Shape(config.hiddenSize()), tensors);
        if (!config.tied() || !tensors.names().contains(OUTPUT) || !isStored(EMBEDDINGS, tensors)) {
            return config;
        }
        Shape shape = new Shape(config.vocabularySize(), config.hiddenSize());
        try (NDManager host = PyTorch.manager(Device.cpu())) {
            NDArray embeddings = tensors.read(requireShape(EMBEDDINGS, shape, tensors), host);
            return embeddings.contentEquals(tensors.read(requireShape(OUTPUT, shape, tensors), host)) ? config : config.untied();
        }
    }

    /**
     * {@return a weight that is read from a checkpoint}
     *
     * @param name its name
     * @param shape the shape that it must have
     * @param tied whether the word embeddings are also the output weights
     * @param tensors the checkpoint
     * @param manager owns the result
     * @throws ModelException if the checkpoint has no such weight, or one of another shape
     */
    static NDArray read(String name, Shape shape, boolean tied, StoredWeights tensors, NDManager manager) {
        // safetensors.torch.save_model keeps only the output weights of a tied pair
        boolean isUnderTheOther = tied && name.equals(EMBEDDINGS) && !isStored(name, tensors) && tensors.names().contains(OUTPUT);
        return tensors.read(requireShape(isUnderTheOther ? OUTPUT : name, shape, tensors), manager);
    }

    /** {@return the name in the checkpoint of a weight that must have a given shape} */
    private static String requireShape(String weight, Shape expected, StoredWeights tensors) {
        // a GPT2Model is saved without the prefix, a GPT2LMHeadModel with it
        String name = tensors.names().contains(weight) ? weight : nameInCheckpoint(weight);
        if (!tensors.names().contains(name)) {
            throw new ModelException("%s has no tensor '%s' of shape %s; take the config.json that came with it"
                    .formatted(tensors, name, expected));
        }
        if (!tensors.shape(name).equals(expected)) {
            throw new ModelException("%s has '%s' with shape %s, but its config.json asks for %s; use the files of one model"
                    .formatted(tensors, name, tensors.shape(name), expected));
        }
        return name;
    }

    private static boolean isStored(String weight, StoredWeights tensors) {
        return tensors.names().contains(weight) || tensors.names().contains(nameInCheckpoint(weight));
    }

    /** {@return the name under which {@code transformers} saves a weight} */
    static String nameInCheckpoint(String weight) {
        return weight.equals(OUTPUT) ? weight : PREFIX + weight;
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
