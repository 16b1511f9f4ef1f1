package io.github.huggingtweets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.hub.FakeHub;
import io.github.huggingtweets.hub.HubClient;
import io.github.huggingtweets.hub.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a push looks in a notebook. */
class PublishedInNotebookTest {

    @TempDir
    private Path home;

    private static Page page(Published published) {
        return Page.of(Notebook.renderings().stream().filter(rendering -> rendering.type() == Published.class).findFirst()
                .orElseThrow().of(published).get("text/html"));
    }

    @Test
    void linksToTheModelAndDoesNotShowItToEverybody() throws IOException {
        Path folder = Files.createDirectory(home.resolve("bot"));
        Files.writeString(folder.resolve("config.json"), "{}");
        try (FakeHub server = new FakeHub()) {
            server.account("hf_writer", "me", "write");
            Published published = new HubClient(home, server).with("HF_TOKEN", "hf_writer").hub()
                    .push(folder, "me/bot", names -> Set.of());
            server.forget();

            assertEquals(List.of(server.endpoint() + "/me/bot"), page(published).attributes("a", "href"));
            assertEquals(List.of("me/bot is on the Hugging Face Hub, and only its owner sees it: " + server.endpoint()
                    + "/me/bot", "1 file uploaded (1 kB)."),
                    page(published).texts("p"));
            assertEquals(List.of(), server.seen(), "looking at it has sent a request");
            assertTrue(page(published.visible()).texts("p").get(0).contains(", and everybody sees it: "));
        }
    }
}
