package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A server on loopback in place of {@code api.x.com}. It has the account {@code alice} and her tweets, answers in the shapes of
 * both versions, checks keys and signatures, and gives the answers that a test plans.
 */
final class XServer implements AutoCloseable {

    static final String BEARER_TOKEN = "AAAAAAAA-secret-bearer%2Btoken%3D";
    static final String API_KEY = "secret-api-key";
    static final String API_SECRET = "secret-api-secret";
    static final String ACCESS_TOKEN = "7-secret-access-token";
    static final String ACCESS_TOKEN_SECRET = "secret-access-token-secret";
    static final List<String> SECRETS = List.of(BEARER_TOKEN, API_KEY, API_SECRET, ACCESS_TOKEN, ACCESS_TOKEN_SECRET);

    static final Map<String, String> BEARER = Map.of("X_BEARER_TOKEN", BEARER_TOKEN);
    static final Map<String, String> APP = Map.of("X_API_KEY", API_KEY, "X_API_SECRET", API_SECRET);
    static final Map<String, String> USER = Map.of("X_API_KEY", API_KEY, "X_API_SECRET", API_SECRET,
            "X_ACCESS_TOKEN", ACCESS_TOKEN, "X_ACCESS_TOKEN_SECRET", ACCESS_TOKEN_SECRET);

    /** The setting that tells twitter4j the address of the server. */
    static final String PROPERTY = "twitter4j.restBaseURL";

    private static final int MOST_TWEETS = 3_200;
    private static final String FALSE_KEYS_V1 = "{\"errors\":[{\"code\":32,\"message\":\"Could not authenticate you.\"}]}";
    private static final String FALSE_KEYS_V2 =
            "{\"title\":\"Unauthorized\",\"type\":\"about:blank\",\"status\":401,\"detail\":\"Unauthorized\"}";

    private static final String EXPIRED = "{\"errors\":[{\"parameters\":{\"pagination_token\":[\"%1$s\"]},"
            + "\"message\":\"The `pagination_token` query parameter value [%1$s] is not valid\"}],\"title\":\"Invalid Request\","
            + "\"detail\":\"One or more parameters to your request was invalid.\","
            + "\"type\":\"https://api.twitter.com/2/problems/invalid-request\"}";

    /** The requests. */
    record Asked(String path, Map<String, String> parameters, String scheme) {}

    /** A planned answer. If it is cut, only half of the body is sent. */
    record Answer(int status, Map<String, String> headers, String body, boolean cut) {
        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body, false);
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    /** What happens between a request and its answer. */
    volatile Runnable beforeAnswer = () -> {};
    /** Whether the tokens of pages are refused, as those are that X gave long ago. */
    boolean refusesTokens;
    List<XPost> posts = List.of();
    private final Map<String, Deque<Answer>> planned = new HashMap<>();
    private final HttpServer server;
    private int remaining = 900;
    private long reset = 2_000_000_000L;

    XServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.setProperty(PROPERTY, address() + "1.1/");
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Plans the answers to the next requests whose path ends like this. */
    void plan(String path, Answer... answers) {
        planned.computeIfAbsent(path, any -> new ArrayDeque<>()).addAll(List.of(answers));
    }

    void limit(int requestsLeft, long resetSecond) {
        remaining = requestsLeft;
        reset = resetSecond;
    }

    List<Asked> asked(String path) {
        return asked.stream().filter(request -> request.path().endsWith(path)).toList();
    }

    /** {@return a page of tweets that names a certain next one} */
    String pageOfV2(Map<String, String> parameters, String next) {
        ObjectNode page = tweetsOfV2(parameters);
        page.withObject("/meta").put("next_token", next);
        return page.toString();
    }

