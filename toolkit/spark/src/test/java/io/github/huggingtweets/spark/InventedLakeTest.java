package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** What is invented is what the toolkit reads, and as varied as tweets are. */
class InventedLakeTest {

    private static final int ACCOUNTS = 60;
    private static final int LINES = 20_000;

    @TempDir
    private static Path folder;
    private static InventedFigures figures;
    private static List<String> lines;

    @BeforeAll
    static void write() throws IOException {
        figures = InventedLake.of(ACCOUNTS, LINES).seed(7).write(folder.resolve("lake"));
        lines = lines(folder.resolve("lake"));
    }

    private static List<Path> files(Path lake) throws IOException {
        try (Stream<Path> all = Files.list(lake)) {
            return all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    private static List<String> lines(Path lake) throws IOException {
        return files(lake).stream().flatMap(file -> {
            try {
                return Files.readAllLines(file).stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    private static Timeline timeline() throws IOException {
        Path all = folder.resolve("all.jsonl");
        return Timeline.file(Files.write(all, lines));
    }

    @Test
    void countsWhatTheToolkitCounts() throws IOException {
        Timeline timeline = timeline();
        Map<String, Figures> found = new TreeMap<>();
        for (String author : figures.byAuthor().keySet()) {
            found.put(author, timeline.by(author).clean().figures());
        }

        assertEquals(figures.byAuthor(), found);
        assertEquals(ACCOUNTS, found.size());
    }

    @Test
    void writesSoManyLinesAndOneOfFiftyTwice() {
        assertEquals(LINES, lines.size());
        assertEquals(LINES - figures.twice(), new HashSet<>(lines).size());
        assertEquals(LINES - figures.twice(), figures.byAuthor().values().stream().mapToInt(Figures::downloaded).sum());
        assertEquals(0.02, (double) figures.twice() / LINES, 0.004);
    }

    @Test
    void writesTheSameFilesForTheSameSeedAndOthersForAnother() throws IOException {
        InventedLake.of(ACCOUNTS, LINES).seed(7).write(folder.resolve("same"));
        InventedLake.of(ACCOUNTS, LINES).seed(8).write(folder.resolve("other"));

        for (Path file : files(folder.resolve("lake"))) {
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("same").resolve(file.getFileName())));
        }
        Set<String> common = new HashSet<>(lines(folder.resolve("other")));
        common.retainAll(lines);
        assertEquals(Set.of(), common);
    }

    @Test
    void writesAsPeopleDo() throws IOException {
        Table table = timeline().table("handle", "text", "language", "likes", "retweet", "reply");
        List<String> texts = table.stringColumn("text").asList();
        int[] sizes = figures.byAuthor().values().stream().mapToInt(Figures::downloaded).sorted().toArray();

        assertTrue(texts.stream().allMatch(text -> text.codePointCount(0, text.length()) <= 280));
        assertTrue(sizes[ACCOUNTS - 1] > 20 * sizes[0], "some tweet far more than others");
        assertTrue(share(texts, "https://t.co/") > 0.1);
        assertTrue(share(texts, "#") > 0.05);
        assertTrue(share(texts, "&amp;") > 0.001);
        assertTrue(share(texts, "@") > 0.2);
        assertEquals(0.8, table.stringColumn("language").isEqualTo("en").size() / (double) table.rowCount(), 0.15);
        assertTrue(Set.copyOf(table.stringColumn("language").asList()).size() > 4);
        assertTrue(table.intColumn("likes").max() > 100 * (table.intColumn("likes").median() + 1), "a long tail");
        assertTrue(table.booleanColumn("reply").countTrue() > 0.05 * table.rowCount());
        // nothing of a template is left
        assertEquals(List.of(), texts.stream().filter(text -> text.contains("{") || text.contains("}")).toList());
    }

    private static double share(List<String> texts, String part) {
        return (double) texts.stream().filter(text -> text.contains(part)).count() / texts.size();
    }

    @Test
    void repeatsFewTextsWithAnotherLink() throws IOException {
        Timeline all = timeline();
        String first = figures.byAuthor().entrySet().stream()
                .max(Map.Entry.comparingByValue((a, b) -> a.kept() - b.kept())).orElseThrow().getKey();
        Timeline own = all.by(first).withoutRetweets();

        double nearly = 1 - (double) own.withoutNearDuplicates().clean().kept() / own.clean().kept();
        assertTrue(nearly > 0.005 && nearly < 0.15, "nearly the same: " + nearly);
    }

    @Test
    void givesAHandleToOnePersonOnly() {
        Set<String> handles = Stream.iterate(0, number -> number + 1).limit(140_000).map(InventedAccount::handle)
                .collect(Collectors.toSet());

        assertEquals(140_000, handles.size());
        assertEquals(List.of(), handles.stream().filter(handle -> !handle.matches("\\w{4,15}")).toList());
    }

    @Test
    void leavesALakeThatIsThereAsItIs() throws IOException {
        Path lake = folder.resolve("lake");
        FileTime before = Files.getLastModifiedTime(files(lake).get(0));

        assertEquals(figures, InventedLake.of(ACCOUNTS, LINES).seed(7).write(lake));
        assertEquals(before, Files.getLastModifiedTime(files(lake).get(0)));
    }

    @Test
    void refusesAFolderWithSomethingElse() throws IOException {
        Path lake = folder.resolve("lake");
        Path mine = Files.createDirectory(folder.resolve("mine"));

        assertEquals("There is already something else at " + lake + "; delete it, or give another path.",
                assertThrows(TweetSourceException.class, () -> InventedLake.of(ACCOUNTS, LINES).write(lake)).getMessage());
        assertThrows(TweetSourceException.class, () -> InventedLake.of(2, 10).write(mine));
        try (Stream<Path> all = Files.list(mine)) {
            assertFalse(all.findAny().isPresent());
        }
    }

    @Test
    void leavesNothingThatIsNotWhole() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThrows(TweetSourceException.class, () -> InventedLake.of(2, 10).write(file.resolve("lake")));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of(), all.filter(path -> path.toString().contains(".part")).toList());
        }
    }

    @Test
    void refusesAuthorsWithoutTweets() {
        assertEquals("3 authors cannot write 2 tweets; give at least one author, and a tweet for each.",
                assertThrows(IllegalArgumentException.class, () -> InventedLake.of(3, 2)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> InventedLake.of(0, 2));
    }

    @Test
    void refusesPhrasesThatReferToNone() {
        assertEquals("There is no rule [b]",
                assertThrows(IllegalArgumentException.class, () -> Phrases.of("[a]\none {b}\n")).getMessage());
    }
}
