package io.github.huggingtweets.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A notebook on disk, read as JSON. */
record NotebookFile(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A code cell: its source, and its outputs in order. */
    record Cell(JsonNode json) {

        String source() {
            return text(json.get("source"));
        }

        List<Output> outputs() {
            return stream(json.get("outputs")).map(Output::new).toList();
        }

        /** {@return the only output} */
        Output output() {
            if (outputs().size() != 1) {
                throw new AssertionError(outputs().size() + " outputs of " + source() + ": " + outputs());
            }
            return outputs().get(0);
        }
    }

    /** One output of a cell. */
    record Output(JsonNode json) {

        String type() {
            return json.get("output_type").asText();
        }

        /** {@return the output in a media type, or an empty text if it has no such form} */
        String as(String mediaType) {
            return json.path("data").has(mediaType) ? text(json.get("data").get(mediaType)) : "";
        }

        String html() {
            return as("text/html");
        }

        String plain() {
            return as("text/plain");
        }

        /** {@return the text of a stream} */
        String stream() {
            return json.has("text") ? text(json.get("text")) : "";
        }

        /** {@return the lines of an error, without their colours} */
        String error() {
            return String.join("\n", NotebookFile.stream(json.path("traceback")).map(JsonNode::asText).toList())
                    .replaceAll("\u001b\\[[0-9;]*m", "");
        }
    }

    static NotebookFile read(Path file) throws IOException {
        return new NotebookFile(JSON.readTree(file.toFile()));
    }

    /** Writes a notebook. If {@code tolerant}, it goes on after a cell that fails. */
    static Path write(Path file, boolean tolerant, String... sources) throws IOException {
        ObjectNode notebook = JSON.createObjectNode().put("nbformat", 4).put("nbformat_minor", 5);
        notebook.putObject("metadata").putObject("kernelspec")
                .put("name", "java").put("display_name", "Java (HuggingTweets)").put("language", "java");
        ArrayNode cells = notebook.putArray("cells");
        for (String source : sources) {
            ObjectNode cell = cells.addObject().put("cell_type", "code").put("id", "cell-" + cells.size()).put("source", source);
            cell.putNull("execution_count");
            cell.putArray("outputs");
            ObjectNode metadata = cell.putObject("metadata");
            if (tolerant) {
                metadata.putArray("tags").add("raises-exception");
            }
        }
        JSON.writeValue(file.toFile(), notebook);
        return file;
    }

    /** {@return the cells of a kind: {@code code} or {@code markdown}} */
    List<JsonNode> cells(String kind) {
        return stream(json.get("cells")).filter(cell -> cell.get("cell_type").asText().equals(kind)).toList();
    }

    List<Cell> codeCells() {
        return cells("code").stream().map(Cell::new).toList();
    }

    /** {@return the outputs of all cells} */
    List<Output> outputs() {
        return codeCells().stream().flatMap(cell -> cell.outputs().stream()).toList();
    }

    /** {@return a text that Jupyter keeps either whole or as a list of lines} */
    static String text(JsonNode node) {
        return node.isArray() ? String.join("", stream(node).map(JsonNode::asText).toList()) : node.asText();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
