package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real MLflow server on this machine, and what MLflow's own client in Python finds there. */
public final class MlflowServer implements AutoCloseable {

    private static final String HOME = System.getProperty("huggingtweets.services") + "/mlflow/bin/";

    private final Path folder;
    private final int port;
    private Process process;

    /** Starts a server, and waits until it answers. */
    public MlflowServer(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        start();
    }

    /** Starts the server again with what it had. */
    public void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(HOME + "mlflow", "server", "--backend-store-uri", "sqlite:///" + folder.resolve("mlflow.db"),
                "--artifacts-destination", folder.resolve("artifacts").toString(), "--workers", "1", "--host", "127.0.0.1",
                "--port", Integer.toString(port)).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile())
                .start();
        for (int i = 0; i < 600; i++) {
            Thread.sleep(200);
            try {
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address().resolve("/health")).build(),
                        BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("mlflow server ended: " + Files.readString(folder.resolve("log")));
                }
            }
        }
        throw new IOException("mlflow server does not answer: " + Files.readString(folder.resolve("log")));
    }

    /** Kills the server with all its processes. */
    public void stop() throws InterruptedException {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        workers.forEach(ProcessHandle::destroyForcibly);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** {@return the runs of an experiment, as MLflow's own client finds them} */
    public JsonNode runs(String experiment) throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(HOME + "python", "src/test/services/read_mlflow.py", address().toString())
                .redirectError(folder.resolve("read.log").toFile()).start();
        JsonNode all = new ObjectMapper().readTree(reader.getInputStream());
        assertEquals(0, reader.waitFor(), Files.readString(folder.resolve("read.log")));
        return all.path(experiment);
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
