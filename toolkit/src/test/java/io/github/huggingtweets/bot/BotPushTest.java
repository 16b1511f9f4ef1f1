package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.hub.FakeHub;
import io.github.huggingtweets.hub.Hub;
import io.github.huggingtweets.hub.HubClient;
import io.github.huggingtweets.hub.HubException;
import io.github.huggingtweets.hub.Published;
import io.github.huggingtweets.hub.RepositoryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot is pushed to a server on loopback that speaks the Hub's protocol. */
class BotPushTest {

    private static final String NAME = "me/bot";

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();
    private Hub hub;

    @BeforeEach
    void connect() {
        server.account("hf_writer", "me", "write");
        server.partSize(100_000);
        hub = new HubClient(home, server).with("HF_TOKEN", "hf_writer").hub();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Published push(Bot bot, String name) {
        return BotPush.push(bot, name, hub, home);
    }

    private Set<String> published() {
        Set<String> names = new TreeSet<>(server.files(NAME).keySet());
        names.remove(".gitattributes");
        return names;
    }

    @Test
    void publishesWhatSavingWrites() throws IOException {
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            bot.picture(bot.generate("My dream is", 1, Sampling.greedy()).get(0));
            Path saved = bot.save(home.resolve("saved"));

            Published published = push(bot, NAME);

            assertEquals(names(saved), published());
            assertEquals(names(saved), Set.copyOf(published.uploaded()));
            assertTrue(published().containsAll(List.of("README.md", "run.json", "predictions.png", "model.safetensors")));
            for (String name : published()) {
                if (!name.equals("README.md")) {
                    assertEquals(-1, Files.mismatch(saved.resolve(name), server.files(NAME).get(name)), name);
                }
            }
            assertTrue(Files.readString(server.files(NAME).get("README.md")).contains("model=\"me/bot\""), "how to use it");
            assertEquals(server.endpoint() + "/me/bot", published.address().toString());
        }
    }

    @Test
    void isTheSameBotWhenItComesBack() throws IOException {
        Sampling sampling = Sampling.defaults().seed(1);
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            Published published = push(bot, NAME);
            Path fetched = hub.snapshot(RepositoryId.of(NAME), "config.json").fetch(published.uploaded());
            try (Bot loaded = Bot.load(fetched)) {
                SmallBot.assertSameWeights(bot, loaded);
                assertEquals(bot.generate("My dream is", 2, sampling).toString(),
                        loaded.generate("My dream is", 2, sampling).toString());
                assertEquals("Nothing has changed since the last push, so nothing was uploaded.",
                        push(loaded, NAME).changes());
            }
        }
    }

    @Test
    void sendsTheWeightsAgainOnlyWhenTheyHaveChanged() {
        try (Bot bot = SmallBot.with(1, SmallBot.run()); Bot other = SmallBot.with(2, SmallBot.run())) {
            push(bot, NAME);
            bot.picture(bot.generate("My dream is", 1, Sampling.greedy()).get(0));

            assertFalse(push(bot, NAME).uploaded().contains("model.safetensors"));
            assertEquals(List.of("model.safetensors", "predictions.png"), gone(push(other, NAME)));
        }
    }

    private static List<String> gone(Published published) {
        assertFalse(published.uploaded().contains("tokenizer.json"));
        return Stream.concat(published.uploaded().stream().filter("model.safetensors"::equals), published.removed().stream())
                .toList();
    }

    @Test
    void replacesABotOfAnotherKindAndKeepsWhatIsNoBots() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x");
        Map<String, Path> files = new HashMap<>();
        Set<String> earlier = Set.of("pytorch_model.bin", "flax_model.msgpack", "vocab.json", "merges.txt", "training_args.bin",
                "special_tokens_map.json", "tokenizer_config.json", "model-00001-of-00002.safetensors",
                "model.safetensors.index.json", "predictions.png", "report.json", "events.out.tfevents.1609459200.huggingtweets");
        Set<String> others =
                Set.of(".gitattributes", "LICENSE", "notes.md", "data/config.json", "data/model.safetensors", "me.png");
        earlier.forEach(name -> files.put(name, file));
        others.forEach(name -> files.put(name, file));
        server.commit(NAME, "main", files);
        try (Bot bot = SmallBot.without(1)) {
            Published published = push(bot, NAME);

            Set<String> expected = new TreeSet<>(names(bot.save(home.resolve("saved"))));
            Set<String> removed = new TreeSet<>(earlier);
            removed.removeAll(expected);
            expected.addAll(others);
            assertEquals(removed, new TreeSet<>(published.removed()));
            assertEquals(expected, server.files(NAME).keySet());
        }
    }

    @Test
    void removesTheCardOfAnEarlierBotAndNoOther() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x");
        try (Bot bot = SmallBot.without(1)) {
            server.commit(NAME, "main", Map.of("README.md", file));
            push(bot, NAME);
            assertTrue(published().contains("README.md"));

            server.commit(NAME, "main", Map.of("README.md", file, "run.json", file));
            assertEquals(List.of("README.md", "run.json"), push(bot, NAME).removed());
        }
    }

    @Test
    void everyFileOfABotIsRemovedWithIt() throws IOException {
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            bot.picture(bot.generate("My dream is", 1, Sampling.greedy()).get(0));
            Set<String> names = names(bot.save(home.resolve("saved")));

            assertEquals(names, new TreeSet<>(BotPush.filesOfABot(names)));
        }
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            push(bot, NAME);
            server.close();
            assertThrows(HubException.class, () -> push(bot, NAME));
        }
        try (Stream<Path> files = Files.list(home)) {
            assertEquals(Set.of(), files.filter(file -> file.toString().contains("push")).collect(Collectors.toSet()));
        }
    }

    @Test
    void saysThatTheFolderForTemporaryFilesCannotBeWritten() {
        Path none = home.resolve("none");
        try (Bot bot = SmallBot.without(1)) {
            String message = assertThrows(ModelException.class, () -> BotPush.push(bot, NAME, hub, none)).getMessage();

            assertTrue(message
                    .matches("The bot cannot be written to the folder for temporary files, \\Q" + none + "\\E, from where it is"
                            + " pushed \\(\\Q" + none
                            + "\\E\\S+ cannot be made\\); make room there, or start Java with -Djava.io.tmpdir and a"
                            + " folder on another disk"),
                    message);
        }
        assertEquals(List.of(), server.seen());
    }

    @Test
    void stopsBeforeItHasSentAnything() {
        try (Bot bot = SmallBot.without(1)) {
            Thread.currentThread().interrupt();

            assertThrows(CancellationException.class, () -> push(bot, NAME));
            assertFalse(Thread.interrupted());
        }
        assertEquals(List.of(), server.seen());
    }

    @Test
    void refusesABadNameBeforeItWritesAnything() {
        try (Bot bot = SmallBot.without(1)) {
            assertThrows(IllegalArgumentException.class, () -> push(bot, "bot"));
        }
        assertEquals(List.of(), server.seen());
    }
}
