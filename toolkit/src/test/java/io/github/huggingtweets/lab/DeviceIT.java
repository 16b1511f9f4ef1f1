package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.huggingtweets.lab.Lab.Result;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choice of PyTorch's native library. Programs on the path imitate machines with and without a GPU. */
class DeviceIT {

    private static final Path SCRIPTS = Lab.ROOT.resolve("toolkit/src/main/lab");
    private static final Path START = Lab.ROOT.resolve("toolkit/src/main/jupyter/kernel/start");

    @TempDir
    Path folder;

    private Lab lab;

    @BeforeEach
    void imitateAMachineWithoutSettings() {
        lab = Lab.in(folder).with("PATH", folder + ":" + System.getenv("PATH"));
        List.of("HUGGINGTWEETS_DEVICE", "PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR", "LD_LIBRARY_PATH")
                .forEach(variable -> lab.with(variable, null));
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private void machine(String system, String processor) throws IOException {
        program("uname", "case $1 in -s) echo %s ;; -m) echo %s ;; esac".formatted(system, processor));
    }

    private void driver(String version) throws IOException {
        program("nvidia-smi", "[ \"$1\" = --query-gpu=driver_version ] && printf '%s\\n%s\\n'".replace("%s", version));
        Files.writeString(folder.resolve("libcuda.so.1"), "");
        lab.with("LD_LIBRARY_PATH", folder.toString());
    }

    private String chosen() throws Exception {
        Result result = lab.run(List.of("bash", "-euc",
                "root=%s; . %s/device.sh; choose_device; printf '%%s: %%s' \"$device\" \"$device_reason\""
                        .formatted(Lab.ROOT, SCRIPTS)));
        assertEquals(0, result.status(), result.toString());
        assertEquals("", result.err());
        return result.out();
    }

    @Test
    void usesTheGpuIfTheDriverIsNewEnough() throws Exception {
        machine("Linux", "x86_64");
        for (String version : List.of("525.60.13", "580.95.05", "1000.1")) {
            driver(version);

            assertEquals("gpu: there is the NVIDIA driver " + version, chosen());
        }
    }

    @Test
    void usesTheCpuIfTheGpuCannotBeUsedAndSaysWhy() throws Exception {
        machine("Linux", "x86_64");
        driver("470.82.01");
        assertEquals("cpu: the NVIDIA driver 470.82.01 is too old, CUDA 12 needs 525 or newer", chosen());

        driver("550.54.14");
        for (String[] other : new String[][] {{"Darwin", "arm64"}, {"Linux", "aarch64"}}) {
            machine(other[0], other[1]);
            assertEquals("cpu: PyTorch for CUDA exists for Linux on x86-64 only", chosen());
        }
    }

    @Test
    void usesTheCpuIfPyTorchForCudaWouldNotStart() throws Exception {
        assumeFalse(Files.exists(Path.of("/proc/driver/nvidia")), "this machine's own driver has its library");
        machine("Linux", "x86_64");
        driver("550.54.14");
        Files.delete(folder.resolve("libcuda.so.1"));

        assertEquals("cpu: the NVIDIA driver 550.54.14 comes without its library libcuda.so.1", chosen());
    }

    @Test
    void followsTheEnvironmentVariable() throws Exception {
        machine("Linux", "x86_64");
        driver("550.54.14");
        lab.with("HUGGINGTWEETS_DEVICE", "cpu");
        assertEquals("cpu: HUGGINGTWEETS_DEVICE is cpu", chosen());
        lab.with("HUGGINGTWEETS_DEVICE", "gpu");
        assertEquals("gpu: there is the NVIDIA driver 550.54.14", chosen());

        driver("470.82.01");
        Result refused = lab.run("setup");
        assertEquals(2, refused.status(), refused.toString());
        assertEquals("There is no GPU to use: the NVIDIA driver 470.82.01 is too old, CUDA 12 needs 525 or newer."
                + " Set HUGGINGTWEETS_DEVICE to cpu, or unset it.\n", refused.err());
        lab.with("HUGGINGTWEETS_DEVICE", "tpu");
        assertEquals(2, lab.run("setup").status());
    }

    @Test
    void computesOnTheCpuOnRequest() throws Exception {
        driver("550.54.14");
        lab.with("HUGGINGTWEETS_DEVICE", "cpu").run("setup");

        Result environment = lab.run(List.of(START.toString(), "io.github.huggingtweets.notebook.Environment"));

        assertEquals(0, environment.status(), environment.toString());
        assertTrue(environment.out().contains("Device   CPU, since HUGGINGTWEETS_DEVICE is cpu\n"), environment.toString());
        assertEquals("", environment.err());
    }

    /** PyTorch for CUDA 12.8 supports no GPU before Turing, and PyTorch for CUDA 12.6 none after Hopper. */
    @Test
    void choosesAPyTorchThatSupportsTheGpu() throws Exception {
        String own = "https://download.pytorch.org/whl/cu128";
        for (String[] gpu : new String[][] {
            // compute capability; index if download.pytorch.org answers; index if it does not
            {"6.0", "", ""}, {"7.0", "", ""}, {"7.5", own, ""}, {"8.9", own, ""}, {"9.0", own, ""}, {"12.0", own, "neither"},
            {"[N/A]", own, ""}}) {
            program("nvidia-smi", "[ \"$1\" = --query-gpu=compute_cap ] && printf '%1$s\\n%1$s\\n'".formatted(gpu[0]));
            for (boolean answers : new boolean[] {true, false}) {
                program("python", answers ? "exit 0" : "exit 1");
                Result result = lab.run(List.of("bash", "-euc", ("say() { echo \"$*\" >&2; }; python=python; root=%s;"
                        + " . %s/device.sh; . %2$s/setup.sh; cuda_index || printf neither").formatted(Lab.ROOT, SCRIPTS)));

                assertEquals(gpu[answers ? 1 : 2], result.out(), gpu[0]);
                assertEquals(result.out().equals("neither"), result.err().contains("This GPU is newer"), result.err());
            }
        }
    }

    @Test
    void tellsDjlWhereTheLibrariesForTheGpuAre() throws Exception {
        Path root = folder.resolve("a root");
        Path cuda = root.resolve(".cache/cuda");
        Files.createDirectories(cuda.resolve("nvidia/cudnn/lib"));
        Path requirements = Files.createDirectories(root.resolve("toolkit/src/main/lab")).resolve("cuda-requirements.txt");
        Files.copy(SCRIPTS.resolve("cuda-requirements.txt"), requirements);
        String use = "options=(); root='%s'; . '%s/device.sh'; cuda_is_ready || echo missing; use_cuda; ".formatted(root, SCRIPTS)
                + "echo \"$PYTORCH_LIBRARY_PATH|$PYTORCH_VERSION|$PYTORCH_FLAVOR|$LD_LIBRARY_PATH|${options[*]}\"";
        driver("550.54.14");
        String used = "%1$s/torch/lib|%2$s|cu128|%1$s/nvidia/cudnn/lib:%4$s:%4$s|%3$s%1$s/nvidia/cuda_runtime/lib\n".formatted(
                cuda, PyTorch.engine().getVersion(), "-Djna.library.path=", folder);

        assertEquals("missing\n" + used, lab.run(List.of("bash", "-euc", use)).out());
        Files.copy(requirements, cuda.resolve("requirements.installed"));
        assertEquals(used, lab.run(List.of("bash", "-euc", use)).out());
    }
}
