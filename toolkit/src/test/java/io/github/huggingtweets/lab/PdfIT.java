package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.huggingtweets.lab.Lab.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jupyter nbconvert --to pdf} in the environment of {@code ./lab}; JupyterLab's menu uses the same exporter. */
class PdfIT {

    private static final Path PYTHON = Lab.ROOT.resolve(".venv/bin/python");

    @TempDir
    Path folder;

    private Result export(String path) throws IOException, InterruptedException {
        NotebookFile.write(folder.resolve("my notebook.ipynb"), false, "1 + 1");
        return Lab.in(folder).with("PATH", path)
                .run(List.of(PYTHON.toString(), "-m", "nbconvert", "--log-level=ERROR", "--to", "pdf", "my notebook.ipynb"));
    }

    @Test
    void printsAPdfWithTheBrowserOfTheMachine() throws Exception {
        assumeTrue(PageInBrowser.browser().isPresent(), "There is neither Chromium nor Chrome on the PATH.");

        Result result = export(System.getenv("PATH"));

        assertEquals(0, result.status(), result.toString());
        byte[] pdf = Files.readAllBytes(folder.resolve("my notebook.pdf"));
        assertEquals("%PDF-", new String(pdf, 0, 5, StandardCharsets.US_ASCII));
    }

    @Test
    void saysInOneSentenceWhatToInstallWithoutABrowser() throws Exception {
        assumeTrue(Files.notExists(Path.of("/Applications")), "A Mac's browsers are not on the PATH.");

        Result result = export(folder.toString());

        assertEquals(1, result.status(), result.toString());
        assertEquals(1, result.err().strip().lines().count(), result.err());
        assertTrue(result.err().contains("Chrome, Chromium or Edge") && result.err().contains("apt install chromium"),
                result.err());
        assertFalse(Files.exists(folder.resolve("my notebook.pdf")));
    }
}
