package io.github.huggingtweets.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script {@code lab}, started as a person would start it. */
final class Lab {

    /** The top folder of the repository. Maven runs tests in the folder of their module. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    private Lab(Path folder) {
        this.folder = folder;
    }

    /** {@return the script, which will be started in a folder} */
    static Lab in(Path folder) {
        return new Lab(folder);
    }

    /** Sets an environment variable, or removes it if the value is {@code null}. */
    Lab with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * The result of a command.
     *
     * @param status its exit status
     * @param out what it printed
     * @param err what it printed on its error stream
     */
    record Result(int status, String out, String err) {

        @Override
        public String toString() {
            return "status " + status + "\n--- out\n" + out + "\n--- err\n" + err;
        }
    }

    /** Runs a command of the script to its end. */
    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("lab").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs any program to its end. */
    Result run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("lab", ".out");
        Path err = Files.createTempFile("lab", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectOutput(out.toFile()).redirectError(err.toFile());
            environment.forEach((variable, value) -> {
                if (value == null) {
                    builder.environment().remove(variable);
                } else {
                    builder.environment().put(variable, value);
                }
            });
            Process process = builder.start();
            if (!process.waitFor(20, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end: " + Files.readString(out) + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
