package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.huggingtweets.lab.Lab.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tab and Shift-Tab, asked of the real kernel as JupyterLab asks. */
class TabIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final ArrayNode requests = JSON.createArrayNode();

    private void press(String key, String code) {
        requests.addObject().put("key", key).put("code", code);
    }

    private List<JsonNode> replies() throws Exception {
        Path file = folder.resolve("requests.json");
        JSON.writeValue(file.toFile(), requests);
        Result setUp = Lab.in(folder).run("setup");
        assertEquals(0, setUp.status(), setUp.toString());
        Result result = Lab.in(folder).run(List.of(Lab.ROOT.resolve(".venv/bin/python").toString(),
                Lab.ROOT.resolve("toolkit/src/test/python/press_tab.py").toString(), file.toString()));
        assertEquals(0, result.status(), result.toString());
        assertEquals("", result.err());
        List<JsonNode> replies = new ArrayList<>();
        JSON.readTree(result.out()).forEach(replies::add);
        return replies;
    }

    private static List<String> matches(JsonNode reply) {
        List<String> matches = new ArrayList<>();
        reply.get("matches").forEach(match -> matches.add(match.asText()));
        return matches;
    }

    private static String text(JsonNode reply) {
        assertTrue(reply.get("found").asBoolean(), reply.toString());
        return reply.get("data").get("text/plain").asText();
    }

    @Test
    void answersBeforeTheFirstCellAndAfterIt() throws Exception {
        press("Tab", "Timeline.sample().|");
        press("Shift-Tab", "Timeline.sample().inLanguage(|");
        press("Shift-Tab", "Table.create(|)");
        press("Shift-Tab", "3 + |4");
        press("Shift-Enter", "var cats = \"🐈🐈\"; var timeline = Timeline.sample();");
        press("Tab", "\"🐈🐈\".length(); timeline.withoutR|eplies()");
        press("Shift-Enter", "%jars " + Lab.ROOT.resolve("toolkit/target/lib") + "/xchart-*.jar");
        press("Tab", "cats.isB|");

        List<JsonNode> replies = replies();

        JsonNode first = replies.get(0);
        assertTrue(matches(first).containsAll(List.of("withoutReplies()", "inLanguage(", "clean()", "chart()")),
                first.toString());
        JsonNode settings = JSON.readTree(Lab.ROOT.resolve("toolkit/src/main/jupyter/overrides.json").toFile());
        double patience = settings.get("@jupyterlab/completer-extension:manager").get("providerTimeout").asDouble() / 1000;
        double seconds = replies.get(replies.size() - 1).get("seconds").asDouble();
        assertTrue(seconds < patience, "JupyterLab waits " + patience + " seconds, and Tab took " + seconds);
        String filter = text(replies.get(1));
        assertTrue(filter.startsWith("Timeline Timeline.inLanguage(String... codes)\n\nKeeps the tweets"), filter);
        assertTrue(replies.get(1).get("data").get("text/html").asText().contains("<code>en-GB</code>"),
                replies.get(1).toString());
        String tablesaw = text(replies.get(2));
        assertTrue(tablesaw.startsWith("static Table Table.create(") && tablesaw.contains("Returns a new"), tablesaw);
        assertEquals(false, replies.get(3).get("found").asBoolean());
        assertEquals("ok", replies.get(4).get("status").asText(), replies.get(4).toString());
        assertEquals(List.of("withoutReplies()", "withoutRetweets()"), matches(replies.get(5)));
        assertEquals("\"🐈🐈\".length(); timeline.".codePoints().count(), replies.get(5).get("cursor_start").asInt());
        assertEquals("ok", replies.get(6).get("status").asText(), replies.get(6).toString());
        assertEquals(List.of("isBlank()"), matches(replies.get(7)));
    }
}
