package io.github.huggingtweets.spark;

import ai.djl.Device;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Nano;
import java.nio.file.Path;
import java.util.Optional;

/** A base model that is small and has learned nothing. */
final class SmallModel {

    private static final int CONTEXT = 64;

    private SmallModel() {}

    /** Writes the model. */
    static Path save(Path folder) {
        Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(Nano.folder());
        Gpt2Config config = Gpt2Config.of(tokenizer.size(), CONTEXT, 24, 2, 3, (int) tokenizer.endOfText());
        try (Bot bot = new Bot(Gpt2.random(config, 7, Device.cpu()), tokenizer, Optional.empty())) {
            bot.save(folder);
        }
        return folder;
    }
}
