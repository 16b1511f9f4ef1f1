package io.github.huggingtweets.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A page in Chromium or Chrome, without a window, driven by the protocol of their developer tools. */
final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final MessageSocket page;
    private int commands;

    /** Opens a page that keeps its files in a folder. */
    Chromium(Path program, Path folder, URI address) throws Exception {
        process = new ProcessBuilder(program.toString(), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--window-size=1400,1000", "--remote-debugging-port=0", "--user-data-dir=" + folder, address.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("chromium.log").toFile()).start();
        Path port = folder.resolve("DevToolsActivePort");
        LabServer.await("Chromium starts", Duration.ofMinutes(1), () -> Files.exists(port) && Files.size(port) > 0);
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
        JsonNode[] found = new JsonNode[1];
        LabServer.await("Chromium has a page", Duration.ofMinutes(1), () -> {
            for (JsonNode target : JSON.readTree(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body())) {
                found[0] = target.get("type").asText().equals("page") ? target : found[0];
            }
            return found[0] != null;
        });
        page = new MessageSocket(URI.create(found[0].get("webSocketDebuggerUrl").asText()), "");
        command("Page.enable", JSON.createObjectNode());
    }

    /** {@return the value of an expression in JavaScript, as JSON} */
    JsonNode value(String expression) throws IOException, InterruptedException {
        return command("Runtime.evaluate", JSON.createObjectNode().put("expression", expression).put("returnByValue", true))
                .path("result").path("value");
    }

    void reload() throws IOException, InterruptedException {
        command("Page.reload", JSON.createObjectNode());
    }

    private JsonNode command(String method, ObjectNode parameters) throws IOException, InterruptedException {
        int id = send(method, parameters);
        while (process.isAlive()) {
            byte[] bytes = page.next();
            if (bytes == null) {
                continue;
            }
            JsonNode message = JSON.readTree(bytes);
            if (message.path("method").asText().equals("Page.javascriptDialogOpening")) { // changes are not saved yet
                send("Page.handleJavaScriptDialog", JSON.createObjectNode().put("accept", true));
            } else if (message.path("id").asInt() == id) {
                return message.path("result");
            }
        }
        throw new AssertionError("Chromium has ended");
    }

    private int send(String method, ObjectNode parameters) throws IOException {
        commands++;
        ObjectNode command = JSON.createObjectNode().put("id", commands).put("method", method);
        command.set("params", parameters);
        page.send(JSON.writeValueAsString(command));
        return commands;
    }

    @Override
    public void close() throws InterruptedException {
        page.close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
