package io.github.huggingtweets.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.http.Exchange;
import io.github.huggingtweets.http.FileSlice;
import io.github.huggingtweets.hub.UploadErrors.Purpose;
import io.github.huggingtweets.hub.UploadErrors.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends the requests of an upload, without retries: those of the Hub's API, and those of Git LFS with its two transfers
 * {@code basic} and {@code multipart}. The protocol is that of {@code huggingface_hub} 2.4. The token is sent only to the Hub,
 * neither to the storage nor to a server to which the Hub redirects.
 */
final class UploadConnection {

    /** What a person reads who has stopped an upload. */
    static final String INTERRUPTED = "The upload was stopped.";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HUB = "https://huggingface.co";
    private static final String LFS = "application/vnd.git-lfs+json";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
    private static final Pattern NEXT_PAGE = Pattern.compile("<([^>]+)>\\s*;[^,]*rel=\"?next\"?");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    /** Java's client sets these by itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");
    private static final int MOST_REDIRECTIONS = 10;
    private static final int MOST_FILES_ASKED = 256;
    /** A Hub may think longer about an upload than about a download. */
    private static final int TIMES_AS_LONG = 12;

    private final HubSettings settings;
    private final HubConnection connection;
    private final UploadErrors errors;
    private final Duration timeout;

    /** @param settings where the Hub is, and the access token */
    UploadConnection(HubSettings settings, HubConnection connection) {
        this.settings = settings;
        this.connection = connection;
        errors = new UploadErrors(settings);
        timeout = settings.downloadTimeout().multipliedBy(TIMES_AS_LONG);
    }

    // -------------------------------------------------------------------------------------------------- the repository

    /**
     * Makes a private repository.
     *
     * @return whether it is new; false if the account has one of this name
     * @throws HubException.Forbidden if it is not for this account to make one of this name
     */
    boolean create(RepositoryId repository) {
        String[] parts = repository.name().split("/");
        ObjectNode wanted = JSON.createObjectNode().put("name", parts[1]).put("organization", parts[0])
                .put("visibility", "private");
        Purpose purpose = new Purpose(repository, Step.CREATE, "the repository", 0);
        HttpResponse<String> answer = post(api("repos/create"), "application/json", bytes(wanted));
        if (answer.statusCode() == 409 && !answer.body().contains("conflicting operation")) {
            return false;
        }
        require(purpose, answer);
        return true;
    }

    /** {@return the main branch of a repository} */
    RepositoryState state(RepositoryId repository) {
        HttpResponse<String> answer = ask("GET", api("models/" + repository.name()), null, null, position -> {});
        JsonNode model = json(require(new Purpose(repository, Step.LOOK, "the question about it", 0), answer));
        Optional<String> commit = Optional.of(model.path("sha").asText()).filter(sha -> COMMIT.matcher(sha).matches());
        try {
            return new RepositoryState(RepositoryId.of(model.path("id").asText(repository.name())), commit,
                    model.path("private").asBoolean(true));
        } catch (IllegalArgumentException e) {
            throw errors.noHub("it names no model");
        }
    }

    /** {@return the files of a commit} */
    List<RemoteFile> files(RepositoryId repository, String commit) {
        List<RemoteFile> files = new ArrayList<>();
        Optional<URI> page = Optional.of(api("models/%s/tree/%s?recursive=true".formatted(repository.name(), commit)));
        Set<URI> seen = new HashSet<>();
        while (page.isPresent() && seen.add(page.get())) {
            HttpResponse<String> answer = ask("GET", page.get(), null, null, position -> {});
            for (JsonNode entry : json(require(new Purpose(repository, Step.LOOK, "the question about its files", 0), answer))) {
                if (entry.path("type").asText().equals("file")) {
                    JsonNode large = entry.path("lfs");
                    files.add(new RemoteFile(entry.path("path").asText(), entry.path("size").asLong(), large.isObject(),
                            new Etag((large.isObject() ? large : entry).path("oid").asText())));
                }
            }
            page = answer.headers().firstValue("Link").map(NEXT_PAGE::matcher).filter(Matcher::find)
                    .map(found -> address(found.group(1))).filter(connection::isHub);
        }
        return files;
    }

    /** Shows a repository to everybody. */
    void show(RepositoryId repository) {
        HttpResponse<String> answer = ask("PUT", api("models/%s/settings".formatted(repository.name())), "application/json",
                bytes(JSON.createObjectNode().put("visibility", "public")), position -> {});
        require(new Purpose(repository, Step.SETTINGS, "the new visibility", 0), answer);
    }

