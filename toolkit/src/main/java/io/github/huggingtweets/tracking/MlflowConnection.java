package io.github.huggingtweets.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.huggingtweets.http.ConnectionFailure;
import io.github.huggingtweets.http.Exchange;
import io.github.huggingtweets.http.FileSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends requests to an MLflow server, each once, and says in a sentence why one failed. */
final class MlflowConnection {

    /** What the server reports of something that is not there. */
    static final String MISSING = "RESOURCE_DOES_NOT_EXIST";
    /** What it reports of something that somebody else has made in the meantime. */
    static final String EXISTS = "RESOURCE_ALREADY_EXISTS";

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    /** The number of bytes that a server hands to its store in a second, at least. */
    private static final long STORED_A_SECOND = 1 << 20;
    private static final int LONGEST_REASON = 200;
    private static final String API = "/api/2.0/";

    private final Mlflow server;
    private final HttpClient client;

    MlflowConnection(Mlflow server) {
        this.server = server;
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT).proxy(server.proxies()).build();
    }

    /** An answer that is no success, but that the caller may expect. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1;

        private final int status;
        private final String code;
        private final transient SendFailure failure;

        Refusal(int status, String code, SendFailure failure) {
            super(failure.getMessage(), failure);
            this.status = status;
            this.code = code;
            this.failure = failure;
        }

        int status() {
            return status;
        }

        /** {@return MLflow's name of the error; empty if it gives none} */
        String code() {
            return code;
        }

        /** {@return what to throw if nobody expected it} */
        SendFailure failure() {
            return failure;
        }
    }

    Mlflow server() {
        return server;
    }

    /**
     * Sends a request.
     *
     * @param path the path below {@code /api/2.0/}
     * @param body the body
     * @return the answer
     * @throws SendFailure if the server refuses, or does not answer
     */
    JsonNode post(String path, JsonNode body) throws SendFailure, InterruptedException {
        return expected(() -> tryToPost(path, body));
    }

    /** Does the same, and throws a refusal that the caller may expect. */
    JsonNode tryToPost(String path, JsonNode body) throws SendFailure, Refusal, InterruptedException {
        return tryTo("POST", path, body);
    }

    /** Changes something. */
    JsonNode patch(String path, JsonNode body) throws SendFailure, InterruptedException {
        return expected(() -> tryTo("PATCH", path, body));
    }

    private JsonNode tryTo(String method, String path, JsonNode body) throws SendFailure, Refusal, InterruptedException {
        return json(send(method, path, new FileSlice(bytes(body)), "application/json"));
    }

    /** Asks for something; the path has its parameters, which are encoded. */
    JsonNode get(String path) throws SendFailure, InterruptedException {
        return expected(() -> tryToGet(path));
    }

    /** Does the same, and throws a refusal that the caller may expect. */
    JsonNode tryToGet(String path) throws SendFailure, Refusal, InterruptedException {
        return json(send("GET", path, null, null));
    }

    /**
     * Uploads a file through the server.
     *
     * @param artifact its path in the store, which is not encoded
     */
    void put(String artifact, FileSlice content) throws SendFailure, InterruptedException {
        expected(() -> send("PUT", "mlflow-artifacts/artifacts/" + path(artifact), content, "application/octet-stream"));
    }

    /**
     * {@return a JSON file in the store; empty if there is none}
     *
     * @param folder its folder, which is not encoded
     * @param name its name
     */
    Optional<JsonNode> artifact(String folder, String name) throws SendFailure, InterruptedException {
        // servers before version 3 answer that they are out of order if a file is not there
        for (JsonNode file : get("mlflow-artifacts/artifacts?path=" + encoded(folder)).path("files")) {
            if (file.path("path").asText().equals(name)) {
                return Optional.of(get("mlflow-artifacts/artifacts/" + path(folder + "/" + name)));
            }
        }
        return Optional.empty();
    }

    private interface Request<T> {

        T send() throws SendFailure, Refusal, InterruptedException;
    }

    private static <T> T expected(Request<T> request) throws SendFailure, InterruptedException {
        try {
            return request.send();
        } catch (Refusal e) {
            throw e.failure();
        }
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@return a path with what its segments may not have encoded} */
    static String path(String path) {
        return Arrays.stream(path.split("/")).map(MlflowConnection::encoded).collect(Collectors.joining("/"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> send(String method, String path, FileSlice content, String type)
            throws SendFailure, Refusal, InterruptedException {
        // a publisher of no bytes sends no length, which some servers want
        boolean isEmpty = content == null || content.length() == 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + API + path))
                .header("User-Agent", Exchange.USER_AGENT).method(method, isEmpty ? BodyPublishers.noBody()
                        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(content::open), content.length()));
        server.authorization().ifPresent(login -> request.header("Authorization", login));
        if (type != null) {
            request.header("Content-Type", type);
        }
        HttpResponse<String> answer;
        try {
            answer = exchange(content).send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (content != null) {
                requireReadable(content);
            }
            throw unanswered(e);
        }
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer);
        }
        return answer;
    }

    /** {@return an exchange that waits longer for a large file, which the server may have to hand to its store before it answers} */
    private Exchange exchange(FileSlice content) {
        return content == null ? new Exchange(client, SILENCE)
                : new Exchange(client, SILENCE.plusSeconds(content.length() / STORED_A_SECOND), content::position, length -> {});
    }

    private void requireReadable(FileSlice content) throws SendFailure {
        try {
            content.requireReadable();
        } catch (UncheckedIOException e) {
            throw new SendFailure(SendFailure.Then.SKIP, "A file for %s cannot be read (%s)"
                    .formatted(server, e.getCause().getClass().getSimpleName()), e);
        }
    }

    private SendFailure unanswered(IOException e) {
        String why = switch (ConnectionFailure.of(e)) {
            case UNKNOWN_HOST -> server.address().getHost() + " cannot be found";
            case UNREACHABLE -> "nothing listens there";
            case UNTRUSTED_CERTIFICATE -> "Java does not trust its certificate";
            case NO_TLS -> "it does not speak TLS as expected";
            case TIMEOUT -> "it is silent";
            case REFUSED_BY_PROXY -> "the proxy refuses to connect";
            case CUT -> "it cut the connection";
        };
        return new SendFailure(SendFailure.Then.RETRY, "%s does not answer: %s".formatted(server, why), e);
    }

    private Refusal refused(HttpResponse<String> answer) {
        int status = answer.statusCode();
        JsonNode said = parsed(answer.body());
        String code = said.path("error_code").asText("");
        String reason = code.isEmpty() ? "" : quoted(said.path("message").asText(code));
        SendFailure failure = switch (status) {
            case 401 -> keep(server + " wants a login, or does not accept this one; set MLFLOW_TRACKING_USERNAME and"
                    + " MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, or correct them");
            case 403 -> keep("%s does not allow this%s; use a login with the right to write".formatted(server, reason));
            case 404 -> code.isEmpty() ? keep(server + " does not answer as MLflow does (status 404); correct the address")
                    : keep("%s no longer has what this belongs to%s; restore it there, or begin another run"
                            .formatted(server, reason));
            case 413 ->
                skip(server + " takes no file of this size (status 413); let it, or the proxy before it, take larger ones");
            case 400, 409, 422, 501 -> code.isEmpty() ? keep("%s does not answer as MLflow does (status %d); correct the address"
                    .formatted(server, status)) : skip("%s refuses a part of the run%s".formatted(server, reason));
            default -> status / 100 == 3
                    ? keep("%s redirects to another address (status %d); name that one".formatted(server, status))
                    : new SendFailure(SendFailure.Then.RETRY, "%s is out of order (status %d)".formatted(server, status), null);
        };
        return new Refusal(status, code, failure);
    }

    private static SendFailure keep(String message) {
        return new SendFailure(SendFailure.Then.KEEP, message, null);
    }

    private static SendFailure skip(String message) {
        return new SendFailure(SendFailure.Then.SKIP, message, null);
    }

    /** {@return what the server says, in parentheses; empty if it repeats the login} */
    private String quoted(String said) {
        String text = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (text.isEmpty() || server.authorization().filter(text::contains).isPresent()) {
            return "";
        }
        return " (\"" + (text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text) + "\")";
    }

    private static JsonNode parsed(String body) {
        try {
            JsonNode json = Event.JSON.readTree(body);
            return json == null ? JsonNodeFactory.instance.missingNode() : json;
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private JsonNode json(HttpResponse<String> answer) throws SendFailure {
        JsonNode json = parsed(answer.body());
        if (!json.isContainerNode()) {
            throw new SendFailure(SendFailure.Then.RETRY, server + " does not answer as MLflow does: what it says is no JSON;"
                    + " check the address, and whether a proxy or a login page answers in its place", null);
        }
        return json;
    }
}
