package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.hub.FakeHub;
import io.github.huggingtweets.hub.HubProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot is loaded by its name: from a server on loopback that speaks the Hub's protocol, or from a folder. */
class BotOnTheHubTest {

    private static final String NAME = "huggingtweets/kirsten3531";

    @TempDir
    private Path folder;

    /** Prints in one line what a bot writes and whose tweets it learned from. */
    public static void main(String[] args) {
        try (Bot bot = Bot.load(args[0])) {
            System.out.println("\n" + written(bot));
        }
    }

    private static String written(Bot bot) {
        return bot.generate("My dream is", 1, Sampling.greedy()).get(0) + " " + bot.authors();
    }

    private String saveAndRead() {
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            bot.save(folder);
            return written(bot);
        }
    }

    @Test
    void loadsABotFromTheHubWithItsRecord(@TempDir Path home) throws IOException, InterruptedException {
        String expected = saveAndRead();
        try (FakeHub server = new FakeHub()) {
            String commit = server.commit(NAME, folder, "config.json", "tokenizer.json", "model.safetensors", "run.json");
            Map<String, String> environment = Map.of("HF_HOME", home.toString(), "HF_ENDPOINT", server.endpoint().toString());

            assertEquals(expected, HubProcess.lastLine(HubProcess.java(environment, BotOnTheHubTest.class, NAME)));
            assertEquals(expected,
                    HubProcess.lastLine(HubProcess.java(environment, BotOnTheHubTest.class, NAME + "@" + commit)));
        }
    }

    @Test
    void loadsABotFromAFolderByItsPath() {
        String expected = saveAndRead();
        try (Bot bot = Bot.load(folder.toString())) {
            assertEquals(expected, written(bot));
        }
    }

    @Test
    void refusesTheNameOfNoFolderAndNoModel() {
        String message = assertThrows(ModelException.class, () -> Bot.load("./no/such/folder")).getMessage();

        assertTrue(message.startsWith("There is no model folder ./no/such/folder"), message);
        assertThrows(IllegalArgumentException.class, () -> Bot.load("no such model"));
    }
}
