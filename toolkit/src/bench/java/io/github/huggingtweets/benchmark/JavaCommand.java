package io.github.huggingtweets.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts another Java program of this class path. */
public final class JavaCommand {

    private JavaCommand() {}

    /**
     * {@return the command}
     *
     * @param program the class with the main method
     * @param options of the virtual machine
     * @param arguments of the program
     */
    public static List<String> of(Class<?> program, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
