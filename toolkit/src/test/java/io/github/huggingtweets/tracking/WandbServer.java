package io.github.huggingtweets.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the server of Weights &amp; Biases that its client 0.31 asks for: runs, the stream of their history and summary, their
 * files, and artifacts with their makers and users. It keeps all of it, as the client sent it.
 */
final class WandbServer implements AutoCloseable {

    /** A key of the right form. */
    static final String KEY = "0123456789".repeat(4);

    private static final Pattern OPERATION = Pattern.compile("(?:query|mutation)\\s+(\\w+)");
    private static final Pattern STREAM = Pattern.compile("/files/me/([^/]+)/([^/]+)/file_stream");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Map<String, Version> versions = new LinkedHashMap<>();
    private final Map<String, byte[]> uploads = new HashMap<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private volatile int refusal;

    /** A run. */
    static final class Run {

        final ObjectNode about = Event.JSON.createObjectNode();
        final List<JsonNode> history = new ArrayList<>();
        final Set<String> files = new LinkedHashSet<>();
        final Set<String> made = new LinkedHashSet<>();
        final Set<String> used = new LinkedHashSet<>();
        JsonNode summary = Event.JSON.createObjectNode();
        Integer exitCode;

        String name() {
            return about.path("displayName").asText();
        }

        /** {@return a setting} */
        JsonNode config(String name) throws IOException {
            return PythonClients.PYTHONS_JSON.readTree(about.path("config").asText("{}")).path(name).path("value");
        }
    }

    /** A version of an artifact. */
    static final class Version {

        final String id;
        final ObjectNode input;
        final Map<String, String> files = new LinkedHashMap<>();
        boolean isCommitted;

        Version(String id, ObjectNode input) {
            this.id = id;
            this.input = input;
        }

        String name() {
            return input.get("artifactCollectionName").asText();
        }

        String type() {
            return input.get("artifactTypeName").asText();
        }

        JsonNode metadata() throws IOException {
            return PythonClients.PYTHONS_JSON.readTree(input.path("metadata").asText("{}"));
        }
    }

    WandbServer() throws IOException {
        this(0);
    }

    WandbServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Refuses everything from now on, with a status; 0 for nothing. */
    void refuse(int status) {
        refusal = status;
    }

    synchronized Run run(String id) {
        return runs.getOrDefault(id, new Run());
    }

    synchronized Set<String> runs() {
        return new LinkedHashSet<>(runs.keySet());
    }

    /** {@return all committed versions of an artifact, in order} */
    synchronized List<Version> versions(String name) {
        return versions.values().stream().filter(version -> version.isCommitted && version.name().equals(name)).toList();
    }

    synchronized byte[] upload(String path) {
        return uploads.get(path);
    }

