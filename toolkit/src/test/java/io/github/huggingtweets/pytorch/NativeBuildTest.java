package io.github.huggingtweets.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class NativeBuildTest {

    @Test
    void hasTheVersionThatDjlNeedsAndThatIsTested() throws IOException {
        Properties engine = new Properties();
        try (InputStream properties = NativeBuild.class.getResourceAsStream("/pytorch-engine.properties")) {
            engine.load(properties);
        }

        assertEquals(engine.getProperty("pytorch_version"), NativeBuild.VERSION);
        assertTrue(Files.readString(Path.of("../pom.xml")).contains("<pytorch.version>" + NativeBuild.VERSION + "</"));
        assertEquals(NativeBuild.VERSION, PyTorch.engine().getVersion());
    }

    @Test
    void namesTheKindsOfMachinesThatThereAre() {
        PyTorchException thrown = assertThrows(PyTorchException.class, () -> NativeBuild.of("linux-riscv64"));

        assertEquals("There is no PyTorch 2.7.1 for this kind of machine, linux-riscv64, but for linux-x86_64, linux-aarch64,"
                + " osx-aarch64, win-x86_64. If you have one, let the environment variable PYTORCH_LIBRARY_PATH name its folder.",
                thrown.getMessage());
    }
}
