package io.github.huggingtweets.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** JupyterLab as {@code ./lab} starts it, without a browser. */
final class LabServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "secret";

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Path log;
    private final Process process;

    /** Starts a server with more options, and waits until it answers. */
    LabServer(Path log, String... options) throws Exception {
        this.log = log;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(Lab.ROOT.resolve("lab").toString(), "--no-browser",
                "--IdentityProvider.token=" + TOKEN, "--ServerApp.port=" + port, "--ServerApp.port_retries=0"));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await("JupyterLab answers", Duration.ofMinutes(3), () -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            try {
                return request("GET", "api/status", "").has("kernels");
            } catch (IOException e) {
                return false; // not yet
            }
        });
    }

    URI page(String notebook) {
        return address("http", "lab/tree/" + notebook + "?reset&token=" + TOKEN);
    }

    /** {@return the answer to a request, or an empty object if it has no content} */
    JsonNode request(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address("http", path)).header("Authorization", "token " + TOKEN)
                .timeout(Duration.ofMinutes(2)).method(method, BodyPublishers.ofString(body)).build();
        String answer = client.send(request, BodyHandlers.ofString()).body();
        return answer.isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    /** {@return the id of a new Java kernel} */
    String startKernel() throws IOException, InterruptedException {
        return request("POST", "api/kernels", "{\"name\": \"java\"}").get("id").asText();
    }

    boolean hasKernel(String kernel) throws IOException, InterruptedException {
        for (JsonNode model : request("GET", "api/kernels", "")) {
            if (model.get("id").asText().equals(kernel)) {
                return true;
            }
        }
        return false;
    }

    /** Presses the stop button. */
    void interrupt(String kernel) throws IOException, InterruptedException {
        request("POST", "api/kernels/" + kernel + "/interrupt", "");
    }

    /** Connects to a kernel as a page of JupyterLab does. */
    KernelPage open(String kernel) {
        return new KernelPage(session -> address("ws",
                "api/kernels/" + kernel + "/channels?token=" + TOKEN + "&session_id=" + session));
    }

    private URI address(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + "/" + path);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (JsonNode kernel : request("GET", "api/kernels", "")) {
            request("DELETE", "api/kernels/" + kernel.get("id").asText(), "");
        }
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** Waits until something is true. */
    static void await(String what, Duration patience, Callable<Boolean> isTrue) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!isTrue.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            Thread.sleep(200);
        }
    }
}