    /**
     * The account of the token.
     *
     * @param name its name
     * @param owners the names under which it may have repositories: its own and those of its organizations
     * @param mayOnlyRead whether the token has the role {@code read}
     */
    record Account(String name, Set<String> owners, boolean mayOnlyRead) {}

    /** {@return whose token it is} */
    Account account(RepositoryId repository) {
        HttpResponse<String> answer = ask("GET", api("whoami-v2"), null, null, position -> {});
        JsonNode account = json(require(new Purpose(repository, Step.LOOK, "the question about the account", 0), answer));
        Set<String> owners = new HashSet<>(Set.of(account.path("name").asText()));
        account.path("orgs").forEach(organization -> owners.add(organization.path("name").asText()));
        return new Account(account.path("name").asText(), owners,
                account.path("auth").path("accessToken").path("role").asText().equals("read"));
    }

    // ------------------------------------------------------------------------------------------------------- the files

    /** How the Hub wants to have a file. */
    enum Mode {
        REGULAR,
        LARGE,
        IGNORED
    }

    /** {@return how the Hub wants to have each file} */
    Map<LocalFile, Mode> modes(RepositoryId repository, List<LocalFile> files) throws IOException {
        Map<LocalFile, Mode> modes = new LinkedHashMap<>();
        for (int from = 0; from < files.size(); from += MOST_FILES_ASKED) {
            List<LocalFile> asked = files.subList(from, Math.min(files.size(), from + MOST_FILES_ASKED));
            ObjectNode question = JSON.createObjectNode();
            ArrayNode entries = question.putArray("files");
            for (LocalFile file : asked) {
                entries.addObject().put("path", file.name()).put("size", file.size())
                        .put("sample", Base64.getEncoder().encodeToString(file.sample()));
            }
            HttpResponse<String> answer = post(api("models/%s/preupload/%s".formatted(repository.name(), RepositoryId.MAIN)),
                    "application/json", bytes(question));
            Map<String, JsonNode> answers = new LinkedHashMap<>();
            json(require(new Purpose(repository, Step.SEND, "the list of the files", 0), answer)).path("files")
                    .forEach(entry -> answers.put(entry.path("path").asText(), entry));
            for (LocalFile file : asked) {
                modes.put(file, mode(file, Optional.ofNullable(answers.get(file.name()))
                        .orElseThrow(() -> errors.noHub("it does not say how it stores " + file.name()))));
            }
        }
        return modes;
    }

    private static Mode mode(LocalFile file, JsonNode answer) {
        return answer.path("shouldIgnore").asBoolean() ? Mode.IGNORED
                : answer.path("uploadMode").asText().equals("lfs") && file.size() > 0 ? Mode.LARGE // the storage has no empty files
                : Mode.REGULAR;
    }

    /** {@return the Hub's instructions for a large file; empty if it has that already} */
    Optional<LargeUpload> instructions(RepositoryId repository, LocalFile file) {
        ObjectNode question = JSON.createObjectNode().put("operation", "upload").put("hash_algo", "sha256");
        question.putArray("transfers").add("basic").add("multipart");
        question.putArray("objects").addObject().put("oid", file.sha256().value()).put("size", file.size());
        question.putObject("ref").put("name", RepositoryId.MAIN);
        HttpResponse<String> answer = post(URI.create("%s/%s.git/info/lfs/objects/batch"
                .formatted(settings.endpoint(), repository.name())), LFS, bytes(question));
        Purpose purpose = new Purpose(repository, Step.SEND, file.name(), file.size());
        JsonNode batch = json(require(purpose, answer));
        for (JsonNode object : batch.path("objects")) {
            if (object.path("oid").asText().equals(file.sha256().value())) {
                if (object.path("error").isObject()) {
                    throw errors.refused(purpose, object.path("error").path("code").asInt(),
                            object.path("error").path("message").asText(), null);
                }
                return object.path("actions").path("upload").isObject()
                        ? Optional.of(instructions(file, batch.path("transfer").asText(), object.path("actions")))
                        : Optional.empty();
            }
        }
        throw errors.noHub("it does not say where to send " + file.name());
    }

