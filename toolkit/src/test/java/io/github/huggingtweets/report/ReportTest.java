package io.github.huggingtweets.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report is read as it was written, and its numbers are told in tables. */
class ReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve(Report.FILE);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Report report = SmallReport.report();
        report.write(file);

        assertEquals(report, Report.read(file));
        assertEquals(List.copyOf(report.originality().sampling().keySet()),
                List.copyOf(Report.read(file).originality().sampling().keySet()));
    }

    @Test
    void keepsLossesThatAreNoNumbers() throws IOException {
        Stopping stopping = new Stopping(OptionalInt.empty(), 3, List.of(
                new Stopping.Evaluation(1, OptionalDouble.of(Double.NaN), Double.POSITIVE_INFINITY)));
        Report small = SmallReport.report();
        Report report = new Report(List.of(), Optional.empty(), new Voice(Optional.empty(), Optional.empty()),
                small.originality(), Optional.of(stopping), List.of("Nothing is known."));
        report.write(file);

        assertEquals(report, Report.read(file));
    }

    @Test
    void ignoresFieldsOfLaterVersions() throws IOException {
        SmallReport.report().write(file);
        ObjectNode later = (ObjectNode) JSON.readTree(file.toFile());
        later.put("mood", "good");
        later.withObject("/originality").put("distinct3", 0.5);
        JSON.writeValue(file.toFile(), later);

        assertEquals(SmallReport.report(), Report.read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "{\"voice\":{}}", "5", "\u0000"})
    void refusesAFileThatIsNoReport(String content) throws IOException {
        Files.writeString(file, content);

        assertThrows(IOException.class, () -> Report.read(file));
    }

    @Test
    void tellsItsNumbersInTables() {
        assertEquals(List.of(
                new Report.Section("Voice", List.of("", "Before", "After"), List.of(
                        List.of("Perplexity of 64 tweets held out", "148.3", "41.5"),
                        List.of("Bits per byte of the same", "2.500", "1.875"),
                        List.of("Perplexity of 1,200 tweets of @heron", "160.5", "155.3"),
                        List.of("Bits per byte of the same", "2.625", "2.563"))),
                new Report.Section("Originality of 100 generated tweets", List.of("", "Tweets", "Share"), List.of(
                        List.of("Same as a training tweet", "2", "2.0 %"),
                        List.of("8 or more words in a row from a training tweet", "9", "9.0 %"),
                        List.of("Same as another generated tweet", "1", "1.0 %")))),
                SmallReport.report().sections());
    }

    @Test
    void countsTweetsByTheirLongestRuns() {
        Originality originality = SmallReport.report().originality();

        assertEquals(100, originality.tweets());
        assertEquals(9, originality.withRunOf(8));
        assertEquals(3, originality.withRunOf(9));
        assertEquals(99, originality.withRunOf(1));
        assertEquals(3, originality.medianRun()); // 31 have up to 2, 71 up to 3
        assertEquals(12, originality.longestRun());
    }

    @Test
    void countsNothingWithoutTweets() {
        Originality none = new Originality(10, Map.of(), 576, new TreeMap<>(), 0, 0, OptionalDouble.empty(),
                OptionalDouble.empty());

        assertEquals(0, none.tweets());
        assertEquals(0, none.medianRun());
        assertEquals(0, none.longestRun());
        assertTrue(none.withRunOf(0) == 0);
    }
}