    @Override
    public void close() {
        System.clearProperty(PROPERTY);
        server.stop(0);
        ((ExecutorService) server.getExecutor()).shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> parameters = query(exchange.getRequestURI().getRawQuery());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(new Asked(path, parameters, authorization.split(" ")[0]));
        beforeAnswer.run();
        Deque<Answer> plan = planned.entrySet().stream().filter(entry -> path.endsWith(entry.getKey())).map(Map.Entry::getValue)
                .findFirst().orElseGet(ArrayDeque::new);
        send(exchange, plan.isEmpty() ? answer(exchange.getRequestMethod(), path, parameters, body, authorization) : plan.poll());
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = gzip(answer.body().getBytes(StandardCharsets.UTF_8));
        exchange.getResponseHeaders().set("content-encoding", "gzip");
        exchange.getResponseHeaders().set("content-type", "application/json; charset=utf-8");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body, 0, answer.cut() ? body.length / 2 : body.length);
        exchange.close();
    }

    /** Compresses the answer as X does, since twitter4j accepts gzip. */
    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private Answer answer(String method, String path, Map<String, String> parameters, String body, String authorization) {
        if (path.equals("/oauth2/token")) {
            String app = Base64.getEncoder().encodeToString((API_KEY + ":" + API_SECRET).getBytes(StandardCharsets.UTF_8));
            return authorization.equals("Basic " + app) && body.equals("grant_type=client_credentials")
                    ? Answer.of(200, "{\"token_type\":\"bearer\",\"access_token\":\"" + BEARER_TOKEN + "\"}")
                    : Answer.of(403, "{\"errors\":[{\"code\":99,\"message\":\"Unable to verify your credentials\"}]}");
        }
        if (!opens(method, path, parameters, authorization)) {
            return Answer.of(401, path.startsWith("/2/") ? FALSE_KEYS_V2 : FALSE_KEYS_V1);
        }
        return switch (path) {
            case "/2/users/by/username/alice" -> Answer.of(200, userOfV2(parameters));
            case "/2/users/7/tweets" -> refusesTokens && parameters.containsKey("pagination_token")
                    ? Answer.of(400, EXPIRED.formatted(parameters.get("pagination_token")))
                    : limited(tweetsOfV2(parameters));
            case "/1.1/users/show.json" -> Answer.of(200, userOfV1());
            case "/1.1/statuses/user_timeline.json" -> limited(tweetsOfV1(parameters));
            default -> Answer.of(404, "{\"errors\":[{\"message\":\"Sorry, that page does not exist\",\"code\":34}]}");
        };
    }

    private boolean opens(String method, String path, Map<String, String> parameters, String authorization) {
        if (!authorization.startsWith("OAuth ")) {
            return authorization.equals("Bearer " + BEARER_TOKEN);
        }
        Map<String, String> signed = new TreeMap<>(OAuthSignature.parametersOf(authorization));
        String signature = signed.remove("oauth_signature");
        boolean known = API_KEY.equals(signed.get("oauth_consumer_key")) && ACCESS_TOKEN.equals(signed.get("oauth_token"))
                && "HMAC-SHA1".equals(signed.get("oauth_signature_method"));
        signed.putAll(parameters);
        String address = address() + path.substring(1);
        return known && OAuthSignature.of(method, address, signed, API_SECRET, ACCESS_TOKEN_SECRET).equals(signature);
    }

    private Answer limited(JsonNode body) {
        remaining--;
        Map<String, String> headers = Map.of("x-rate-limit-limit", "900", "x-rate-limit-remaining", String.valueOf(remaining),
                "x-rate-limit-reset", String.valueOf(reset));
        return new Answer(200, headers, body.toString(), false);
    }

    private String userOfV2(Map<String, String> parameters) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("profile_image_url", "https://pbs.twimg.com/profile_images/1/a_normal.jpg").put("protected", false);
        user.putObject("public_metrics").put("followers_count", 1).put("following_count", 2).put("tweet_count", 4711)
                .put("listed_count", 0).put("like_count", 12);
        user.retain(fields(parameters, "user.fields"));
        return JsonNodeFactory.instance.objectNode()
                .set("data", user.put("id", "7").put("name", "Alice A.").put("username", "Alice")).toString();
    }

    private String userOfV1() {
        return JsonNodeFactory.instance.objectNode().put("id", 7).put("id_str", "7")
                .put("name", "Alice A.").put("screen_name", "Alice").put("statuses_count", 4711)
                .put("profile_image_url_https", "https://pbs.twimg.com/profile_images/1/a_normal.jpg")
                .put("protected", false).toString();
    }

    private ObjectNode tweetsOfV2(Map<String, String> parameters) {
        int count = Integer.parseInt(parameters.getOrDefault("max_results", "10"));
        long since = Long.parseLong(parameters.getOrDefault("since_id", "0"));
        int start = Integer.parseInt(parameters.getOrDefault("pagination_token", "token0").substring("token".length()));
        long until = Long.parseLong(parameters.getOrDefault("until_id", String.valueOf(Long.MAX_VALUE)));
        if (count < 5 || count > 100) {
            throw new IllegalArgumentException("not what should be asked: " + parameters);
        }
        List<XPost> newer = readable().filter(post -> post.id() > since && post.id() < until).toList();
        List<XPost> page = newer.stream().skip(start).limit(Math.min(count, 100)).toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        List<String> fields = fields(parameters, "tweet.fields");
        if (!page.isEmpty()) {
            ArrayNode data = answer.putArray("data");
            page.forEach(post -> data.add(post.v2(fields)));
        }
        if (fields(parameters, "expansions").contains("referenced_tweets.id")) {
            ArrayNode included = answer.putObject("includes").putArray("tweets");
            page.stream().flatMap(post -> Stream.of(post.retweeted(), post.quoted())).filter(Objects::nonNull)
                    .forEach(other -> included.add(other.v2(fields)));
            answer.putArray("errors").addObject().put("value", "1")
                    .put("detail", "Could not find tweet with referenced_tweets.id: [1].").put("title", "Not Found Error")
                    .put("resource_type", "tweet").put("parameter", "referenced_tweets.id")
                    .put("resource_id", "1").put("type", "https://api.twitter.com/2/problems/resource-not-found");
        }
        ObjectNode meta = answer.putObject("meta").put("result_count", page.size());
        if (start + page.size() < newer.size()) {
            meta.put("next_token", "token" + (start + page.size()));
        }
        return answer;
    }

    private ArrayNode tweetsOfV1(Map<String, String> parameters) {
        if (!"extended".equals(parameters.get("tweet_mode")) || !"true".equals(parameters.getOrDefault("include_rts", "true"))
                || !"alice".equals(parameters.get("screen_name"))) {
            throw new IllegalArgumentException("not what should be asked: " + parameters);
        }
        long since = Long.parseLong(parameters.getOrDefault("since_id", "0"));
        long most = Long.parseLong(parameters.getOrDefault("max_id", String.valueOf(Long.MAX_VALUE)));
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        readable().filter(post -> post.id() > since && post.id() <= most)
                .limit(Math.min(Integer.parseInt(parameters.getOrDefault("count", "20")), 200))
                .forEach(post -> page.add(post.v1()));
        return page;
    }

    private Stream<XPost> readable() {
        return posts.stream().limit(MOST_TWEETS);
    }

    private static List<String> fields(Map<String, String> parameters, String name) {
        return List.of(parameters.getOrDefault(name, "").split(","));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            parameters.put(URLDecoder.decode(nameAndValue[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
