package io.github.huggingtweets.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends one run to an MLflow server. A tag, {@code huggingtweets.run}, has the id of the run, by which a sender finds what an earlier one
 * has begun; of the measurements it leaves out those up to the last step that the server has.
 */
final class MlflowSender implements Sender {

    private static final String ID_TAG = "huggingtweets.run";
    private static final String TABLES_TAG = "mlflow.loggedArtifacts";
    /** The limits of the server, by MLflow's {@code utils/validation.py}. */
    private static final int MOST_PARAMETERS = 100;
    private static final int MOST_METRICS = 1000;
    private static final int LONGEST_PARAMETER = 6000;
    static final int LONGEST_TAG = 5000;
    private static final int LONGEST_NAME = 250;

    private final MlflowConnection connection;
    private final MlflowArtifacts artifacts;
    private final Map<String, Long> lastSteps = new HashMap<>();
    private final Map<String, ArrayNode> tables = new HashMap<>();
    private final Map<String, String> tableTags = new LinkedHashMap<>();
    private Event.Begun begun;
    private MlflowRun run;

    MlflowSender(MlflowConnection connection) {
        this.connection = connection;
        artifacts = new MlflowArtifacts(connection);
    }

    @Override
    public Optional<String> address() {
        return Optional.ofNullable(run).map(found -> "%s/#/experiments/%s/runs/%s".formatted(connection.server().address(),
                MlflowConnection.encoded(found.experiment()), MlflowConnection.encoded(found.id())));
    }

    @Override
    public void close() {
        // each request is complete
    }

    @Override
    public void send(List<Event> events) throws SendFailure, InterruptedException {
        Event first = events.get(0);
        if (first instanceof Event.Begun event) {
            begin(event);
        } else if (first instanceof Event.Resumed) {
            update(node -> node.put("status", "RUNNING"));
        } else if (first instanceof Event.Metrics) {
            measure(events.stream().map(Event.Metrics.class::cast).toList());
        } else if (first instanceof Event.Summary summary) {
            sum(summary);
        } else if (first instanceof Event.Files files) {
            artifacts.send(run, begun, files);
        } else if (first instanceof Event.Table) {
            extend(events.stream().map(Event.Table.class::cast).toList());
        } else if (first instanceof Event.Ended ended) {
            update(node -> node.put("end_time", ended.time().toEpochMilli()).put("status", switch (ended.state()) {
                case FINISHED -> "FINISHED";
                case STOPPED -> "KILLED";
                case FAILED -> "FAILED";
            }));
        }
    }

    // ------------------------------------------------------------------------------------------ the run

    private void begin(Event.Begun event) throws SendFailure, InterruptedException {
        if (run != null) {
            return;
        }
        begun = event;
        String experiment = experiment(event.project());
        Optional<JsonNode> found = find(experiment, event.run());
        JsonNode info = found.isPresent() ? found.get() : create(experiment, event);
        run = MlflowRun.of(info.path("info"));
        info.path("data").path("metrics")
                .forEach(metric -> lastSteps.put(metric.path("key").asText(), metric.path("step").asLong()));
        info.path("data").path("tags").forEach(tag -> {
            if (tag.path("key").asText().equals(TABLES_TAG)) {
                readTableTags(tag.path("value").asText());
            }
        });
        log("params", parameters(event), MOST_PARAMETERS);
    }

    private String experiment(String name) throws SendFailure, InterruptedException {
        for (boolean again = false;; again = true) {
            try {
                return connection.tryToGet("mlflow/experiments/get-by-name?experiment_name=" + MlflowConnection.encoded(name))
                        .path("experiment").path("experiment_id").asText();
            } catch (MlflowConnection.Refusal e) {
                if (again || !e.code().equals(MlflowConnection.MISSING)) {
                    throw e.failure();
                }
            }
            try {
                ObjectNode create = object().put("name", name);
                create.putArray("tags").add(pair("mlflow.experimentKind", "custom_model_development")); // for the right page
                return connection.tryToPost("mlflow/experiments/create", create).path("experiment_id").asText();
            } catch (MlflowConnection.Refusal e) {
                if (!e.code().equals(MlflowConnection.EXISTS)) { // else another program has made it in this moment
                    throw e.failure();
                }
            }
        }
    }

    private Optional<JsonNode> find(String experiment, String id) throws SendFailure, InterruptedException {
        ObjectNode search = object().put("filter", "tags.`%s` = '%s'".formatted(ID_TAG, id)).put("max_results", 1);
        search.putArray("experiment_ids").add(experiment);
        JsonNode found = connection.post("mlflow/runs/search", search).path("runs").path(0);
        return found.isMissingNode() ? Optional.empty() : Optional.of(found);
    }

    private JsonNode create(String experiment, Event.Begun event) throws SendFailure, InterruptedException {
        ObjectNode create = object().put("experiment_id", experiment).put("run_name", event.name())
                .put("start_time", event.started().toEpochMilli());
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(ID_TAG, event.run());
        tags.put("mlflow.source.name", "huggingtweets");
        tags.put("mlflow.source.type", "LOCAL");
        tags.put("mlflow.note.content", MlflowText.plain(event.note()));
        event.tags().forEach((name, value) -> tags.put(name(name), value));
        ArrayNode list = create.putArray("tags");
        tags.forEach((name, value) -> list.add(pair(name, MlflowText.shortened(value, LONGEST_TAG))));
        return connection.post("mlflow/runs/create", create).path("run");
    }

