package io.github.huggingtweets.lab;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A web socket that hands out whole messages in their order. */
final class MessageSocket implements AutoCloseable {

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    /**
     * Opens a web socket.
     *
     * @param address its address, {@code ws://…}
     * @param protocol the subprotocol to ask for, or an empty text
     */
    MessageSocket(URI address, String protocol) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(Duration.ofMinutes(2));
        if (!protocol.isEmpty()) {
            builder.subprotocols(protocol);
        }
        socket = builder.buildAsync(address, new Whole()).join();
    }

    private final class Whole implements WebSocket.Listener {

        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            return add(from, StandardCharsets.UTF_8.encode(part.toString()), isLast);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean isLast) {
            return add(from, part, isLast);
        }

        private CompletionStage<?> add(WebSocket from, ByteBuffer part, boolean isLast) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            parts.writeBytes(bytes);
            if (isLast) {
                received.add(parts.toByteArray());
                parts.reset();
            }
            from.request(1);
            return null;
        }
    }

    synchronized void send(String text) {
        socket.sendText(text, true).join();
    }

    synchronized void send(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** {@return the next message, or {@code null} if none comes within a second} */
    byte[] next() throws InterruptedException {
        return received.poll(1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort(); // as a browser does when its page is closed
    }
}
