package io.github.huggingtweets.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.http.FileSlice;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Artifacts on an MLflow server. Tweets and data sets are inputs of the run; a base model is a logged model and an input; a fine-tuned
 * model is a logged model, an output of the run, and a version of a registered model. Servers before version 3 have no logged models:
 * there the files of a model are artifacts of the run. A file {@code lineage/NAME.json} says of each artifact what it is made of.
 */
final class MlflowArtifacts {

    private static final int LONGEST_DIGEST = 36;

    private final MlflowConnection connection;

    MlflowArtifacts(MlflowConnection connection) {
        this.connection = connection;
    }

    /** Sends an artifact. To send it again changes nothing. */
    void send(MlflowRun run, Event.Begun begun, Event.Files event) throws SendFailure, InterruptedException {
        Artifact artifact = event.artifact();
        Optional<Path> folder = event.folder().map(Path::of);
        put(run, "lineage/" + artifact.name() + ".json", Event.JSON.valueToTree(artifact));
        switch (artifact.type()) {
            case TWEETS, DATASET -> {
                upload(folder, run.artifacts() + "/" + artifact.name());
                input(run, artifact, folder.isPresent() ? run.artifacts() + "/" + artifact.name() : "");
            }
            case BASE_MODEL -> {
                Optional<Model> model = model(run, "", "base model", artifact, Map.of());
                if (model.isPresent()) {
                    finish(model.get());
                    link("mlflow/runs/log-inputs", run, entry("model_id", model.get().id()));
                }
            }
            case MODEL -> {
                Optional<Model> model = model(run, run.id(), "fine-tuned model", artifact, begun.parameters());
                upload(folder, model.map(Model::artifacts).orElse(run.artifacts() + "/model"));
                if (model.isPresent()) {
                    finish(model.get());
                    link("mlflow/runs/outputs", run, entry("model_id", model.get().id()).put("step", 0));
                }
                if (folder.isPresent()) {
                    register(run, artifact, model);
                }
            }
            case REPORT -> upload(folder, run.artifacts() + "/" + artifact.name());
        }
    }

    private static ObjectNode entry(String key, String value) {
        return Event.JSON.createObjectNode().put(key, value);
    }

    private void link(String path, MlflowRun run, ObjectNode model) throws SendFailure, InterruptedException {
        ObjectNode request = entry("run_id", run.id());
        request.putArray("models").add(model);
        connection.post(path, request);
    }

    private void input(MlflowRun run, Artifact artifact, String uri) throws SendFailure, InterruptedException {
        Map<String, Object> profile = new LinkedHashMap<>(artifact.metadata());
        profile.put("sha256", artifact.digest());
        profile.put("inputs", artifact.inputs());
        ObjectNode request = entry("run_id", run.id());
        ObjectNode input = request.putArray("datasets").addObject();
        input.putArray("tags").add(MlflowSender.pair("mlflow.data.context",
                artifact.type() == Artifact.Type.TWEETS ? "raw tweets" : "training"));
        input.putObject("dataset").put("name", artifact.name())
                .put("digest", MlflowText.start(artifact.digest(), LONGEST_DIGEST))
                .put("source_type", uri.isEmpty() ? "not sent" : "mlflow-artifacts")
                .put("source", entry("uri", uri).toString())
                .put("profile", Event.JSON.valueToTree(profile).toString());
        connection.post("mlflow/runs/log-inputs", request);
    }

    // ------------------------------------------------------------------------------------------ models

    /** A logged model, and the URI of its files. */
    private record Model(String id, String artifacts) {

        static Model of(JsonNode model) {
            return new Model(model.path("info").path("model_id").asText(), model.path("info").path("artifact_uri").asText());
        }
    }

    /** {@return the logged model of this version of an artifact; empty if the server has no logged models} */
    private Optional<Model> model(MlflowRun run, String madeBy, String type, Artifact artifact, Map<String, Object> parameters)
            throws SendFailure, InterruptedException {
        ObjectNode search = Event.JSON.createObjectNode().put("max_results", 1).put("filter",
                "name = '%s' AND tags.sha256 = '%s' AND source_run_id = '%s'".formatted(artifact.name(), artifact.digest(),
                        madeBy));
        search.putArray("experiment_ids").add(run.experiment());
        try {
            JsonNode found = connection.tryToPost("mlflow/logged-models/search", search).path("models").path(0);
            return Optional.of(Model.of(found.isMissingNode() ? create(run, madeBy, type, artifact, parameters) : found));
        } catch (MlflowConnection.Refusal e) {
            if (e.status() == 404 && e.code().isEmpty()) {
                return Optional.empty();
            }
            throw e.failure();
        }
    }

