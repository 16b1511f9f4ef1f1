package io.github.huggingtweets.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.drawing.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

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
                new Report.Section("Originality", List.of("", "100 generated tweets"), List.of(
                        List.of("Same as a training tweet", "2 (2.0 %)"),
                        List.of("8 or more words in a row from a training tweet", "9 (9.0 %)"),
                        List.of("Longest run of words from a training tweet", "half up to 3, at most 12"),
                        List.of("Same as another generated tweet", "1 (1.0 %)"),
                        List.of("Different pairs of words (distinct-2)", "0.750; training tweets 0.875")))),
                SmallReport.report().sections());
    }

    @Test
    void isATableOfText() {
        assertEquals("""
                Voice
                                                        Before  After
                  Perplexity of 64 tweets held out       148.3   41.5
                  Bits per byte of the same              2.500  1.875
                  Perplexity of 1,200 tweets of @heron   160.5  155.3
                  Bits per byte of the same              2.625  2.563

                Originality
                                                                          100 generated tweets
                  Same as a training tweet                                           2 (2.0 %)
                  8 or more words in a row from a training tweet                     9 (9.0 %)
                  Longest run of words from a training tweet          half up to 3, at most 12
                  Same as another generated tweet                                    1 (1.0 %)
                  Different pairs of words (distinct-2)           0.750; training tweets 0.875

                Fewer epochs would help: the loss on held-out tweets was lowest after step 150 of 200 (epoch 3.0 of 4), 3.750, \
                and rose to 3.813 until step 200.""", SmallReport.report().toString());
    }

    @Test
    void tellsItsNumbersByTheirNames() {
        assertEquals("""
                Perplexity of 64 tweets held out = 148.3 before, 41.5 after
                Bits per byte of 64 tweets held out = 2.500 before, 1.875 after
                Perplexity of 1,200 tweets of @heron = 160.5 before, 155.3 after
                Bits per byte of 1,200 tweets of @heron = 2.625 before, 2.563 after
                Generated tweets = 100
                Same as a training tweet = 2 (2.0 %)
                8 or more words in a row from a training tweet = 9 (9.0 %)
                Longest run of words from a training tweet = half up to 3, at most 12
                Same as another generated tweet = 1 (1.0 %)
                Different pairs of words (distinct-2) = 0.750; training tweets 0.875
                Loss during the training = The loss on held-out tweets was lowest after step 150 of 200 \
                (epoch 3.0 of 4), 3.750, and rose to 3.813 until step 200.""", SmallReport.report().facts().entrySet().stream()
                .map(fact -> fact.getKey() + " = " + fact.getValue()).collect(Collectors.joining("\n")));
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        Report small = SmallReport.report();
        Voice.Measured after = new Voice.Measured(List.of(), 1, 30, Optional.empty(), new Voice.Score(41.5, 1.875));
        Originality nothing = new Originality(10, Map.of(), 576, new TreeMap<>(), 0, 0, OptionalDouble.empty(),
                OptionalDouble.empty());

        assertEquals(List.of("Perplexity of 1 tweet held out", "–", "41.5"),
                new Report(small.authors(), small.baseModel(), new Voice(Optional.of(after), Optional.empty()), nothing,
                        Optional.empty(), List.of()).sections().get(0).rows().get(0));
        Report least = new Report(List.of(), Optional.empty(), new Voice(Optional.empty(), Optional.empty()), nothing,
                Optional.empty(), List.of("Nothing is known."));
        assertEquals("""
                Originality
                                                                  0 generated tweets
                  Same as a training tweet                                         –
                  8 or more words in a row from a training tweet                   –
                  Longest run of words from a training tweet                       –
                  Same as another generated tweet                                  –
                  Different pairs of words (distinct-2)                            –

                Nothing is known.""", least.toString());
        assertEquals("There are no tweets that the bot has not learned from.",
                least.chart().voice().toString().replaceFirst("Voice: ", ""));
        assertFalse(least.chart().voice().html().contains("<svg"));
        assertFalse(least.chart().longestRuns().html().contains("<svg"));
        assertFalse(least.chart().loss().html().contains("<svg"));
    }

    @Test
    void drawsABarForEachScore() {
        assertEquals(List.of("4 Tweets held out, before", "3 Tweets held out, after", "2 Tweets of @heron, before",
                "1 Tweets of @heron, after"), names(SmallReport.report().chart().voice()));
    }

    @Test
    void drawsLongRunsApart() {
        Chart<XYChart> chart = SmallReport.report().chart().longestRuns();

        assertEquals(List.of("Short", "Long"), names(chart));
        assertEquals(Set.of(1.0, 30.0, 40.0, 20.0, 0.0), heights(chart, "Short"));
        assertEquals(Set.of(6.0, 3.0, 0.0), heights(chart, "Long"));
        assertEquals("Longest runs of words from training tweets: Of 100 generated tweets, half have a run of up to 3 words,"
                + " the longest has 12. 9 (9.0 %) have 8 or more (orange); 2 are a training tweet word for word.",
                chart.toString());
    }

    @Test
    void marksTheBestEvaluation() {
        Chart<XYChart> chart = SmallReport.report().chart().loss();
        XYSeries best = chart.xchart().getSeries("Best");

        assertEquals(List.of("Mean", "Held out", "Best"), names(chart));
        assertArrayEquals(new double[] {150}, best.getXData());
        assertArrayEquals(new double[] {3.75}, best.getYData());
    }

    private static List<String> names(Chart<XYChart> chart) {
        return chart.xchart().getSeriesCollection().stream().map(XYSeries::getName).toList();
    }

    private static Set<Double> heights(Chart<XYChart> chart, String series) {
        return Arrays.stream(chart.xchart().getSeries(series).getYData()).filter(Double::isFinite).boxed()
                .collect(Collectors.toSet());
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
