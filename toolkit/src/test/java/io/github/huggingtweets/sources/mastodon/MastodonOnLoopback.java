package io.github.huggingtweets.sources.mastodon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A server on loopback in place of {@code social.example}, a Mastodon server with the account {@code pip}. It answers as the real
 * one does, with its headers, limits and errors, and gives the answers that a test plans. It also answers in place of all other
 * hosts.
 */
final class MastodonOnLoopback implements AutoCloseable {

    static final String ACCOUNT_ID = "109000000000000007";

    /** A planned answer. If it is cut, only half of the body is sent. */
    record Planned(int status, Map<String, String> headers, String body, boolean cut) {
        static Planned of(int status, String body) {
            return new Planned(status, Map.of("Content-Type", "application/json; charset=utf-8"), body, false);
        }
    }

    /** The requests, as {@code host path?query}. */
    final List<String> asked = new ArrayList<>();
    final List<ObjectNode> posts = new ArrayList<>();
    final ObjectNode account = JsonNodeFactory.instance.objectNode()
            .put("id", ACCOUNT_ID).put("username", "Pip").put("acct", "Pip").put("display_name", "Pip the Mouse")
            .put("locked", false).put("bot", false).put("created_at", "2022-11-05T00:00:00.000Z")
            .put("note", "<p>I squeak.</p>").put("url", "https://social.example/@Pip")
            .put("avatar", "https://files.social.example/pip.png").put("followers_count", -1).put("statuses_count", 3);
    boolean saysWhereToGoOn = true;
    private final Map<String, Deque<Planned>> planned = new HashMap<>();
    private final HttpServer server;
    private long lastId = 113_000_000_000_000_000L;

    MastodonOnLoopback() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** {@return the address of a host: its name comes before the path, since all hosts are this server} */
    Function<String, URI> addresses() {
        return host -> URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + host);
    }

    MastodonAccount account(String handle) {
        return new MastodonAccount(handle, addresses());
    }

    /** Adds a post that is newer than all others, with Mastodon's fields. */
    ObjectNode post(String content) {
        String id = String.valueOf(lastId += 1_000);
        ObjectNode post = JsonNodeFactory.instance.objectNode()
                .put("id", id)
                .put("created_at", "2024-05-%02dT12:%02d:00.000Z".formatted(1 + posts.size() / 60, posts.size() % 60))
                .putNull("in_reply_to_id").putNull("in_reply_to_account_id").put("sensitive", false).put("spoiler_text", "")
                .put("visibility", "public").put("language", "en").put("uri", "https://social.example/users/Pip/statuses/" + id)
                .put("url", "https://social.example/@Pip/" + id).put("replies_count", 0).put("reblogs_count", 1)
                .put("favourites_count", 2).putNull("edited_at").put("content", content).putNull("reblog");
        post.set("account", account);
        post.putArray("media_attachments");
        post.putArray("mentions");
        posts.add(0, post);
        return post;
    }

    void posts(int number) {
        for (int i = 0; i < number; i++) {
            post("<p>Post " + (posts.size() + 1) + " of a mouse</p>");
        }
    }

    /** Plans the answers to the next requests whose path ends like this. */
    void plan(String path, Planned... answers) {
        planned.computeIfAbsent(path, any -> new ArrayDeque<>()).addAll(List.of(answers));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] hostAndPath = exchange.getRequestURI().getPath().substring(1).split("/", 2);
        String query = exchange.getRequestURI().getQuery();
        asked.add(hostAndPath[0] + " /" + hostAndPath[1] + "?" + query);
        Deque<Planned> plan = planned.entrySet().stream().filter(entry -> hostAndPath[1].endsWith(entry.getKey()))
                .map(Map.Entry::getValue).findFirst().orElseGet(ArrayDeque::new);
        Planned answer = plan.isEmpty() ? answer(hostAndPath[0], "/" + hostAndPath[1], query(query)) : plan.poll();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, answer.cut() ? body.length / 2 : body.length);
        exchange.close();
    }

    private Planned answer(String host, String path, Map<String, String> query) {
        if (host.equals("site.example")) {
            return webSite(path, query);
        }
        boolean here = host.equals("social.example");
        if (here && path.equals("/api/v1/accounts/lookup") && query.get("acct").equalsIgnoreCase("pip")) {
            return Planned.of(200, account.toString());
        }
        if (here && path.equals("/api/v1/accounts/" + ACCOUNT_ID + "/statuses")) {
            return page(query);
        }
        return Planned.of(404, "{\"error\":\"Record not found\"}");
    }

    /** {@code site.example} is a web site that names {@code social.example} as the server of its accounts. */
    private static Planned webSite(String path, Map<String, String> query) {
        if (path.equals("/.well-known/webfinger") && query.get("resource").equals("acct:pip@site.example")) {
            return new Planned(200, Map.of("Content-Type", "application/jrd+json; charset=utf-8"), """
                    {"subject":"acct:pip@site.example","aliases":["https://social.example/@pip"],"links":[
                    {"rel":"http://webfinger.net/rel/profile-page","type":"text/html","href":"https://social.example/@pip"},
                    {"rel":"self","type":"application/activity+json","href":"https://social.example/users/pip"},
                    {"rel":"http://ostatus.org/schema/1.0/subscribe",
                    "template":"https://social.example/authorize_interaction?uri={uri}"}]}""", false);
        }
        return new Planned(200, Map.of("Content-Type", "text/html"), "<!DOCTYPE html><p>Welcome to our site</p>", false);
    }

    Planned page(String query) {
        return page(query(query));
    }

    private Planned page(Map<String, String> query) {
        int limit = Math.min(Integer.parseInt(query.getOrDefault("limit", "20")), 40);
        long before = Long.parseLong(query.getOrDefault("max_id", String.valueOf(Long.MAX_VALUE)));
        long after = Long.parseLong(query.getOrDefault("since_id", "0"));
        List<ObjectNode> page = posts.stream()
                .filter(post -> id(post) < before && id(post) > after)
                .sorted(Comparator.comparing(MastodonOnLoopback::id).reversed()).limit(limit).toList();
        ArrayNode body = JsonNodeFactory.instance.arrayNode().addAll(page);
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json; charset=utf-8",
                "X-RateLimit-Limit", "300", "X-RateLimit-Remaining", "299", "X-RateLimit-Reset", "2026-02-03T04:10:00.123456Z"));
        if (saysWhereToGoOn && !page.isEmpty()) {
            String path = "<https://social.example/api/v1/accounts/" + ACCOUNT_ID + "/statuses?limit=" + limit;
            String newer = path + "&min_id=" + id(page.get(0)) + ">; rel=\"prev\"";
            headers.put("Link", page.size() < limit ? newer
                    : path + "&max_id=" + id(page.get(page.size() - 1)) + ">; rel=\"next\", " + newer);
        }
        return new Planned(200, headers, body.toString(), false);
    }

    private static long id(ObjectNode post) {
        return Long.parseLong(post.path("id").asText());
    }

    private static Map<String, String> query(String query) {
        return Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
