package io.github.huggingtweets.bot;

import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.hub.Hub;
import io.github.huggingtweets.hub.Published;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.tracking.EventFile;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pushes a bot to the Hugging Face Hub, by way of a temporary folder. */
final class BotPush {

    /** The names of files of models, as this toolkit and transformers write them. */
    private static final Pattern OF_A_BOT = Pattern.compile("(run|report|config|generation_config|fine_tuning|tokenizer"
            + "|tokenizer_config|vocab|special_tokens_map|added_tokens)\\.json|merges\\.txt|training_args\\.bin"
            + "|(pytorch_|tf_|flax_)?model(-\\d+-of-\\d+)?\\.(safetensors|bin|h5|msgpack)(\\.index\\.json)?"
            + "|(predictions|pipeline)\\.(png|svg)");

    private BotPush() {}

    /**
     * Pushes a bot.
     *
     * @param temporary where to make the temporary folder
     */
    static Published push(Bot bot, String name, Hub hub, Path temporary) {
        Hub.requireOwnName(name);
        Path folder = null;
        try {
            folder = Files.createTempDirectory(temporary, "huggingtweets-push-");
            BotFolder.write(bot, folder, Optional.of(name));
            return hub.push(folder, name, BotPush::filesOfABot);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted(); // what comes next is not to be stopped
            throw new CancellationException("The push was stopped before it sent anything.");
        } catch (IOException e) {
            throw new ModelException(
                    ("The bot cannot be written to the folder for temporary files, %s, from where it is pushed (%s);"
                            + " make room there, or start Java with -Djava.io.tmpdir and a folder on another disk")
                            .formatted(temporary, BotFolder.reason(e)),
                    e);
        } finally {
            delete(folder);
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
            // the system empties the folder for temporary files some day
        }
    }

    /** Selects the files of bots, also of those that huggingtweets published. A card is one of them if a record is beside it. */
    static Set<String> filesOfABot(Set<String> names) {
        return names.stream().filter(name -> !name.contains("/") && (name.equals(ModelCard.FILE) ? names.contains(Run.FILE)
                : OF_A_BOT.matcher(name).matches() || EventFile.isNamed(Path.of(name)))).collect(Collectors.toSet());
    }
}
