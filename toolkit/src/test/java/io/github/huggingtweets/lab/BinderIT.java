package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.lab.Lab.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How mybinder.org builds this repository, as far as that can be tested without Docker. */
class BinderIT {

    @TempDir
    Path folder;

    @Test
    void repo2dockerFindsAptPackagesRequirementsAndPostBuild() throws Exception {
        Result printed = Lab.in(folder).run(List.of(Lab.ROOT.resolve(".venv-binder/bin/python").toString(), "-m", "repo2docker",
                "--no-build", "--debug", "--user-id", "1000", "--user-name", "jovyan", Lab.ROOT.toString()));

        assertEquals(0, printed.status(), printed.toString());
        String dockerfile = printed.out() + printed.err();
        List<String> steps = List.of(
                "apt-get install --yes --no-install-recommends fontconfig fonts-dejavu-core openjdk-17-jdk-headless",
                "pip install --no-cache-dir -r \"binder/requirements.txt\"", "RUN ./binder/postBuild");
        for (int i = 0; i < steps.size(); i++) {
            assertTrue(dockerfile.contains(steps.get(i)), steps.get(i) + " is not in " + dockerfile);
            assertTrue(i == 0 || dockerfile.indexOf(steps.get(i - 1)) < dockerfile.indexOf(steps.get(i)), steps.get(i));
        }
        assertTrue(dockerfile.contains("py-2d3-2e11"), "Python 3.11, as runtime.txt says");
    }

    @Test
    void postBuildInstallsTheKernelIntoBindersEnvironment() throws Exception {
        Path prefix = environmentOfBinder();
        Path home = Files.createDirectories(folder.resolve("home"));

        Result postBuild = inBinder(home, prefix).run(List.of(Lab.ROOT.resolve("binder/postBuild").toString()));

        assertEquals(0, postBuild.status(), postBuild.toString());
        Result kernels = inBinder(home, prefix).run(List.of("env", "python", "-m", "jupyter_client.kernelspecapp", "list",
                "--json"));
        assertTrue(kernels.out().contains(prefix.resolve("share/jupyter/kernels/java").toString()), kernels.toString());
        assertFalse(kernels.out().contains("python3"), "the Java kernel alone: " + kernels);

        NotebookFile.write(folder.resolve("hello.ipynb"), false, "Timeline.sample().clean()");
        Result executed = inBinder(home, prefix).run(List.of("env", "python", "-m", "nbconvert", "--to", "notebook", "--execute",
                "--output", folder.resolve("done.ipynb").toString(), folder.resolve("hello.ipynb").toString()));

        assertEquals(0, executed.status(), executed.toString());
        assertTrue(NotebookFile.read(folder.resolve("done.ipynb")).codeCells().get(0).output().html().contains("2,832"));
    }

    @Test
    void badgeOpensTheDemo() throws IOException {
        Matcher badge = Pattern.compile("https://mybinder\\.org/v2/gh/[^)]*\\?urlpath=lab/tree/([^)]*)")
                .matcher(Files.readString(Lab.ROOT.resolve("README.md")));

        assertTrue(badge.find());
        assertTrue(Files.exists(Lab.ROOT.resolve(badge.group(1))), badge.group());
    }

    /** Makes an environment with the pinned packages, but without the files that ./lab adds to them. */
    private Path environmentOfBinder() throws IOException, InterruptedException {
        Path python = Lab.ROOT.resolve(".venv/bin/python");
        Path prefix = Lab.ROOT.resolve("target/binder/environment");
        Result made = Lab.in(folder).run(List.of(python.toString(), "-m", "venv", "--clear", "--without-pip", prefix.toString()));
        assertEquals(0, made.status(), made.toString());
        Files.writeString(sitePackages(prefix).resolve("pinned.pth"), sitePackages(Lab.ROOT.resolve(".venv")) + "\n");
        return prefix;
    }

    private static Path sitePackages(Path prefix) throws IOException {
        try (Stream<Path> versions = Files.list(prefix.resolve("lib"))) {
            return versions.filter(version -> version.getFileName().toString().startsWith("python")).findFirst().orElseThrow()
                    .resolve("site-packages");
        }
    }

    /** Sets the variables that repo2docker's images have, and Jupyter's own as for a new user. */
    private Lab inBinder(Path home, Path prefix) {
        Lab lab = Lab.in(Lab.ROOT).with("HOME", home.toString()).with("PATH", prefix.resolve("bin") + ":" + System.getenv("PATH"))
                .with("REPO_DIR", Lab.ROOT.toString()).with("NB_PYTHON_PREFIX", prefix.toString());
        for (String jupyters : List.of("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_PATH")) {
            lab.with(jupyters, null);
        }
        return lab;
    }
}
