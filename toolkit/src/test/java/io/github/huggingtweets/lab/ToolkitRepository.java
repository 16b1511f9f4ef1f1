package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maven repositories with the toolkit as the build has made it, in a version that other repositories do not have. */
final class ToolkitRepository {

    /** New in each run, since kernels and build tools keep what they have fetched. */
    static final String VERSION = "0-test-" + System.currentTimeMillis();

    private ToolkitRepository() {}

    /** Puts the toolkit's jar and POMs into a folder, as Maven's install does. {@return the folder} */
    static Path in(Path folder) throws IOException {
        Path group = folder.resolve("io/github/huggingtweets");
        Path toolkit = Files.createDirectories(group.resolve("toolkit").resolve(VERSION));
        Path parent = Files.createDirectories(group.resolve("huggingtweets").resolve(VERSION));
        Files.copy(Lab.ROOT.resolve("toolkit/target/toolkit.jar"), toolkit.resolve("toolkit-" + VERSION + ".jar"));
        Files.writeString(toolkit.resolve("toolkit-" + VERSION + ".pom"), pom("toolkit/pom.xml"));
        Files.writeString(parent.resolve("huggingtweets-" + VERSION + ".pom"), pom("pom.xml"));
        return folder;
    }

    private static String pom(String file) throws IOException {
        Matcher version = Pattern.compile("(<artifactId>huggingtweets</artifactId>\\s*<version>)[^<]*")
                .matcher(Files.readString(Lab.ROOT.resolve(file)));
        assertTrue(version.find(), file);
        return version.replaceFirst("$1" + VERSION);
    }
}
