package io.github.huggingtweets.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server on this machine that speaks the protocol of S3: moto's, which keeps its objects in memory. */
final class S3Server implements AutoCloseable {

    private static final String HOME = System.getProperty("huggingtweets.services") + "/s3/bin/";

    private final int port;
    private final Process process;

    /** Starts a server, and waits until it answers. */
    S3Server(Path folder) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path log = folder.resolve("s3.log");
        process = new ProcessBuilder(HOME + "moto_server", "--host", "127.0.0.1", "--port", String.valueOf(port))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        for (int i = 0; i < 300; i++) {
            Thread.sleep(200);
            try {
                send("GET", "/");
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("moto_server ended: " + Files.readString(log), e);
                }
            }
        }
        process.destroy();
        throw new IOException("moto_server does not answer: " + Files.readString(log));
    }

    /** {@return its address} */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Makes a bucket. */
    void makeBucket(String name) throws IOException, InterruptedException {
        send("PUT", "/" + name);
    }

    private void send(String method, String path) throws IOException, InterruptedException {
        int status = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, BodyPublishers.noBody()).build(), BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException(method + " " + path + " is answered with " + status);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
    }
}
