package io.github.huggingtweets.pytorch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A Maven repository with one file, which also answers as a proxy for other repositories. */
final class MavenOnLoopback implements AutoCloseable {

    private final HttpServer server;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private byte[] file;
    private int cutAfter = Integer.MAX_VALUE;
    private boolean continues = true;
    private int refusals;

    MavenOnLoopback(byte[] file) throws IOException {
        this.file = file;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns each request: its address, and the range if it asks for one. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Replaces the file; {@code null} removes it. */
    MavenOnLoopback holds(byte[] other) {
        file = other;
        return this;
    }

    /** Cuts each answer after some bytes. */
    MavenOnLoopback cutsAfter(int bytes) {
        cutAfter = bytes;
        return this;
    }

    /** Sends the whole file even if a request asks for a range. */
    MavenOnLoopback knowsNoRanges() {
        continues = false;
        return this;
    }

    /** Answers the next requests with status 503. */
    MavenOnLoopback refuses(int times) {
        refusals = times;
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(exchange.getRequestURI() + (range == null ? "" : " " + range));
        try (exchange) {
            if (refusals > 0) {
                refusals--;
                exchange.sendResponseHeaders(503, -1);
            } else if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                boolean isPart = range != null && continues;
                int begin = isPart ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
                if (isPart) {
                    exchange.getResponseHeaders().set("Content-Range",
                            "bytes %d-%d/%d".formatted(begin, file.length - 1, file.length));
                }
                exchange.sendResponseHeaders(isPart ? 206 : 200, file.length - begin);
                exchange.getResponseBody()
                        .write(Arrays.copyOfRange(file, begin, (int) Math.min(file.length, (long) begin + cutAfter)));
            }
        } catch (IOException e) {
            // the answer was cut, as the test wants
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