    private static List<ObjectNode> parameters(Event.Begun event) {
        List<ObjectNode> parameters = new ArrayList<>();
        event.parameters().forEach((name, value) -> parameters
                .add(pair(name(name), MlflowText.shortened(String.valueOf(value), LONGEST_PARAMETER))));
        return parameters;
    }

    private void update(Consumer<ObjectNode> change) throws SendFailure, InterruptedException {
        ObjectNode update = object().put("run_id", run.id());
        change.accept(update);
        connection.post("mlflow/runs/update", update);
    }

    // ------------------------------------------------------------------------------------------ what was measured

    private void measure(List<Event.Metrics> events) throws SendFailure, InterruptedException {
        List<ObjectNode> metrics = new ArrayList<>();
        for (Event.Metrics event : events) {
            event.values().forEach((name, value) -> {
                if (event.step() > lastSteps.getOrDefault(name(name), -1L)) {
                    metrics.add(metric(name, value, event.time(), event.step()));
                }
            });
        }
        log("metrics", metrics, MOST_METRICS);
    }

    private void sum(Event.Summary summary) throws SendFailure, InterruptedException {
        List<ObjectNode> metrics = new ArrayList<>();
        List<ObjectNode> tags = new ArrayList<>();
        summary.values().forEach((name, value) -> {
            if (value instanceof Number number) {
                metrics.add(metric(name, number.doubleValue(), summary.time(), 0));
            } else {
                tags.add(pair(name(name), MlflowText.shortened(String.valueOf(value), LONGEST_TAG)));
            }
        });
        log("metrics", metrics, MOST_METRICS);
        log("tags", tags, MOST_PARAMETERS);
    }

    private static ObjectNode metric(String name, double value, Instant time, int step) {
        ObjectNode metric = object().put("key", name(name)).put("timestamp", time.toEpochMilli()).put("step", step);
        return Double.isFinite(value) ? metric.put("value", value) : metric.put("value", Double.toString(value));
    }

    private void log(String kind, List<ObjectNode> entries, int most) throws SendFailure, InterruptedException {
        for (int first = 0; first < entries.size(); first += most) {
            ObjectNode batch = object().put("run_id", run.id());
            batch.putArray(kind).addAll(entries.subList(first, Math.min(first + most, entries.size())));
            connection.post("mlflow/runs/log-batch", batch);
        }
    }

    // ------------------------------------------------------------------------------------------ tables

    /** Writes each table as a whole, as MLflow's {@code log_table} does, after the rows that it has. */
    private void extend(List<Event.Table> events) throws SendFailure, InterruptedException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (Event.Table event : events) {
            columns.put(event.name(), event.columns());
            ArrayNode rows = rows(event.name());
            while (rows.size() > event.firstRow()) {
                rows.remove(rows.size() - 1);
            }
            event.rows().forEach(row -> rows.add(Event.JSON.<JsonNode>valueToTree(row)));
        }
        for (Map.Entry<String, List<String>> table : columns.entrySet()) {
            ObjectNode json = object();
            table.getValue().forEach(json.putArray("columns")::add);
            json.set("data", tables.get(table.getKey()));
            artifacts.put(run, file(table.getKey()), json);
            if (tableTags.put(file(table.getKey()), "table") == null) {
                ArrayNode all = Event.JSON.createArrayNode();
                tableTags.forEach((path, type) -> all.add(object().put("path", path).put("type", type)));
                log("tags", List.of(pair(TABLES_TAG, all.toString())), MOST_PARAMETERS);
            }
        }
    }

    private ArrayNode rows(String table) throws SendFailure, InterruptedException {
        ArrayNode rows = tables.get(table);
        if (rows == null) {
            rows = artifacts.get(run, file(table)).map(json -> json.path("data")).filter(JsonNode::isArray)
                    .map(ArrayNode.class::cast).orElseGet(Event.JSON::createArrayNode);
            tables.put(table, rows);
        }
        return rows;
    }

    private static String file(String table) {
        return Artifact.named(table).toLowerCase(Locale.ROOT) + ".json";
    }

    private void readTableTags(String tag) {
        try {
            Event.JSON.readTree(tag).forEach(table -> tableTags.put(table.path("path").asText(), table.path("type").asText()));
        } catch (JsonProcessingException e) {
            // somebody else has written it, and it is written anew
        }
    }

    // ------------------------------------------------------------------------------------------ what MLflow takes

    private static ObjectNode object() {
        return Event.JSON.createObjectNode();
    }

    static ObjectNode pair(String key, String value) {
        return object().put("key", key).put("value", value);
    }

    /** {@return a name as MLflow takes it: plain letters, no empty segments and no dots alone in one} */
    static String name(String text) {
        String name = text.replaceAll("[^A-Za-z0-9_./: -]", "_").replaceAll("/+", "/").replaceAll("(^|/)\\.{1,2}(?=/|$)", "$1_")
                .replaceAll("^/|/$", "");
        return name.isBlank() ? "_" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