    private JsonNode create(MlflowRun run, String madeBy, String type, Artifact artifact, Map<String, Object> parameters)
            throws SendFailure, InterruptedException {
        ObjectNode create = entry("experiment_id", run.experiment()).put("name", artifact.name()).put("model_type", type)
                .put("source_run_id", madeBy);
        create.putArray("tags").addAll(tags(artifact));
        ArrayNode list = create.putArray("params");
        parameters.forEach((name, value) -> list.add(MlflowSender.pair(MlflowSender.name(name),
                MlflowText.shortened(String.valueOf(value), MlflowSender.LONGEST_TAG))));
        return connection.post("mlflow/logged-models", create).path("model");
    }

    private static List<ObjectNode> tags(Artifact artifact) {
        List<ObjectNode> tags = new ArrayList<>();
        tags.add(MlflowSender.pair("sha256", artifact.digest()));
        tags.add(MlflowSender.pair("inputs", String.join(", ", artifact.inputs())));
        artifact.metadata().forEach((name, value) -> tags.add(MlflowSender.pair(MlflowSender.name(name),
                MlflowText.shortened(String.valueOf(value), MlflowSender.LONGEST_TAG))));
        return tags;
    }

    private void finish(Model model) throws SendFailure, InterruptedException {
        connection.patch("mlflow/logged-models/" + MlflowConnection.encoded(model.id()),
                entry("model_id", model.id()).put("status", "LOGGED_MODEL_READY"));
    }

    private void register(MlflowRun run, Artifact artifact, Optional<Model> model) throws SendFailure, InterruptedException {
        try {
            connection.tryToPost("mlflow/registered-models/create", entry("name", artifact.name()));
        } catch (MlflowConnection.Refusal e) {
            if (!e.code().equals(MlflowConnection.EXISTS)) {
                throw e.failure();
            }
        }
        String source = model.map(logged -> "models:/" + logged.id()).orElse(run.artifacts() + "/model");
        JsonNode versions = connection.get("mlflow/model-versions/search?max_results=1000&filter=" + MlflowConnection.encoded(
                "name='%s' AND run_id='%s'".formatted(artifact.name(), run.id()))).path("model_versions");
        for (JsonNode version : versions) {
            if (version.path("source").asText().equals(source)) {
                return;
            }
        }
        ObjectNode create = entry("name", artifact.name()).put("source", source).put("run_id", run.id());
        model.ifPresent(logged -> create.put("model_id", logged.id()));
        create.putArray("tags").addAll(tags(artifact));
        connection.post("mlflow/model-versions/create", create);
    }

    // ------------------------------------------------------------------------------------------ files

    /** Writes a JSON file among the artifacts of a run. */
    void put(MlflowRun run, String file, JsonNode json) throws SendFailure, InterruptedException {
        connection.put(path(run.artifacts()) + "/" + file, new FileSlice(json.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return a JSON file among the artifacts of a run; empty if there is none} */
    Optional<JsonNode> get(MlflowRun run, String file) throws SendFailure, InterruptedException {
        return connection.artifact(path(run.artifacts()), file);
    }

    /** {@return the path of a URI in the store that the server serves} */
    private String path(String uri) throws SendFailure {
        String served = "/mlflow-artifacts/artifacts/";
        if (uri.startsWith("mlflow-artifacts:")) {
            return URI.create(uri.replace(" ", "%20")).getPath().substring(1);
        }
        if (uri.matches("(?i)https?:.*") && uri.contains(served)) {
            return uri.substring(uri.indexOf(served) + served.length());
        }
        throw new SendFailure(SendFailure.Then.SKIP,
                ("%s keeps files in %s, where only its clients in Python can write them; let it"
                        + " serve them: mlflow server --artifacts-destination ...").formatted(connection.server(),
                                uri.replaceFirst(":.*", ":...")),
                null);
    }

    private void upload(Optional<Path> folder, String uri) throws SendFailure, InterruptedException {
        if (folder.isEmpty()) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.get())) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
        for (Path file : files) {
            String name = Stream.iterate(folder.get().relativize(file), path -> path != null, Path::getParent)
                    .map(path -> path.getFileName().toString()).reduce((below, above) -> above + "/" + below).orElseThrow();
            upload(file, path(uri) + "/" + name);
        }
    }

    private static SendFailure unreadable(IOException e) {
        return new SendFailure(SendFailure.Then.SKIP, "The files of an artifact cannot be read (%s)"
                .formatted(e.getClass().getSimpleName()), e);
    }

    private void upload(Path file, String path) throws SendFailure, InterruptedException {
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
        connection.put(path, new FileSlice(file, 0, size));
    }
}
