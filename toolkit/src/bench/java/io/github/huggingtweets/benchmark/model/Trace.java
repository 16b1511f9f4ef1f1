package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What PyTorch's profiler recorded: the seconds of each kind of operation, without those of the operations inside it. */
final class Trace {

    private static final String OTHER = "other operations";

    /** The kinds of operations, with what their names contain; an operation is of the first kind that matches. */
    private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("optimizer and clipping", Pattern.compile("adamw|foreach|linalg|norm$|Optimizer"));
        KINDS.put("matrix products", Pattern.compile("mm$|matmul|linear|mkldnn|MmBackward|LinearBackward"));
        KINDS.put("fused attention", Pattern.compile("[Aa]ttention"));
        KINDS.put("dropout", Pattern.compile("[Dd]ropout|bernoulli"));
        KINDS.put("GELU", Pattern.compile("[Gg]elu|tanh|pow"));
        KINDS.put("softmax and loss", Pattern.compile("[Ss]oftmax|[Nn]ll|cross_entropy"));
        KINDS.put("layer normalization", Pattern.compile("layer_norm|LayerNorm"));
        KINDS.put("embedding", Pattern.compile("[Ee]mbedding|index"));
        KINDS.put("additions, multiplications", Pattern.compile("::(add|mul|sub|div|sum|where|masked_fill)"));
        KINDS.put("copies and zeros", Pattern.compile("copy|cat$|clone|contiguous|fill|zero|empty"));
    }

    /** An operation, in microseconds. */
    private record Operation(String thread, String name, double start, double duration) {

        double end() {
            return start + duration;
        }
    }

    private final List<Operation> operations;

    private Trace(List<Operation> operations) {
        this.operations = operations;
    }

    /**
     * Reads the events in the format of Chrome's tracing.
     *
     * @param file what PyTorch wrote
     * @throws IOException if it can't be read
     */
    static Trace read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        Stream<JsonNode> events = StreamSupport.stream((json.isArray() ? json : json.get("traceEvents")).spliterator(), false);
        return new Trace(events.filter(event -> event.path("ph").asText().equals("X"))
                .filter(event -> event.path("cat").asText("cpu_op").equals("cpu_op"))
                .map(event -> new Operation(event.get("pid").asText() + " " + event.get("tid").asText(),
                        event.get("name").textValue(), event.get("ts").doubleValue(), event.get("dur").doubleValue()))
                .toList());
    }

    /** {@return the seconds of each kind, those that took longest first} */
    Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        operations.stream().collect(Collectors.groupingBy(Operation::thread)).values().forEach(thread -> add(thread, seconds));
        return seconds.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Double::sum, LinkedHashMap::new));
    }

    /** Subtracts the time of each operation from that of the operation around it. */
    private static void add(List<Operation> thread, Map<String, Double> seconds) {
        Deque<Operation> open = new ArrayDeque<>();
        List<Operation> ordered = thread.stream().sorted(Comparator.comparingDouble(Operation::start)
                .thenComparing(Comparator.comparingDouble(Operation::duration).reversed())).toList();
        for (Operation operation : ordered) {
            while (!open.isEmpty() && open.peek().end() <= operation.start()) {
                open.pop();
            }
            if (!open.isEmpty()) {
                seconds.merge(kind(open.peek().name()), -operation.duration() / 1e6, Double::sum);
            }
            seconds.merge(kind(operation.name()), operation.duration() / 1e6, Double::sum);
            open.push(operation);
        }
    }

    private static String kind(String name) {
        return KINDS.entrySet().stream().filter(kind -> kind.getValue().matcher(name).find()).map(Map.Entry::getKey).findFirst()
                .orElse(OTHER);
    }
}
