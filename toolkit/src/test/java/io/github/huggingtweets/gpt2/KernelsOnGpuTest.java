package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernels run on a GPU from beginning to end, as far as can be tested without one: Python's PyTorch runs them on fake
 * tensors, which have a device but no numbers. The system property {@code huggingtweets.python} names a Python that has PyTorch;
 * {@code ./lab test --with-python} installs one.
 */
@EnabledIfSystemProperty(named = "huggingtweets.python", matches = ".+")
class KernelsOnGpuTest {

    private static final String GPU = "cuda:0";

    @TempDir
    private static Path folder;

    private static Map<String, Call> calls;

    /** The outcome of a call, as {@code run_on_fake_gpu.py} prints it. */
    private record Call(String failed, List<String> devices, List<String> multiplied,
            @JsonProperty("without CUDA") List<String> withoutCuda, String result) {}

    @BeforeAll
    static void callEachKernelInPython() throws IOException, InterruptedException {
        Path archive = Files.write(folder.resolve("kernels.pt"), Kernels.archive(Kernels.source()));
        Process process = new ProcessBuilder(
                System.getProperty("huggingtweets.python"), "src/test/python/run_on_fake_gpu.py", archive.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        calls = new ObjectMapper().readValue(process.getInputStream(), new TypeReference<>() {});
        assertEquals(0, process.waitFor());
        calls.forEach((name, call) -> assertNull(call.failed(), name));
    }

    @Test
    void callsEachMethodOfTrainingAndGeneration() {
        assertEquals(Set.of("learn", "loss", "logits", "packed", "next", "move", "adamw", "copy"),
                calls.keySet().stream().map(name -> name.split("\\W")[0]).collect(Collectors.toSet()));
    }

    @Test
    void keepsEverythingButCopiesOnTheGpu() {
        calls.forEach(
                (name, call) -> assertEquals(name.startsWith("copy") ? List.of("cpu", GPU) : List.of(GPU), call.devices(), name));
    }

    @Test
    void usesOnlyOperatorsThatExistForCuda() {
        assumeTrue(calls.values().stream().noneMatch(call -> call.withoutCuda() == null), "This PyTorch comes without CUDA");
        calls.forEach((name, call) -> assertEquals(List.of(), call.withoutCuda(), name));
    }

    @Test
    void multipliesMatricesInTheGivenPrecision() {
        calls.forEach((name, call) -> {
            if (name.startsWith("learn in ")) {
                assertEquals(List.of(name.substring("learn in ".length(), name.indexOf(':'))), call.multiplied(), name);
                assertEquals("float32 [] on " + GPU, call.result(), name);
            }
        });
    }
}
