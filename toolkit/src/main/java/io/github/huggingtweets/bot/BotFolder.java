package io.github.huggingtweets.bot;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.gpt2.FolderUpdate;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.sharing.CardException;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.tracking.EventFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A bot on disk, in the layout of the Hugging Face Hub. */
final class BotFolder {

    /** The picture of the pipeline that the card shows. */
    static final String PIPELINE = "pipeline.png";
    private static final ObjectMapper JSON = new ObjectMapper();

    private BotFolder() {}

    static Bot load(Path folder) {
        Gpt2 model = Gpt2.load(folder);
        Gpt2Tokenizer tokenizer = null;
        try {
            tokenizer = Gpt2Tokenizer.load(folder);
            tokenizer.requireFits(model.config());
            Bot bot = new Bot(model, tokenizer, read(folder.resolve(Run.FILE), Run::read), card(folder));
            read(folder.resolve(Report.FILE), Report::read).ifPresent(bot::keep);
            read(folder.resolve(Prediction.FILE), Prediction::read).ifPresent(bot::keep);
            return bot;
        } catch (RuntimeException e) {
            model.close();
            if (tokenizer != null) {
                tokenizer.close();
            }
            throw e;
        }
    }

    /** Reads a record from its file. */
    private interface Reader<T> {

        T read(Path file) throws IOException;
    }

    private static <T> Optional<T> read(Path file, Reader<T> reader) {
        try {
            return Files.exists(file) ? Optional.of(reader.read(file)) : Optional.empty();
        } catch (IOException e) {
            throw new ModelException("%s is damaged (%s); remove it to load the bot without it".formatted(file, reason(e)), e);
        }
    }

    /** {@return the card that a bot was published with; empty if the folder holds another text, as those of other models do} */
    private static Optional<ModelCard> card(Path folder) {
        try {
            return Optional.of(ModelCard.read(folder));
        } catch (CardException e) {
            return Optional.empty();
        }
    }

    static Path save(Bot bot, Path folder) {
        try (FolderUpdate update = new FolderUpdate(folder.toAbsolutePath().normalize())) {
            write(bot, update.newFiles());
            if (bot.prediction().isEmpty() && Files.exists(folder.resolve(Prediction.FILE))
                    && Files.exists(folder.resolve(Run.FILE))) { // that of an earlier bot
                update.remove(Prediction.FILE);
            }
            if (!bot.hasRun() && Files.exists(folder.resolve(Run.FILE))) { // these describe an earlier bot
                update.remove(Run.FILE);
                update.remove(PIPELINE);
                if (!bot.hasCard()) {
                    update.remove(ModelCard.FILE);
                }
            }
            earlierEvents(folder).forEach(update::remove);
            if (bot.newestReport().isEmpty() && Files.exists(folder.resolve(Report.FILE))) { // so does this one
                update.remove(Report.FILE);
            }
            update.complete();
            return folder;
        } catch (IOException e) {
            throw new ModelException("The bot cannot be saved in %s (%s); choose a folder that can be written"
                    .formatted(folder, reason(e)), e);
        }
    }

    /** {@return the names of the event files of earlier bots, which TensorBoard would show as one run with the new one} */
    private static List<String> earlierEvents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(EventFile::isNamed).map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Writes all files of a bot into a folder that has none. */
    static void write(Bot bot, Path folder) throws IOException {
        write(bot, folder, Optional.empty());
    }

    /** Writes the same files, with the name on the Hub in the card. */
    static void write(Bot bot, Path folder, Optional<String> repository) throws IOException {
        bot.model().saveWeights(folder, DataType.FLOAT32);
        bot.tokenizer().save(folder, bot.model().config().contextLength());
        write(folder.resolve("config.json"), config(bot.model().config()));
        write(folder.resolve("generation_config.json"), generation(bot.model().config()));
        if (bot.prediction().isPresent()) {
            Files.write(folder.resolve(Prediction.FILE), bot.prediction().get().png());
        }
        if (bot.hasRun()) {
            bot.run().write(folder.resolve(Run.FILE));
            new RunEvents(bot.run()).write(folder);
            writeCard(bot.card(), folder, repository);
        } else if (bot.hasCard()) {
            Files.writeString(folder.resolve(ModelCard.FILE), bot.card().markdown());
        }
        if (bot.newestReport().isPresent()) {
            bot.newestReport().get().write(folder.resolve(Report.FILE));
        }
    }

    private static void writeCard(ModelCard card, Path folder, Optional<String> repository) throws IOException {
        Optional<String> pipeline = Optional.of(PIPELINE);
        try {
            card.pipeline().save(folder.resolve(PIPELINE));
        } catch (IllegalStateException noFonts) { // a bot is saved on any machine; its card then has no picture
            pipeline = Optional.empty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        ModelCard.Place place = new ModelCard.Place(repository, card.place().thumbnail(), pipeline);
        Files.writeString(folder.resolve(ModelCard.FILE), card.place(place).markdown());
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

    /** The same settings for the current versions of {@code transformers}, with a maximum length that the model can read. */
    private static ObjectNode generation(Gpt2Config config) {
        Sampling sampling = Sampling.defaults();
        return JSON.createObjectNode()
                .put("do_sample", true)
                .put("min_length", sampling.minLength())
                .put("max_length", Math.min(sampling.maxLength(), config.contextLength()))
                .put("temperature", sampling.temperature())
                .put("top_k", sampling.topK())
                .put("top_p", sampling.topP())
                .put("bos_token_id", config.endOfText())
                .put("eos_token_id", config.endOfText())
                .put("pad_token_id", config.endOfText());
    }

    /** {@return the reason in words; the message of an exception about a file is often nothing but its path} */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "access to %s is denied".formatted(denied.getFile());
        }
        if (e instanceof FileAlreadyExistsException file) {
            return "%s is a file".formatted(file.getFile());
        }
        if (e instanceof NoSuchFileException missing) {
            return "%s cannot be made".formatted(missing.getFile());
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    }
}
