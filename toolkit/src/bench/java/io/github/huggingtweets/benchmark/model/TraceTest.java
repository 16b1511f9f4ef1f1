package io.github.huggingtweets.benchmark.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile of PyTorch is summed up by kind of operation, and each second is counted once. */
class TraceTest {

    @TempDir
    Path folder;

    /** A linear layer of 10 seconds holds a transposition of 1 and a product of 7, which holds a copy of 2. */
    private static final String EVENTS = """
            {"ph": "X", "pid": 1, "tid": 1, "ts": 0, "dur": 10e6, "name": "aten::linear", "cat": "cpu_op"},
            {"ph": "X", "pid": 1, "tid": 1, "ts": 2e6, "dur": 7e6, "name": "aten::addmm", "cat": "cpu_op"},
            {"ph": "X", "pid": 1, "tid": 1, "ts": 3e6, "dur": 2e6, "name": "aten::copy_", "cat": "cpu_op"},
            {"ph": "X", "pid": 1, "tid": 1, "ts": 0, "dur": 1e6, "name": "aten::t", "cat": "cpu_op"},
            {"ph": "X", "pid": 1, "tid": 2, "ts": 0, "dur": 4e6, "name": "GeluBackward0", "cat": "cpu_op"},
            {"ph": "X", "pid": 1, "tid": 2, "ts": 1e6, "dur": 3e6, "name": "aten::gelu_backward", "cat": "cpu_op"}
            """;

    @Test
    void countsEachSecondOnceForTheInnermostOperation() throws IOException {
        Map<String, Double> seconds = Trace.read(write("[" + EVENTS + "]")).seconds();

        assertEquals(Map.of("matrix products", 7.0, "GELU", 4.0, "copies and zeros", 2.0, "other operations", 1.0), seconds);
        assertEquals(List.of("matrix products", "GELU", "copies and zeros", "other operations"), List.copyOf(seconds.keySet()));
    }

    @Test
    void ignoresEventsThatAreNotOperations() throws IOException {
        String others = """
                , {"ph": "M", "pid": 1, "name": "process_name"}
                , {"ph": "X", "pid": 1, "tid": 1, "ts": 0, "dur": 99e6, "name": "run_gpt2.py", "cat": "python_function"}
                """;

        Map<String, Double> seconds = Trace.read(write("{\"traceEvents\": [" + EVENTS + others + "]}")).seconds();

        assertEquals(14, seconds.values().stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("trace.json"), json);
    }
}
