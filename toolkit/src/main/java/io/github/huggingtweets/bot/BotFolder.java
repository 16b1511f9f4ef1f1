package io.github.huggingtweets.bot;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A bot on disk, in the layout of the Hugging Face Hub. */
final class BotFolder {

    private static final String RUN = "run.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private BotFolder() {}

    static Bot load(Path folder) {
        Gpt2 model = Gpt2.load(folder);
        try {
            Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(folder);
            return new Bot(model, tokenizer, run(folder.resolve(RUN)));
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static Optional<Run> run(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Run.read(file)) : Optional.empty();
        } catch (IOException e) {
            throw new ModelException("%s is damaged: %s; remove it to load the bot without it".formatted(file, firstLine(e)), e);
        }
    }

    /** Everything is written into a new folder beside the wanted one, and moved when it is complete. */
    static Path save(Bot bot, Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        Path beside = null;
        try {
            Files.createDirectories(target);
            beside = Files.createTempDirectory(target, ".saving-");
            write(bot, beside);
            moveFiles(beside, target);
            return folder;
        } catch (IOException e) {
            throw new ModelException("The bot cannot be saved in %s: %s; choose a folder that can be written"
                    .formatted(folder, firstLine(e)), e);
        } finally {
            delete(beside);
        }
    }

    private static void write(Bot bot, Path folder) throws IOException {
        bot.model().saveWeights(folder, DataType.FLOAT32);
        bot.tokenizer().save(folder, bot.model().config().contextLength());
        write(folder.resolve("config.json"), config(bot.model().config()));
        write(folder.resolve("generation_config.json"), generation(bot.model().config()));
        if (bot.hasRun()) {
            bot.run().write(folder.resolve(RUN));
            Files.writeString(folder.resolve("README.md"), bot.card().markdown());
        }
    }

    private static void write(Path file, ObjectNode json) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    }

    private static ObjectNode config(Gpt2Config config) {
        ObjectNode json = config.toJson();
        Sampling sampling = Sampling.defaults();
        json.putObject("task_specific_params").putObject("text-generation")
                .put("do_sample", true)
                .put("min_length", sampling.minLength())
                .put("max_length", sampling.maxLength())
                .put("temperature", sampling.temperature())
                .put("top_p", sampling.topP())
                .put("prefix", Gpt2Tokenizer.END_OF_TEXT);
        return json;
    }

    /** The same once more, where the current versions of {@code transformers} look for it. */
    private static ObjectNode generation(Gpt2Config config) {
        Sampling sampling = Sampling.defaults();
        return JSON.createObjectNode()
                .put("do_sample", true)
                .put("min_length", sampling.minLength())
                .put("max_length", sampling.maxLength())
                .put("temperature", sampling.temperature())
                .put("top_k", sampling.topK())
                .put("top_p", sampling.topP())
                .put("bos_token_id", config.endOfText())
                .put("eos_token_id", config.endOfText())
                .put("pad_token_id", config.endOfText());
    }

    private static void moveFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new ModelException("%s is left over from saving and cannot be deleted: %s".formatted(folder, firstLine(e)), e);
        }
    }

    private static String firstLine(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e.getClass().getSimpleName() + " " + message.lines().findFirst().orElse("");
    }
}