    /** {@return the operations that the client asked for and that this server does not know} */
    synchronized Set<String> unknown() {
        return new LinkedHashSet<>(unknown);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            byte[] answer;
            int status = 200;
            synchronized (this) {
                if (refusal != 0) {
                    status = refusal;
                    answer = "{\"errors\":[{\"message\":\"not now\"}]}".getBytes(StandardCharsets.UTF_8);
                } else if (path.equals("/graphql")) {
                    answer = Event.JSON.writeValueAsBytes(Event.JSON.createObjectNode().set("data", graphql(body)));
                } else {
                    Matcher stream = STREAM.matcher(path);
                    if (stream.matches()) {
                        stream(run(stream.group(2)), PythonClients.PYTHONS_JSON.readTree(body));
                    } else if (exchange.getRequestMethod().equals("PUT")) {
                        uploads.put(path, body);
                    }
                    answer = "{}".getBytes(StandardCharsets.UTF_8);
                }
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static void stream(Run run, JsonNode sent) throws IOException {
        JsonNode history = sent.path("files").path("wandb-history.jsonl");
        int line = history.path("offset").asInt();
        for (JsonNode content : history.path("content")) {
            while (run.history.size() <= line) {
                run.history.add(null);
            }
            run.history.set(line++, PythonClients.PYTHONS_JSON.readTree(content.asText()));
        }
        for (JsonNode content : sent.path("files").path("wandb-summary.json").path("content")) {
            run.summary = PythonClients.PYTHONS_JSON.readTree(content.asText());
        }
        if (sent.hasNonNull("exitcode")) {
            run.exitCode = sent.get("exitcode").asInt();
        }
    }

    private JsonNode graphql(byte[] body) throws IOException {
        JsonNode request = PythonClients.PYTHONS_JSON.readTree(body);
        JsonNode variables = request.path("variables");
        JsonNode input = variables.has("input") ? variables.get("input") : variables;
        Matcher operation = OPERATION.matcher(request.path("query").asText());
        String name = operation.find() ? operation.group(1) : "";
        return switch (name) {
            case "Viewer" ->
                json("{'viewer':{'id':'u1','entity':'me','username':'me','flags':'{}','admin':false,'teams':{'edges':[]}}}");
            case "ServerFeaturesQuery" -> json("{'serverInfo':{'features':[]}}");
            case "RunResumeStatus" -> resumeStatus(variables);
            case "UpsertBucket" -> upsert(variables);
            case "CreateRunFiles" -> runFiles(variables);
            case "CreateArtifact" -> createArtifact((ObjectNode) input);
            case "CreateArtifactManifest" -> json(("{'createArtifactManifest':{'artifactManifest':{'id':'%1$s','file':"
                    + "{'id':'f','uploadUrl':'%2$s/artifact/%1$s/manifest','uploadHeaders':[]}}}}")
                    .formatted(input.get("artifactID").asText(), address()));
            case "CreateArtifactFiles" -> artifactFiles(input);
            case "CommitArtifact" -> {
                version(input.get("artifactID").asText()).isCommitted = true;
                yield json("{'commitArtifact':{'artifact':{'id':'a','digest':'d'}}}");
            }
            case "UseArtifact" -> {
                run(input.get("runName").asText()).used.add(version(input.get("artifactID").asText()).name());
                yield json("{'useArtifact':{'artifact':{'id':'a','digest':'d'}}}");
            }
            case "ArtifactType" -> json("{'project':{'artifact':null}}");
            case "ArtifactByID" -> artifact(version(variables.get("id").asText()));
            default -> {
                unknown.add(name);
                yield Event.JSON.createObjectNode();
            }
        };
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) PythonClients.PYTHONS_JSON.readTree(text.replace('\'', '"'));
    }

    private JsonNode resumeStatus(JsonNode variables) throws IOException {
        ObjectNode model = json("{'model':{'id':'p1','name':'p','entity':{'id':'e1','name':'me'},'bucket':null}}");
        String id = variables.get("name").asText();
        if (runs.containsKey(id)) {
            Run run = runs.get(id);
            ObjectNode bucket = json("{'logLineCount':0,'eventsLineCount':0,'eventsTail':'[]','tags':[]}");
            bucket.put("wandbConfig", "{\"t\":1}"); // without t, the run would count as one that never began
            ArrayNode tail = Event.JSON.createArrayNode();
            if (!run.history.isEmpty()) {
                tail.add(run.history.get(run.history.size() - 1).toString());
            }
            bucket.put("id", "id-" + id).put("name", id).put("displayName", run.name())
                    .put("summaryMetrics", run.summary.toString())
                    .put("historyLineCount", run.history.size()).put("historyTail", tail.toString())
                    .put("config", run.about.path("config").asText("{}")).put("notes", run.about.path("notes").asText());
            ((ObjectNode) model.get("model")).set("bucket", bucket);
        }
        return model;
    }

    private JsonNode upsert(JsonNode variables) throws IOException {
        String id = variables.get("name").asText();
        boolean isNew = !runs.containsKey(id);
        Run run = runs.computeIfAbsent(id, made -> new Run());
        variables.fields().forEachRemaining(field -> {
            if (!field.getValue().isNull()) {
                run.about.set(field.getKey(), field.getValue());
            }
        });
        ObjectNode answer = json("{'upsertBucket':{'bucket':{'project':{'id':'p1','entity':{'id':'e1','name':'me'}}},'inserted':"
                + isNew + "}}");
        ObjectNode bucket = (ObjectNode) answer.get("upsertBucket").get("bucket");
        bucket.put("id", "id-" + id).put("name", id).put("displayName", run.name()).put("historyLineCount", run.history.size());
        ((ObjectNode) bucket.get("project")).put("name", run.about.path("project").asText());
        return answer;
    }

    private JsonNode runFiles(JsonNode variables) throws IOException {
        ObjectNode answer = json("{'createRunFiles':{'runID':'r','uploadHeaders':[],'files':[]}}");
        String id = variables.get("run").asText();
        for (JsonNode file : variables.get("files")) {
            run(id).files.add(file.asText());
            ((ArrayNode) answer.get("createRunFiles").get("files")).addObject().put("name", file.asText())
                    .put("uploadUrl", "%s/run/%s/%s".formatted(address(), id, file.asText()));
        }
        return answer;
    }

    private JsonNode createArtifact(ObjectNode input) throws IOException {
        String key = input.get("artifactCollectionName").asText() + " " + input.get("digest").asText();
        Version version = versions.computeIfAbsent(key, made -> new Version("a" + versions.size(), input));
        run(input.get("runName").asText()).made.add(version.name());
        return json("{'createArtifact':{'artifact':{'id':'%s','state':'%s','artifactSequence':{'latestArtifact':null}}}}"
                .formatted(version.id, version.isCommitted ? "COMMITTED" : "PENDING"));
    }

    private Version version(String id) {
        return versions.values().stream().filter(version -> version.id.equals(id)).findFirst().orElseThrow();
    }

    private JsonNode artifactFiles(JsonNode input) throws IOException {
        ObjectNode answer = json("{'createArtifactFiles':{'files':{'edges':[]}}}");
        for (JsonNode file : input.get("artifactFiles")) {
            String id = file.get("artifactID").asText();
            String path = "/artifact/%s/files/%s".formatted(id, file.get("name").asText());
            version(id).files.put(file.get("name").asText(), path);
            ObjectNode node =
                    ((ArrayNode) answer.get("createArtifactFiles").get("files").get("edges")).addObject().putObject("node");
            node.put("storagePath", file.get("name").asText()).put("uploadUrl", address() + path).putNull("uploadMultipartUrls");
            node.putArray("uploadHeaders");
            node.putObject("artifact").put("id", id);
        }
        return answer;
    }

    private JsonNode artifact(Version version) throws IOException {
        ObjectNode answer =
                json("{'artifact':{'__typename':'Artifact','artifactSequence':{'__typename':'ArtifactSequence','project':"
                        + "{'id':'p1','internalId':'UHJvamVjdDoxOjE=','entity':{'name':'me'}}},'versionIndex':0,'description':null,"
                        + "'ttlDurationSeconds':-2,'ttlIsInherited':true,'tags':[],'historyStep':null,'state':'COMMITTED','size':1,"
                        + "'digestAlgorithm':'MANIFEST_MD5','commitHash':'c','fileCount':1,'createdAt':'2026-11-22T00:00:00Z',"
                        + "'updatedAt':null,'aliases':[]}}");
        ObjectNode artifact = (ObjectNode) answer.get("artifact");
        artifact.put("id", version.id).put("digest", version.input.get("digest").asText())
                .put("metadata", version.input.path("metadata").asText("{}")).putObject("artifactType")
                .put("name", version.type());
        ObjectNode sequence = (ObjectNode) artifact.get("artifactSequence");
        sequence.put("name", version.name());
        ((ObjectNode) sequence.get("project")).put("name", version.input.path("projectName").asText());
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
