package io.github.huggingtweets.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** The connection of a page to a kernel, with the messages that JupyterLab sends and receives. */
final class KernelPage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE = 120; // seconds

    private final String session = UUID.randomUUID().toString();
    private final MessageSocket socket;

    KernelPage(Function<String, URI> address) {
        socket = new MessageSocket(address.apply(session), "v1.kernel.websocket.jupyter.org");
    }

    /** A message from the kernel, or from the server on behalf of it. */
    record Message(JsonNode header, JsonNode parent, JsonNode metadata, JsonNode content) {

        String type() {
            return header.get("msg_type").asText();
        }

        /** {@return whether this is a message about a request} */
        boolean answers(String request) {
            return parent.path("msg_id").asText().equals(request);
        }

        /** {@return whether this says that the kernel is in a state, in a way that JupyterLab heeds} */
        boolean tellsState(String state) {
            return type().equals("status") && content.get("execution_state").asText().equals(state)
                    && !parent.path("msg_type").asText().equals("kernel_info_request");
        }

        boolean ends(String request) {
            return answers(request) && tellsState("idle");
        }

        String text() {
            return content.path("text").asText() + content.path("data").path("text/plain").asText();
        }
    }

    /** Runs a cell, and returns the id of the request. */
    String execute(String cell, String code) throws IOException {
        ObjectNode content = JSON.createObjectNode().put("code", code).put("silent", false).put("store_history", true)
                .put("allow_stdin", false).put("stop_on_error", true);
        content.putObject("user_expressions");
        return send("execute_request", JSON.createObjectNode().put("cellId", cell), content);
    }

    /** Sends a request, and returns its id. */
    String send(String type, ObjectNode metadata, ObjectNode content) throws IOException {
        String id = UUID.randomUUID().toString();
        ObjectNode header = JSON.createObjectNode().put("msg_id", id).put("msg_type", type).put("session", session)
                .put("username", "").put("version", "5.2").put("date", "2026-01-01T00:00:00.000Z");
        List<byte[]> parts = new ArrayList<>(List.of("shell".getBytes()));
        for (JsonNode part : List.of(header, JSON.createObjectNode(), metadata, content)) {
            parts.add(JSON.writeValueAsBytes(part));
        }
        // the number of offsets, the offsets of the parts and of the end, and the parts
        int size = 8 * (parts.size() + 2) + parts.stream().mapToInt(part -> part.length).sum();
        ByteBuffer message = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).putLong(parts.size() + 1);
        long offset = 8L * (parts.size() + 2);
        for (byte[] part : parts) {
            message.putLong(offset);
            offset += part.length;
        }
        message.putLong(offset);
        parts.forEach(message::put);
        socket.send(message.array());
        return id;
    }

    /** {@return all messages until one that is expected, which is the last one} */
    List<Message> until(Predicate<Message> expected) throws IOException, InterruptedException {
        List<Message> messages = new ArrayList<>();
        for (long end = System.nanoTime() + PATIENCE * 1_000_000_000L; System.nanoTime() < end;) {
            byte[] bytes = socket.next();
            if (bytes != null) {
                Message message = message(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
                messages.add(message);
                if (expected.test(message)) {
                    return messages;
                }
            }
        }
        throw new AssertionError("The expected message did not come, but " + messages);
    }

    private static Message message(ByteBuffer bytes) throws IOException {
        JsonNode[] parts = new JsonNode[4];
        for (int i = 0; i < parts.length; i++) {
            int from = (int) bytes.getLong(8 * (i + 2)); // the first part is the channel
            int to = (int) bytes.getLong(8 * (i + 3));
            parts[i] = JSON.readTree(bytes.array(), from, to - from);
        }
        return new Message(parts[0], parts[1], parts[2], parts[3]);
    }

    @Override
    public void close() {
        socket.close();
    }
}
