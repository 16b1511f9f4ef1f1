package io.github.huggingtweets.sources.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A server on loopback in place of {@code public.api.bsky.app}. It has the account {@code pip.bsky.social} and its feed, checks
 * requests against the lexicons, answers page by page in their shapes, and gives the answers that a test plans.
 */
final class AppView implements AutoCloseable {

    static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
    static final String HANDLE = "pip.bsky.social";
    static final Instant FIRST_POST = Instant.parse("2024-05-06T07:08:09.123Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FILTERS = Set.of("posts_with_replies", "posts_no_replies", "posts_with_media",
            "posts_and_author_threads", "posts_with_video");

    /** A planned answer. If it is cut, only half of the body is sent. The status 0 stands for the usual answer. */
    record Planned(int status, Map<String, String> headers, String body, boolean cut) {
        static Planned asUsual() {
            return new Planned(0, Map.of(), "", false);
        }

        static Planned refusal(int status, String error, String message) {
            return new Planned(status, Map.of(), JSON.createObjectNode().put("error", error).put("message", message).toString(),
                    false);
        }
    }

    final List<Map<String, String>> asked = new ArrayList<>();
    final Deque<Planned> planned = new ArrayDeque<>();
    /** The feed, newest first. */
    final List<ObjectNode> feed = new ArrayList<>();
    final ObjectNode profile = JSON.createObjectNode().put("did", DID).put("handle", HANDLE)
            .put("displayName", "Pip 🦜").put("avatar", "https://cdn.bsky.app/img/avatar/plain/" + DID + "/bafkreia@jpeg")
            .put("followersCount", 3).put("followsCount", 4).put("indexedAt", "2024-01-01T00:00:00.000Z");
    private final HttpServer server;

    AppView() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        profile.putArray("labels");
        server.createContext("/xrpc/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Adds posts to the feed, one for each hour. */
    AppView posts(int number) {
        for (int i = 0; i < number; i++) {
            add(post(feed.size() + 1, "This is post number " + (feed.size() + 1) + "."));
        }
        return this;
    }

    AppView add(ObjectNode item) {
        feed.add(0, item);
        return this;
    }

    /** {@return a post of Pip as an item of the feed} */
    static ObjectNode post(int number, String text) {
        ObjectNode item = JSON.createObjectNode();
        Instant created = FIRST_POST.plusSeconds(3_600L * number);
        ObjectNode post = item.putObject("post").put("uri", "at://" + DID + "/app.bsky.feed.post/3kpost" + number)
                .put("cid", "bafyrei" + number);
        post.set("author", person(DID, HANDLE));
        post.putObject("record").put("$type", "app.bsky.feed.post").put("createdAt", created.toString()).put("text", text)
                .putArray("langs").add("en");
        post.put("replyCount", 1).put("repostCount", 2 * number).put("likeCount", 3 * number).put("quoteCount", 0)
                .put("indexedAt", created.plusMillis(1_500).toString()).putArray("labels");
        return item;
    }

    static ObjectNode person(String did, String handle) {
        ObjectNode person = JSON.createObjectNode().put("did", did).put("handle", handle).put("displayName", "Somebody");
        person.putArray("labels");
        return person;
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            parameters.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
        }
        String method = exchange.getRequestURI().getPath().substring("/xrpc/".length());
        parameters.put("method", method);
        asked.add(parameters);
        Planned answer = planned.isEmpty() ? null : planned.poll();
        send(exchange, answer == null || answer.status() == 0 ? answer(method, parameters) : answer);
    }

    private static void send(HttpExchange exchange, Planned answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body, 0, answer.cut() ? body.length / 2 : body.length);
        exchange.close();
    }

    private Planned answer(String method, Map<String, String> parameters) {
        String actor = parameters.getOrDefault("actor", "");
        if (!actor.startsWith("did:") && !actor.contains(".")) {
            return Planned.refusal(400, "InvalidRequest", "Error: actor must be a valid did or a handle");
        }
        if (!actor.equals(DID) && !actor.equals(HANDLE)) {
            return Planned.refusal(400, "InvalidRequest", "Profile not found");
        }
        return switch (method) {
            case "app.bsky.actor.getProfile" -> ok(profile.deepCopy().put("postsCount", feed.size()));
            case "app.bsky.feed.getAuthorFeed" -> feed(parameters);
            default -> Planned.refusal(501, "MethodNotImplemented", "Method Not Implemented");
        };
    }

    private Planned feed(Map<String, String> parameters) {
        int limit = Integer.parseInt(parameters.getOrDefault("limit", "50"));
        if (limit < 1 || limit > 100) {
            return Planned.refusal(400, "InvalidRequest", "Error: limit can not be greater than 100");
        }
        if (!FILTERS.contains(parameters.getOrDefault("filter", "posts_with_replies"))) {
            return Planned.refusal(400, "InvalidRequest", "Error: filter must be one of ...");
        }
        String cursor = parameters.getOrDefault("cursor", "9999");
        List<ObjectNode> page = feed.stream().filter(item -> sortedAt(item).compareTo(cursor) < 0).limit(limit).toList();
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("feed");
        page.forEach(items::add);
        if (!page.isEmpty()) {
            answer.put("cursor", sortedAt(page.get(page.size() - 1)));
        }
        return ok(answer);
    }

    /** Pins a post, of any time, at the top of the feed. */
    private static String sortedAt(JsonNode item) {
        JsonNode reason = item.path("reason");
        return reason.path("$type").asText().endsWith("#reasonRepost") ? reason.path("indexedAt").asText()
                : item.path("post").path("indexedAt").asText();
    }

    private static Planned ok(JsonNode body) {
        return new Planned(200, Map.of("ratelimit-limit", "3000", "ratelimit-remaining", "2999"), body.toString(), false);
    }
}
