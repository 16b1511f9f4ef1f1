package io.github.huggingtweets.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server on loopback that speaks the Hub's protocol, like that of {@code huggingface_hub} 2.4: small files come from it,
 * large ones by a signed address from a second server, which also takes the parts of those that are uploaded. It records each
 * request, and a test can make requests fail.
 */
public final class FakeHub implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer takes 40 ms
    }

    /**
     * A request.
     *
     * @param server {@code hub} or {@code cdn}
     */
    public record Request(String server, String method, String path, Map<String, String> headers) {

        @Override
        public String toString() {
            return server + " " + method + " " + path + (headers.containsKey("range") ? " " + headers.get("range") : "");
        }
    }

    /** Answers in place of a server, or returns false. */
    public interface Fault {
        boolean answer(Request request, HttpExchange exchange) throws IOException;
    }

    /** A file of a commit. */
    record Content(Path file, String etag, boolean isLarge) {}

    private final Path storage = temporaryFolder();
    private final FakeHubUploads uploads = new FakeHubUploads(this, storage);
    private final HttpServer hub = server("hub", this::answerOfHub);
    private final HttpServer cdn = server("cdn", this::answerOfCdn);
    private final Map<String, Map<String, String>> commits = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Content>> trees = new ConcurrentHashMap<>();
    private final Map<String, String> formerNames = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<Predicate<Request>> losses = new CopyOnWriteArrayList<>();
    private volatile int pageSize = 1_000;

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("fake-hub-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Answerer {
        void answer(Request request, HttpExchange exchange) throws IOException;
    }

    private HttpServer server(String name, Answerer answerer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", exchange -> {
                Map<String, String> headers = new HashMap<>();
                exchange.getRequestHeaders().forEach((header, values) -> headers.put(header.toLowerCase(), values.get(0)));
                Request request = new Request(name, exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), headers);
                requests.add(request);
                try (exchange) {
                    for (Fault fault : faults) {
                        if (fault.answer(request, exchange)) {
                            return;
                        }
                    }
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    if (name.equals("hub") && body.length > 0) {
                        sent.add(request.method() + " " + request.path() + " " + new String(body, StandardCharsets.UTF_8));
                    }
                    FakeHubUploads.Reply reply = uploads.answer(request, exchange.getRequestURI().getRawQuery(), body);
                    if (reply == null) {
                        answerer.answer(request, exchange);
                    } else if (losses.stream().noneMatch(loss -> loss.test(request))) {
                        send(exchange, reply);
                    }
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a commit to a repository.
     *
     * @param files its files; those of weights, pictures and events are large
     * @return the commit's hash
     */
    public String commit(String repository, String revision, Map<String, Path> files) throws IOException {
        Map<String, Content> tree = new LinkedHashMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            boolean isLarge = FakeHubUploads.isLarge(file.getKey(), 0);
            String etag = isLarge ? Checksums.sha256(file.getValue()) : Checksums.git(Files.readAllBytes(file.getValue()));
            tree.put(file.getKey(), new Content(file.getValue(), etag, isLarge));
        }
        String commit = Checksums.sha1((repository + revision + tree).getBytes(StandardCharsets.UTF_8));
        trees.put(commit, tree);
        commits.computeIfAbsent(repository, name -> new ConcurrentHashMap<>()).put(revision, commit);
        commits.get(repository).put(commit, commit);
        return commit;
    }

    public String commit(String repository, Path folder, String... names) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        List.of(names).forEach(name -> files.put(name, folder.resolve(name)));
        return commit(repository, "main", files);
    }

    private static void send(HttpExchange exchange, FakeHubUploads.Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    // ------------------------------------------------------------------------------------------------------------ uploads

    /** Knows an account by its token, whose role is {@code write} or {@code read}. */
    public void account(String token, String name, String role, String... organizations) {
        uploads.account(token, name, role, organizations);
    }

    /** Takes large files in parts of this size. */
    public void partSize(int bytes) {
        uploads.partSize(bytes);
    }

    /** Takes large files only by Xet. */
    void onlyXet() {
        uploads.onlyXet();
    }

    /** Lists files in pages of this size. */
    void pageSize(int files) {
        pageSize = files;
    }

    /** Puts a content into the storage under a checksum, right or wrong. */
    void store(String oid, Path content) throws IOException {
        Files.copy(content, storage.resolve(oid));
    }

    /** Does what a request for an upload asks for, and cuts the connection in place of the answer. */
    void lose(Predicate<Request> requests) {
        losses.add(requests);
    }

    public boolean has(String repository) {
        return commits.containsKey(repository);
    }

    boolean isHidden(String repository) {
        return uploads.isHidden(repository);
    }

    /** {@return the newest commit of a repository} */
    public String newest(String repository) {
        return commits.get(repository).get("main");
    }

    Map<String, Content> tree(String commit) {
        return trees.get(commit);
    }

    void move(String repository, String commit, Map<String, Content> tree) {
        trees.put(commit, tree);
        commits.get(repository).put(commit, commit);
        commits.get(repository).put("main", commit);
    }

    Map<String, String> etags(String repository) {
        Map<String, String> etags = new HashMap<>();
        tree(newest(repository)).forEach((path, content) -> etags.put(path, content.etag()));
        return etags;
    }

    /** {@return the files of the newest commit of a repository, by their names} */
    public Map<String, Path> files(String repository) {
        Map<String, Path> files = new TreeMap<>();
        tree(newest(repository)).forEach((path, content) -> files.put(path, content.file()));
        return files;
    }

    String text(String repository, String path) throws IOException {
        Content content = tree(newest(repository)).get(path);
        return content == null ? "" : Files.readString(content.file());
    }

    /** Renames a repository. */
    void rename(String from, String to) {
        formerNames.put(from, to);
    }

    public URI endpoint() {
        return address(hub);
    }

    URI cdn() {
        return address(cdn);
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** {@return the requests as text} */
    public List<String> seen() {
        return requests.stream().map(Request::toString).toList();
    }

    /** {@return the requests to the Hub that have a body, as text with the body} */
    List<String> sent() {
        return List.copyOf(sent);
    }

    public void forget() {
        requests.clear();
        sent.clear();
    }

    public void add(Fault fault) {
        faults.add(fault);
    }

    void heal() {
        faults.clear();
        losses.clear();
    }

    private void answerOfHub(Request request, HttpExchange exchange) throws IOException {
        String[] parts = request.path().substring(1).split("/");
        int verb = List.of(parts).indexOf("resolve");
        if (parts[0].equals("api") && parts[1].equals("models")) {
            answerOfApi(request, parts, exchange);
            return;
        }
        if (verb < 1) {
            refuse(exchange, 404, "RepoNotFound", "Repository not found");
            return;
        }
        String name = String.join("/", List.of(parts).subList(0, verb));
        if (formerNames.containsKey(name)) {
            exchange.getResponseHeaders().set("Location", request.path().replaceFirst(name, formerNames.get(name)));
            exchange.sendResponseHeaders(307, -1);
            return;
        }
        String file = decoded(String.join("/", List.of(parts).subList(verb + 2, parts.length)));
        if (!commits.containsKey(name) || !uploads.isShown(name, request)) {
            refuse(exchange, 401, "RepoNotFound", "Invalid username or password.");
            return;
        }
        String commit = commits.get(name).get(decoded(parts[verb + 1]));
        if (commit == null) {
            refuse(exchange, 404, "RevisionNotFound", "Invalid rev id: " + decoded(parts[verb + 1]));
            return;
        }
        exchange.getResponseHeaders().set("X-Repo-Commit", commit);
        Content content = trees.get(commit).get(file);
        if (content == null) {
            refuse(exchange, 404, "EntryNotFound", "Entry not found");
        } else if (content.isLarge()) {
            exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + content.etag() + "\"");
            exchange.getResponseHeaders().set("X-Linked-Size", Long.toString(Files.size(content.file())));
            exchange.getResponseHeaders().set("Location", cdn() + "/" + commit + "/" + file + "?Signature=of-the-hub~");
            exchange.sendResponseHeaders(302, -1);
        } else {
            exchange.getResponseHeaders().set("ETag", "\"" + content.etag() + "\"");
            send(exchange, content.file());
        }
    }

    /** Answers the other requests of {@code snapshot_download} and {@code from_pretrained}. */
    private void answerOfApi(Request request, String[] parts, HttpExchange exchange) throws IOException {
        int verb = Math.max(List.of(parts).indexOf("revision"), List.of(parts).indexOf("tree"));
        String name = String.join("/", List.of(parts).subList(2, verb < 0 ? parts.length : verb));
        String revision = verb < 0 ? "main" : decoded(parts[verb + 1]);
        String commit = uploads.isShown(name, request) ? commits.getOrDefault(name, Map.of()).get(revision) : null;
        if (commit == null) {
            refuse(exchange, 404,
                    commits.containsKey(name) && uploads.isShown(name, request) ? "RevisionNotFound" : "RepoNotFound",
                    "not found");
            return;
        }
        String json = verb >= 0 && parts[verb].equals("tree")
                ? page(exchange, commit)
                : "{\"id\": \"%s\", \"sha\": \"%s\", \"private\": %s, \"siblings\": []}"
                        .formatted(name, commit, uploads.isHidden(name));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private String page(HttpExchange exchange, String commit) {
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        int from = query.contains("cursor=") ? Integer.parseInt(query.replaceFirst(".*cursor=", "")) : 0;
        List<Map.Entry<String, Content>> entries = List.copyOf(trees.get(commit).entrySet());
        int to = Math.min(entries.size(), from + pageSize);
        if (to < entries.size()) {
            exchange.getResponseHeaders().set("Link", "<%s%s?recursive=true&cursor=%d>; rel=\"next\""
                    .formatted(endpoint(), exchange.getRequestURI().getRawPath(), to));
        }
        return entries.subList(from, to).stream().map(FakeHub::entry).collect(Collectors.joining(",", "[", "]"));
    }

    private static String entry(Map.Entry<String, Content> entry) {
        Content content = entry.getValue();
        long size = content.file().toFile().length();
        String large = !content.isLarge() ? "" : ", \"lfs\": {\"oid\": \"%s\", \"size\": %d, \"pointerSize\": 134}"
                .formatted(content.etag(), size);
        return "{\"type\": \"file\", \"path\": \"%s\", \"size\": %d, \"oid\": \"%s\"%s}".formatted(
                entry.getKey(), size, content.isLarge() ? "0".repeat(40) : content.etag(), large);
    }

    private void answerOfCdn(Request request, HttpExchange exchange) throws IOException {
        String[] parts = request.path().substring(1).split("/", 2);
        if (!"Signature=of-the-hub~".equals(exchange.getRequestURI().getRawQuery())) {
            refuse(exchange, 403, "AccessDenied", "no signature");
        } else {
            send(exchange, trees.get(parts[0]).get(parts[1]).file());
        }
    }

    static void refuse(HttpExchange exchange, int status, String code, String message) throws IOException {
        exchange.getResponseHeaders().set("X-Error-Code", code);
        exchange.getResponseHeaders().set("X-Error-Message", message);
        exchange.sendResponseHeaders(status, -1);
    }

    /** Sends a file, or the requested range of it. */
    static void send(HttpExchange exchange, Path file) throws IOException {
        long size = Files.size(file);
        String range = exchange.getRequestHeaders().getFirst("Range");
        long begin = range == null ? 0 : Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (begin > 0 && begin >= size) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (range != null) {
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(begin, size - 1, size));
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(size));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, size - begin == 0 ? -1 : size - begin);
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(begin);
            OutputStream out = exchange.getResponseBody();
            byte[] buffer = new byte[1 << 16];
            for (int read; (read = in.read(buffer)) >= 0;) {
                out.write(buffer, 0, read);
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        hub.stop(0);
        cdn.stop(0);
        if (!Files.exists(storage)) {
            return; // a test has closed it before
        }
        try (Stream<Path> files = Files.walk(storage)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
