package io.github.huggingtweets.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The half of {@link FakeHub} that takes uploads, as {@code huggingface_hub} 2.4 sends them: accounts, repositories, preupload,
 * Git LFS by {@code basic} and {@code multipart}, verification, commits, and visibility. Like the storage of the Hub, it refuses a
 * token; like the Hub, it takes a commit only if all large files are there.
 */
final class FakeHubUploads {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MODEL = Pattern.compile("/api/models/([^/]+/[^/]+)(?:/([a-z]+)(?:/([^/]+))?)?");
    private static final Pattern LFS = Pattern.compile("/([^/]+/[^/]+)\\.git/info/lfs/(objects/batch|verify)");
    private static final Pattern PART = Pattern.compile("/uploads/(\\d+)/(\\d+)");
    private static final Pattern LARGE_FILE = Pattern.compile(".*\\.(safetensors|bin|png)|.*tfevents.*");

    /** An answer to send. */
    record Reply(int status, Map<String, String> headers, String body) {

        static Reply json(int status, JsonNode body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body.toString());
        }

        static Reply refusal(int status, String code, String message) {
            return new Reply(status, Map.of("X-Error-Code", code, "X-Error-Message", message, "Content-Type", "application/json"),
                    JSON.createObjectNode().put("error", message).toString());
        }
    }

    private record Account(String name, String role, Set<String> organizations) {

        boolean mayWrite(String repository) {
            String owner = repository.replaceFirst("/.*", "");
            return !role.equals("read") && (owner.equals(name) || organizations.contains(owner));
        }
    }

    private static final class Multipart {
        private final String oid;
        private final Map<Integer, byte[]> parts = new ConcurrentHashMap<>();

        Multipart(String oid) {
            this.oid = oid;
        }
    }

    private final FakeHub hub;
    private final Path storage;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, Multipart> multiparts = new ConcurrentHashMap<>();
    private final AtomicInteger uploads = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private volatile int partSize = 1 << 20;
    private volatile boolean onlyXet;

    FakeHubUploads(FakeHub hub, Path storage) {
        this.hub = hub;
        this.storage = storage;
    }

    void account(String token, String name, String role, String... organizations) {
        accounts.put(token, new Account(name, role, Set.of(organizations)));
    }

    void partSize(int bytes) {
        partSize = bytes;
    }

    void onlyXet() {
        onlyXet = true;
    }

    boolean isHidden(String repository) {
        return hidden.contains(repository);
    }

    /** {@return whether somebody who sends this token sees a repository} */
    boolean isShown(String repository, FakeHub.Request request) {
        Account account = account(request);
        return !hidden.contains(repository) || account != null && account.mayWrite(repository)
                || account != null && repository.startsWith(account.name() + "/");
    }

    private Account account(FakeHub.Request request) {
        return accounts.get(request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", ""));
    }

    /** {@return an answer, or null to a request that is no part of an upload} */
    Reply answer(FakeHub.Request request, String query, byte[] body) throws IOException {
        String path = request.path();
        if (request.server().equals("cdn")) {
            return request.method().equals("PUT") ? store(request, query, body) : null;
        }
        if (path.equals("/api/complete_multipart")) {
            return complete(query, JSON.readTree(body));
        }
        if (path.equals("/api/validate-yaml")) {
            return Reply.json(200, JSON.createObjectNode());
        }
        Matcher lfs = LFS.matcher(path);
        Matcher model = MODEL.matcher(path);
        boolean isCreation = path.equals("/api/repos/create");
        boolean isCommand = isCreation || lfs.matches() || path.equals("/api/whoami-v2")
                || model.matches() && Set.of("preupload", "commit", "settings").contains(String.valueOf(model.group(2)));
        if (!isCommand) {
            return null;
        }
        if (account(request) == null) {
            return Reply.refusal(401, "", "Invalid credentials in Authorization header");
        }
        if (path.equals("/api/whoami-v2")) {
            return whoAmI(account(request));
        }
        if (isCreation) {
            return create(account(request), JSON.readTree(body));
        }
        String repository = lfs.matches() ? lfs.group(1) : model.group(1);
        if (!hub.has(repository) || !isShown(repository, request)) {
            return Reply.refusal(404, "RepoNotFound", "Repository not found");
        }
        if (!account(request).mayWrite(repository)) {
            return Reply.refusal(403, "", "Forbidden: pass `create_pr=1` as a query parameter to create a Pull Request");
        }
        if (lfs.matches()) {
            return lfs.group(2).equals("verify") ? verify(JSON.readTree(body)) : batch(repository, JSON.readTree(body));
        }
        return switch (model.group(2)) {
            case "preupload" -> preupload(repository, JSON.readTree(body));
            case "commit" -> commit(repository, new String(body, StandardCharsets.UTF_8));
            default -> settings(repository, JSON.readTree(body));
        };
    }

    private static Reply whoAmI(Account account) {
        ObjectNode answer = JSON.createObjectNode().put("type", "user").put("name", account.name());
        ArrayNode organizations = answer.putArray("orgs");
        account.organizations().forEach(name -> organizations.addObject().put("name", name));
        answer.putObject("auth").putObject("accessToken").put("role", account.role());
        return Reply.json(200, answer);
    }

    private Reply create(Account account, JsonNode wanted) throws IOException {
        String owner = wanted.path("organization").isTextual() ? wanted.path("organization").asText() : account.name();
        String name = owner + "/" + wanted.path("name").asText();
        if (!account.mayWrite(name)) {
            return Reply.refusal(403, "", "You don't have the rights to create a model under the namespace \"" + owner + "\"");
        }
        ObjectNode answer = JSON.createObjectNode().put("url", hub.endpoint() + "/" + name).put("name", name).put("id", name);
        if (hub.has(name)) {
            return Reply.json(409, answer.put("error", "You already created this model repo"));
        }
        if (wanted.path("visibility").asText().equals("private")) {
            hidden.add(name);
        }
        Path attributes = Files.createTempFile(storage, "git", "attributes");
        Files.writeString(attributes, "*.safetensors filter=lfs diff=lfs merge=lfs -text\n");
        hub.commit(name, "main", Map.of(".gitattributes", attributes));
        return Reply.json(200, answer);
    }

    private Reply settings(String repository, JsonNode wanted) {
        if (wanted.path("visibility").asText().equals("public")) {
            hidden.remove(repository);
        } else {
            hidden.add(repository);
        }
        return Reply.json(200, JSON.createObjectNode());
    }

    private Reply preupload(String repository, JsonNode question) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode files = answer.putArray("files");
        Map<String, String> etags = hub.etags(repository);
        String ignored = hub.text(repository, ".gitignore");
        for (JsonNode file : question.path("files")) {
            String path = file.path("path").asText();
            Base64.getDecoder().decode(file.path("sample").asText());
            files.addObject().put("path", path)
                    .put("uploadMode", isLarge(path, file.path("size").asLong()) ? "lfs" : "regular")
                    .put("shouldIgnore", List.of(ignored.split("\n")).contains(path))
                    .put("oid", etags.get(path));
        }
        return Reply.json(200, answer);
    }

    static boolean isLarge(String path, long size) {
        return LARGE_FILE.matcher(path).matches() || size > 10_000_000;
    }

    // ------------------------------------------------------------------------------------------------------- large files

    private Path stored(String oid) {
        return storage.resolve(oid);
    }

    /** {@return whether the storage has a content} */
    boolean has(String oid) {
        return Files.exists(stored(oid));
    }

    private Reply batch(String repository, JsonNode question) {
        List<String> transfers = new ArrayList<>();
        question.path("transfers").forEach(transfer -> transfers.add(transfer.asText()));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode objects = answer.putArray("objects");
        for (JsonNode object : question.path("objects")) {
            String oid = object.path("oid").asText();
            long size = object.path("size").asLong();
            ObjectNode entry = objects.addObject().put("oid", oid).put("size", size);
            if (has(oid)) {
                continue;
            }
            ObjectNode actions = entry.putObject("actions");
            ObjectNode upload = actions.putObject("upload");
            String id = Integer.toString(uploads.incrementAndGet());
            multiparts.put(id, new Multipart(oid));
            boolean inParts = size > partSize && transfers.contains("multipart");
            answer.put("transfer", onlyXet ? "xet" : inParts ? "multipart" : "basic");
            ObjectNode header = upload.putObject("header");
            if (inParts) {
                header.put("chunk_size", Integer.toString(partSize));
                for (int part = (int) ((size + partSize - 1) / partSize); part >= 1; part--) { // not in their order
                    header.put("%05d".formatted(part), "%s/uploads/%s/%d?Signature=of-the-part~".formatted(hub.cdn(), id, part));
                }
                upload.put("href", "https://huggingface.co/api/complete_multipart?uploadId=" + id + "&signature=of-the-hub");
            } else {
                header.put("x-amz-meta-kind", "weights").put("Host", "elsewhere").put("Content-Length", "1");
                upload.put("href", "%s/uploads/%s/0?Signature=of-the-part~".formatted(hub.cdn(), id));
            }
            actions.putObject("verify").put("href", "https://huggingface.co/%s.git/info/lfs/verify".formatted(repository));
        }
        return Reply.json(200, answer);
    }

    private Reply store(FakeHub.Request request, String query, byte[] body) throws IOException {
        Matcher part = PART.matcher(request.path());
        if (request.headers().containsKey("authorization")) {
            return xml(400, "InvalidArgument", "Only one auth mechanism allowed");
        }
        if (!part.matches() || !"Signature=of-the-part~".equals(query) || !multiparts.containsKey(part.group(1))) {
            return xml(403, "AccessDenied", "Request has expired " + request.path() + "?" + query);
        }
        Multipart upload = multiparts.get(part.group(1));
        int number = Integer.parseInt(part.group(2));
        if (number == 0) {
            Files.write(stored(upload.oid), body);
            return new Reply(200, Map.of("ETag", "\"" + Checksums.md5(body) + "\""), "");
        }
        upload.parts.put(number, body);
        return new Reply(200, Map.of("ETag", "\"" + Checksums.md5(body) + "\""), "");
    }

    private static Reply xml(int status, String code, String message) {
        return new Reply(status, Map.of("Content-Type", "application/xml"),
                "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message));
    }

    private Reply complete(String query, JsonNode done) throws IOException {
        Matcher id = Pattern.compile("uploadId=(\\d+)&signature=of-the-hub").matcher(String.valueOf(query));
        Multipart upload = id.matches() ? multiparts.get(id.group(1)) : null;
        if (upload == null) {
            return Reply.refusal(404, "", "NoSuchUpload");
        }
        if (!done.path("oid").asText().equals(upload.oid) || done.path("parts").size() != upload.parts.size()) {
            return Reply.refusal(400, "", "InvalidPart");
        }
        Path file = Files.createTempFile(storage, "completed", "");
        try (OutputStream out = Files.newOutputStream(file)) {
            int number = 0;
            for (JsonNode part : done.path("parts")) {
                byte[] bytes = upload.parts.get(++number);
                if (part.path("partNumber").asInt() != number
                        || !part.path("etag").asText().equals("\"" + Checksums.md5(bytes) + "\"")) {
                    return Reply.refusal(400, "", "InvalidPart");
                }
                out.write(bytes);
            }
        }
        multiparts.remove(id.group(1));
        Files.move(file, stored(upload.oid));
        return Reply.json(200, JSON.createObjectNode());
    }

    private Reply verify(JsonNode file) throws IOException {
        Path stored = stored(file.path("oid").asText());
        if (!Files.exists(stored)) {
            return Reply.refusal(404, "", "LFS object not found");
        }
        if (!Checksums.sha256(stored).equals(file.path("oid").asText()) || Files.size(stored) != file.path("size").asLong()) {
            Files.delete(stored);
            return Reply.refusal(422, "", "the content does not match its SHA-256");
        }
        return Reply.json(200, JSON.createObjectNode());
    }

    // ------------------------------------------------------------------------------------------------------------ commits

    private synchronized Reply commit(String repository, String lines) throws IOException {
        String parent = hub.newest(repository);
        Map<String, FakeHub.Content> tree = new LinkedHashMap<>(hub.tree(parent));
        for (String line : lines.split("\n")) {
            JsonNode value = JSON.readTree(line).path("value");
            String path = value.path("path").asText();
            switch (JSON.readTree(line).path("key").asText()) {
                case "header" -> {
                    if (value.has("parentCommit") && !value.path("parentCommit").asText().equals(parent)) {
                        return Reply.refusal(412, "", "A commit has happened since. Please refresh and try again.");
                    }
                }
                case "file" -> {
                    byte[] content = Base64.getDecoder().decode(value.path("content").asText());
                    Path file = Files.write(storage.resolve("regular-" + Checksums.git(content)), content);
                    tree.put(path, new FakeHub.Content(file, Checksums.git(content), false));
                }
                case "lfsFile" -> {
                    String oid = value.path("oid").asText();
                    if (!has(oid) || Files.size(stored(oid)) != value.path("size").asLong()) {
                        return Reply.refusal(400, "", "LFS pointer pointed to a file that does not exist");
                    }
                    tree.put(path, new FakeHub.Content(stored(oid), oid, true));
                }
                case "deletedFile" -> {
                    if (tree.remove(path) == null) {
                        return Reply.refusal(404, "EntryNotFound", "A file with this name doesn't exist");
                    }
                }
                default -> throw new AssertionError(line);
            }
        }
        String commit = Checksums.sha1((parent + tree + commits.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
        hub.move(repository, commit, tree);
        return Reply.json(200, JSON.createObjectNode().put("success", true).put("commitOid", commit).put("hookOutput", "")
                .put("commitUrl", hub.endpoint() + "/" + repository + "/commit/" + commit));
    }
}
