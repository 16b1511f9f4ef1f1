package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.huggingtweets.lab.Lab.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's lines for Java projects, in small projects of Maven and Gradle and in a module. The toolkit comes from a local Maven
 * repository in a folder, and its libraries from Maven Central. {@code ./lab test --with-kernels} runs these tests.
 */
@EnabledIfSystemProperty(named = "huggingtweets.kernels", matches = ".+")
class BuildToolsIT {

    private static final String PROGRAM = """
            package example;

            import io.github.huggingtweets.bot.Bot;
            import io.github.huggingtweets.gpt2.generation.Sampling;
            import io.github.huggingtweets.training.FineTuner;
            import io.github.huggingtweets.tweets.Timeline;

            public final class Main {

                public static void main(String[] arguments) {
                    Bot bot = FineTuner.on(Timeline.sample().newest(70).clean()).epochs(1).seed(1).train();
                    System.out.println(bot.run().steps());
                    System.out.println(bot.generate("My dream is", 1, Sampling.defaults().seed(1)));
                }
            }
            """;
    private static final int LINES = 2;

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>example</groupId>
              <artifactId>example</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                %s
              </dependencies>
            </project>
            """;

    private static final String BUILD_GRADLE = """
            plugins {
                id 'java'
            }
            repositories {
                %s
                mavenCentral()
            }
            dependencies {
                %s
            }
            tasks.create('libraries', Copy) {
                from configurations.runtimeClasspath
                into 'libraries'
            }
            """;

    private static final Path JDK = Path.of(System.getProperty("java.home"));

    /** What the tools and the programs fetch and unpack; kept, since it is as large as what {@code ./lab} sets up. */
    private static final Path KEPT = Lab.ROOT.resolve("toolkit/target/kernels");

    /** The local Maven repository of this build, which has the libraries already. */
    private static final Path LIBRARIES = Path.of(System.getProperty("localRepository",
            Path.of(System.getProperty("user.home"), ".m2/repository").toString()));

    private static String readme;
    private static List<String> expected;

    /** Runs the program with the class path of this build. */
    @BeforeAll
    static void runTheProgramWithoutABuildTool(@TempDir Path folder) throws Exception {
        readme = Files.readString(Lab.ROOT.resolve("README.md"));
        assertEquals(0, Lab.in(folder).run("setup").status());
        Path target = Lab.ROOT.resolve("toolkit/target");
        String classPath = target.resolve("toolkit.jar") + File.pathSeparator + target.resolve("lib/*");
        Path source = write(folder.resolve("Main.java"), PROGRAM);
        Result compiled = Lab.in(folder).run(List.of(tool("javac"), "-cp", classPath, "-d", "classes", source.toString()));
        assertEquals(0, compiled.status(), compiled.toString());
        expected = printed(run(folder, "classes" + File.pathSeparator + classPath));
        assertTrue(expected.get(0).contains("step=2") && expected.get(1).contains("My dream is"), expected.toString());
    }

    private static String tool(String name) {
        return JDK.resolve("bin").resolve(name).toString();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A command that finds the JDK of this test, and PyTorch where no other test has put it. */
    private static Lab inProject(Path folder) {
        return Lab.in(folder).with("JAVA_HOME", JDK.toString())
                .with("PATH", JDK.resolve("bin") + File.pathSeparator + System.getenv("PATH"))
                .with("GRADLE_USER_HOME", KEPT.resolve("gradle").toString())
                .with("DJL_CACHE_DIR", KEPT.resolve("djl").toString())
                .with("JAVA_TOOL_OPTIONS", null).with("JDK_JAVA_OPTIONS", null);
    }

    private static Result run(Path folder, String classPath) throws Exception {
        return inProject(folder)
                .run(List.of(tool("java"), "--enable-native-access=ALL-UNNAMED", "-cp", classPath, "example.Main"));
    }

    /** {@return what the program printed, without its progress; it must print nothing that a log cannot show} */
    private static List<String> printed(Result result) {
        assertEquals(0, result.status(), result.toString());
        assertEquals("", result.err());
        assertFalse(result.out().contains("\r"), result.out());
        List<String> lines = result.out().lines().toList();
        return lines.subList(lines.size() - LINES, lines.size());
    }

    /** {@return the groups of a pattern in the README, with the version of the test} */
    private static List<String> readme(String pattern) {
        MatchResult found = Pattern.compile(pattern, Pattern.DOTALL).matcher(readme).results().findFirst()
                .orElseThrow(() -> new AssertionError("the README has " + pattern));
        return Stream.iterate(1, group -> group <= found.groupCount(), group -> group + 1).map(found::group)
                .map(text -> text.replaceFirst("(huggingtweets:toolkit:|<version>)[^\"<]+", "$1" + ToolkitRepository.VERSION))
                .toList();
    }

    /** Runs Maven in a folder with the dependency of the README, and puts what it resolves into the folder {@code libraries}. */
    private static void resolveWithMaven(Path folder, Path repository, String... goals) throws Exception {
        write(folder.resolve("pom.xml"), POM.formatted(readme("```xml\n(<dependency>.*?)```").get(0)));
        List<String> command = Stream.concat(
                Stream.of(Lab.ROOT.resolve("mvnw").toString(), "-B", "-ntp", "-q", "-Dmaven.repo.local=" + repository,
                        "-Dmaven.repo.local.tail=" + LIBRARIES, "-DincludeScope=runtime", "-DoutputDirectory=libraries",
                        "-Dmdep.stripVersion"),
                Stream.concat(Stream.of(goals), Stream.of("dependency:copy-dependencies"))).toList();
        Result built = inProject(folder).run(command);
        assertEquals(0, built.status(), built.toString());
    }

    @Test
    void runsInAMavenProject(@TempDir Path folder) throws Exception {
        write(folder.resolve("src/main/java/example/Main.java"), PROGRAM);
        resolveWithMaven(folder, ToolkitRepository.in(folder.resolve("repository")), "compile");

        assertEquals(expected, printed(run(folder, "target/classes" + File.pathSeparator + "libraries/*")));
    }

    @Test
    void runsInAGradleProject(@TempDir Path folder) throws Exception {
        Optional<Path> gradle = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, "gradle")).filter(Files::isExecutable).findFirst();
        assumeTrue(gradle.isPresent(), "There is no gradle on the PATH.");
        Path repository = ToolkitRepository.in(folder.resolve("repository"));
        List<String> lines = readme("in Gradle, `([^`]+)`\\s+with\\s+`([^`]+)` among the repositories");
        write(folder.resolve("settings.gradle"), "rootProject.name = 'example'\n");
        write(folder.resolve("build.gradle"), BUILD_GRADLE.formatted(lines.get(1), lines.get(0)));
        write(folder.resolve("src/main/java/example/Main.java"), PROGRAM);

        Result built = inProject(folder).run(List.of(gradle.get().toString(), "--no-daemon", "-q",
                "-Dmaven.repo.local=" + repository, "classes", "libraries"));

        assumeFalse(built.err().contains("Unsupported class file major version"), "This gradle does not know this JDK yet.");
        assertEquals(0, built.status(), built.toString());
        assertEquals(expected, printed(run(folder, "build/classes/java/main" + File.pathSeparator + "libraries/*")));
    }

    @Test
    void runsInAModuleWithTheCommandsOfTheReadme(@TempDir Path folder) throws Exception {
        resolveWithMaven(folder, ToolkitRepository.in(folder.resolve("repository")));
        Files.move(folder.resolve("libraries/toolkit.jar"), folder.resolve("toolkit.jar"));
        List<String> lines = readme("\\*\\*Modules\\.\\*\\* Write `([^`]+)`.*?\n\\$ (javac [^\n]+)\n\\$ (java [^\n]+)\n");
        write(folder.resolve("module-info.java"), "module example {\n    " + lines.get(0) + "\n}\n");
        write(folder.resolve("example/Main.java"), PROGRAM);

        Result compiled = inProject(folder).run(List.of("sh", "-c", lines.get(1)));
        assertEquals(0, compiled.status(), compiled.toString());

        assertEquals(expected, printed(inProject(folder).run(List.of("sh", "-c", lines.get(2)))));
    }
}
