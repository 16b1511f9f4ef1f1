package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An update whose program ends at any moment is made completely or not at all. */
class FolderUpdateTest {

    private static final Map<String, String> OLD = Map.of("a", "old a", "b", "old b", "c", "old c", "mine", "not of the model");
    private static final Map<String, String> NEW = Map.of("a", "new a", "b", "new b", "d", "new d", "mine", "not of the model");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheOldFiles() throws IOException {
        for (Map.Entry<String, String> file : OLD.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void replacesTheFiles() throws IOException {
        try (FolderUpdate update = new FolderUpdate(folder)) {
            write(update);
            update.complete();
        }
        assertEquals(NEW, contents());
        assertEquals(4, count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"begun", "written"})
    void keepsTheOldFilesIfTheProgramEndsBeforeAllIsWritten(String moment) throws Exception {
        endProgramWhen(moment);

        FolderUpdate.finish(folder);

        assertEquals(OLD, contents());
        new FolderUpdate(folder).close();
        assertEquals(4, count(), "the next update removes the remains");
    }

    @Test
    void removesWhatAProgramThatEndedHadOnlyBegun() throws Exception {
        Process ended = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true).start();
        ended.waitFor();
        Path left = Files.createDirectories(folder.resolve(".begun-" + ended.pid() + "-1/new")).getParent();
        Path running = Files.createDirectory(folder.resolve(".begun-" + ProcessHandle.current().pid() + "-1"));

        new FolderUpdate(folder).close();

        assertFalse(Files.exists(left));
        assertTrue(Files.exists(running), "another thread begins here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "3", "4", "all"})
    void finishesAnUpdateIfTheProgramEndsAmongTheMoves(String moves) throws Exception {
        endProgramWhen(moves);

        FolderUpdate.finish(folder);

        assertEquals(NEW, contents());
        assertEquals(4, count());
    }

    @Test
    void finishesAnUpdateBeforeTheNextOneBegins() throws Exception {
        endProgramWhen("2");

        try (FolderUpdate update = new FolderUpdate(folder)) {
            Files.writeString(update.newFiles().resolve("b"), "newest b");
            update.complete();
        }
        Map<String, String> expected = new TreeMap<>(NEW);
        expected.put("b", "newest b");
        assertEquals(expected, contents());
        assertEquals(4, count());
    }

    @Test
    void leavesTheUpdateOfARunningProgramAlone() throws IOException {
        try (FolderUpdate update = new FolderUpdate(folder)) {
            write(update);
            new FolderUpdate(folder).close();
            FolderUpdate.finish(folder);

            assertEquals(OLD, contents());
            update.complete();
        }
        assertEquals(NEW, contents());
    }

    @Test
    void ignoresAFolderThatIsNotThere() {
        FolderUpdate.finish(folder.resolve("nothing"));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static void write(FolderUpdate update) throws IOException {
        for (String name : List.of("a", "b", "d")) {
            Files.writeString(update.newFiles().resolve(name), "new " + name);
        }
        update.remove("c");
    }

    private void endProgramWhen(String moment) throws Exception {
        Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Killed.class.getName(), folder.toString(), moment).inheritIO().start();
        assertTrue(program.waitFor(60, TimeUnit.SECONDS));
        assertEquals(9, program.exitValue());
    }

    /** A program that updates a folder and ends at some moment, without any clearing up. */
    static final class Killed {

        private Killed() {}

        public static void main(String[] args) throws IOException {
            FolderUpdate update = new FolderUpdate(Path.of(args[0]));
            if (args[1].equals("begun")) {
                Files.writeString(update.newFiles().resolve("a"), "half of a");
                Runtime.getRuntime().halt(9);
            }
            write(update);
            if (args[1].equals("written")) {
                Runtime.getRuntime().halt(9);
            }
            List<FolderUpdate.Change> changes = update.decide();
            int moves = args[1].equals("all") ? changes.size() : Integer.parseInt(args[1]);
            for (FolderUpdate.Change change : changes.subList(0, moves)) {
                update.replace(change, new ArrayDeque<>());
            }
            Runtime.getRuntime().halt(9);
        }
    }
}