    private LargeUpload instructions(LocalFile file, String transfer, JsonNode actions) {
        if (transfer.equals("xet")) {
            throw new HubException(("%s takes %s only by its protocol Xet, which the toolkit does not speak; save the bot, and"
                    + " upload the folder with \"hf upload\"").formatted(settings.endpoint(), file.name()));
        }
        Map<String, String> headers = headers(actions.path("upload"));
        Optional<LargeUpload.Action> verify = actions.path("verify").isObject()
                ? Optional.of(new LargeUpload.Action(address(actions.path("verify").path("href").asText()),
                        headers(actions.path("verify"))))
                : Optional.empty();
        URI target = address(actions.path("upload").path("href").asText());
        if (!headers.containsKey("chunk_size")) {
            return LargeUpload.whole(file, new LargeUpload.Action(target, headers), verify);
        }
        try {
            long partSize = Long.parseLong(headers.get("chunk_size"));
            List<URI> parts = headers.entrySet().stream().filter(header -> header.getKey().matches("\\d{1,9}"))
                    .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(Integer::parseInt)))
                    .map(header -> address(header.getValue())).toList();
            if (partSize > 0 && parts.size() == (file.size() + partSize - 1) / partSize) {
                return LargeUpload.inParts(file, partSize, parts, target, verify);
            }
        } catch (NumberFormatException e) {
            // falls through to the same message
        }
        throw errors.noHub("it does not say where to send the parts of " + file.name());
    }

    private static Map<String, String> headers(JsonNode action) {
        Map<String, String> headers = new LinkedHashMap<>();
        action.path("header").properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    /**
     * Sends some bytes of a file to the storage.
     *
     * @param action where to, and with which headers
     * @param file the file
     * @param begin the first byte
     * @param length the number of bytes, at least 1
     * @param sent receives about ten times a second how many of these bytes were sent, on this thread
     * @return the name that the storage gives these bytes, if it names them
     */
    Optional<String> store(RepositoryId repository, LargeUpload.Action action, LocalFile file, long begin, long length,
            LongConsumer sent) {
        FileSlice slice = new FileSlice(file.path(), begin, length);
        HttpRequest.Builder request = HttpRequest.newBuilder(action.address()).header("User-Agent", Exchange.USER_AGENT)
                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(slice::open), length));
        addHeaders(request, action);
        HttpResponse<String> answer;
        try {
            answer = send(request.build(), new Exchange(connection.client(), timeout, slice::position, sent));
        } catch (HubException e) {
            slice.requireReadable(); // else the network would be blamed
            throw e;
        }
        slice.requireReadable();
        if (answer.statusCode() / 100 != 2) {
            throw errors.refusedByStorage(new Purpose(repository, Step.SEND, file.name(), length), answer);
        }
        return HubConnection.header(answer, "ETag");
    }

    /** Git LFS lets a server demand headers, but the token is for the Hub alone. */
    private void addHeaders(HttpRequest.Builder request, LargeUpload.Action action) {
        action.headers().forEach((name, value) -> {
            boolean isToken = settings.token().filter(value::contains).isPresent();
            if (HEADER_NAME.matcher(name).matches() && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))
                    && !(isToken && !connection.isHub(action.address()))) {
                request.setHeader(name, value);
            }
        });
    }

    /** Tells that all parts of a file were sent. */
    void complete(RepositoryId repository, LocalFile file, URI address, List<String> etags) {
        ObjectNode parts = JSON.createObjectNode().put("oid", file.sha256().value());
        ArrayNode list = parts.putArray("parts");
        for (int i = 0; i < etags.size(); i++) {
            list.addObject().put("partNumber", i + 1).put("etag", etags.get(i));
        }
        HttpRequest request = HttpRequest.newBuilder(address).header("User-Agent", Exchange.USER_AGENT).header("Accept", LFS)
                .header("Content-Type", LFS).POST(BodyPublishers.ofByteArray(bytes(parts))).build(); // the address is signed
        HttpResponse<String> answer = send(request, new Exchange(connection.client(), timeout));
        Purpose purpose = new Purpose(repository, Step.SEND, file.name(), file.size());
        if (answer.statusCode() / 100 != 2) {
            HubException refusal = connection.isHub(address) ? errors.refused(purpose, answer)
                    : errors.refusedByStorage(purpose, answer);
            int status = answer.statusCode();
            throw status == 400 || status == 422 ? errors.damaged(purpose, refusal)
                    : status == 403 || status == 404 || status == 410 ? new HubException.Expired(refusal.getMessage()) : refusal;
        }
    }

    /** Lets the Hub compare a file that was sent with its checksum. */
    void verify(RepositoryId repository, LocalFile file, LargeUpload.Action action) {
        HttpRequest.Builder request = connection.request(action.address()).header("Accept", LFS)
                .header("Content-Type", LFS).POST(BodyPublishers.ofByteArray(bytes(JSON.createObjectNode()
                        .put("oid", file.sha256().value()).put("size", file.size()))));
        addHeaders(request, action);
        HttpResponse<String> answer = send(request.build(), new Exchange(connection.client(), timeout));
        Purpose purpose = new Purpose(repository, Step.SEND, file.name(), file.size());
        int status = answer.statusCode();
        if (status / 100 != 2) {
            HubException refusal = errors.refused(purpose, answer);
            throw status == 400 || status == 404 || status == 409 || status == 412 || status == 422
                    ? errors.damaged(purpose, refusal) : refusal;
        }
    }

    /**
     * Makes a commit.
     *
     * @param parent the commit before it; if another one has come meanwhile, this one is not made
     * @param regular the small files
     * @param large the large files, which the storage has
     * @param removed the names of files to remove
     * @param sent receives about ten times a second how many bytes were sent, on this thread
     * @return its hash
     * @throws HubException.Conflict if there is another commit after the parent
     */
    String commit(RepositoryId repository, Optional<String> parent, String summary, List<LocalFile> regular,
            List<LocalFile> large,
            List<String> removed, LongConsumer sent) throws IOException {
        StringBuilder lines = new StringBuilder();
        ObjectNode header = JSON.createObjectNode().put("summary", summary).put("description", "");
        parent.ifPresent(commit -> header.put("parentCommit", commit));
        add(lines, "header", header);
        for (LocalFile file : regular) {
            add(lines, "file", JSON.createObjectNode().put("path", file.name()).put("encoding", "base64")
                    .put("content", Base64.getEncoder().encodeToString(Files.readAllBytes(file.path()))));
        }
        large.forEach(file -> add(lines, "lfsFile", JSON.createObjectNode().put("path", file.name()).put("algo", "sha256")
                .put("oid", file.sha256().value()).put("size", file.size())));
        removed.forEach(name -> add(lines, "deletedFile", JSON.createObjectNode().put("path", name)));
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = ask("POST", api("models/%s/commit/%s".formatted(repository.name(), RepositoryId.MAIN)),
                "application/x-ndjson", body, sent);
        String commit = json(require(new Purpose(repository, Step.COMMIT, "the commit", body.length), answer))
                .path("commitOid").asText();
        if (!COMMIT.matcher(commit).matches()) {
            throw errors.noHub("it names no commit");
        }
        return commit;
    }

    private static void add(StringBuilder lines, String key, ObjectNode value) {
        lines.append(JSON.createObjectNode().put("key", key).set("value", value).toString()).append('\n');
    }

    // ----------------------------------------------------------------------------------------------------- the requests

    private URI api(String path) {
        return URI.create(settings.endpoint() + "/api/" + path);
    }

    /** Behind a mirror, the Hub names its own address; the request goes to the mirror then. */
    private URI address(String text) {
        try {
            URI address = URI.create(text.startsWith(HUB + "/") ? settings.endpoint() + text.substring(HUB.length()) : text);
            if (address.getHost() != null && address.getScheme().matches("(?i)https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same message, which does not repeat a signature
        }
        throw errors.noHub("it names something that is no address");
    }

    private HttpResponse<String> post(URI address, String type, byte[] body) {
        return ask("POST", address, type, body, position -> {});
    }

    /** Sends a request to the Hub, and follows redirections within it. */
    private HttpResponse<String> ask(String method, URI first, String type, byte[] body, LongConsumer sent) {
        URI address = first;
        for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
            HttpRequest.Builder request = connection.request(address)
                    .header("Accept", LFS.equals(type) ? LFS : "application/json");
            FileSlice counted = new FileSlice(body == null ? new byte[0] : body);
            BodyPublisher publisher = body == null ? BodyPublishers.noBody()
                    : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(counted::open), body.length);
            if (type != null) {
                request.header("Content-Type", type);
            }
            HttpResponse<String> answer = send(request.method(method, publisher).build(),
                    new Exchange(connection.client(), timeout, counted::position, sent));
            int status = answer.statusCode();
            boolean isRedirection = status == 307 || status == 308 || method.equals("GET") && status / 100 == 3;
            Optional<URI> target = isRedirection ? HubConnection.target(answer) : Optional.empty();
            if (target.isEmpty()) {
                return answer;
            }
            if (!connection.isHub(target.get())) {
                throw new HubException(
                        "%s redirects an upload to another server, %s, to which nothing was sent; check HF_ENDPOINT"
                                .formatted(settings.endpoint(), target.get().getHost()));
            }
            address = target.get();
        }
        throw new HubException(settings.endpoint() + " redirects an upload in circles; check HF_ENDPOINT");
    }

    private HttpResponse<String> send(HttpRequest request, Exchange exchange) {
        try {
            return exchange.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new CancellationException(INTERRUPTED);
        } catch (IOException e) {
            throw errors.unanswered(request.uri(), e);
        }
    }

    private HttpResponse<String> require(Purpose purpose, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw errors.refused(purpose, answer);
        }
        return answer;
    }

    private JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw errors.noHub("its answer is no JSON");
        }
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
