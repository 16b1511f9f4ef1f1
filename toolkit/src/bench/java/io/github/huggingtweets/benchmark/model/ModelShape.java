package io.github.huggingtweets.benchmark.model;

import io.github.huggingtweets.gpt2.Gpt2Config;

/** The sizes of model that are measured, with the vocabulary of the embedded tokenizer in the first ids. */
enum ModelShape {

    /** OpenAI's model of 124 million parameters. */
    GPT2(Gpt2Config.of(50257, 1024, 768, 12, 12, 0)),

    /** One that is quick, to see whether everything works. */
    SMALL(Gpt2Config.of(10000, 256, 32, 2, 2, 0));

    private final Gpt2Config config;

    ModelShape(Gpt2Config config) {
        this.config = config;
    }

    Gpt2Config config() {
        return config;
    }

    /** {@return the number of weights without the position embeddings, which are only looked up} */
    long weights() {
        long hidden = config.hiddenSize();
        long layer = 4 * hidden * hidden + 2 * hidden * config.innerSize() + 9 * hidden + config.innerSize();
        return config.vocabularySize() * hidden + config.layers() * layer + 2 * hidden;
    }
}
