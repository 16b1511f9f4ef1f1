package io.github.huggingtweets.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.report.SmallReport;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.training.Schedule;
import io.github.huggingtweets.training.search.SearchResult;
import io.github.huggingtweets.training.search.Trial;
import io.github.huggingtweets.tweets.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** What the charts show, read from the XChart charts inside. */
class ChartsTest {

    private static final Author ADA = new Author("ada", "Ada", Optional.empty());

    @Test
    void drawsABarForEachMonthByUtc() {
        Chart<?> chart = Charts.tweetsByMonth(timeline(
                "2020-01-31T23:59:59Z", "2019-11-01T00:00:00Z", "2019-11-30T23:59:59Z", "2019-11-15T12:00:00Z",
                "2020-02-01T00:00:00Z"));

        CategorySeries bars = (CategorySeries) chart.xchart().getSeriesCollection().iterator().next();
        assertArrayEquals(new double[] {3, 0, 1, 1}, bars.getYData());
        assertEquals(List.of("Nov 2019", "Dec", "Jan 2020", "Feb"), bars.getXData());
        assertTrue(chart.toString().contains(
                "5 tweets of @ada from November 2019 to February 2020, most in November 2019 (3)."), chart.toString());
    }

    @Test
    void countsTweetsWithoutATimeInTheSubtitle() {
        Chart<?> chart = Charts.tweetsByMonth(Timeline.of(ADA,
                List.of(tweet(Optional.of("2020-05-01T00:00:00Z")), tweet(Optional.empty()))));

        assertEquals("Tweets by month: 1 tweet of @ada in May 2020. 1 more tweet without a time.", chart.toString());
    }

    @Test
    void countsLengthsInCodePoints() {
        Corpus corpus = Corpus.of(ADA, List.of("🤖 🤖 🤖 🤖", "one two three"), 0);

        assertEquals("Lengths of the tweets: 2 kept tweets of @ada. Half have up to 7 characters, the longest has 13.",
                Charts.tweetLengths(corpus).toString());
    }

    @Test
    void putsEachKeptTweetIntoABarOfLengths() {
        List<String> texts = new ArrayList<>();
        for (int words = 3; words <= 56; words++) {
            texts.add("four ".repeat(words).strip());
        }
        XYSeries bars = onlySeries(Charts.tweetLengths(Corpus.of(ADA, texts, 0)));

        // the lengths are 14, 19, ..., 279: two in each bar of ten characters; a bar has four corners and a gap
        assertEquals(5 * 28, bars.getYData().length);
        assertArrayEquals(new double[] {0, 0, 0, 0, Double.NaN, 0, 2, 2, 0, Double.NaN, 0, 2, 2, 0, Double.NaN},
                Arrays.copyOf(bars.getYData(), 15));
        assertEquals(280, bars.getXData()[5 * 27 + 2], 1);
    }

    @Test
    void countsAFewVeryLongTweetsInTheSubtitleOnly() {
        List<String> texts = new ArrayList<>(Collections.nCopies(300, "just twenty letters."));
        texts.add("far ".repeat(1000).strip());
        Chart<?> chart = Charts.tweetLengths(Corpus.of(ADA, texts, 0));

        assertTrue(chart.toString().endsWith("the longest has 3,999. 1 beyond 20 not shown."), chart.toString());
    }

    @Test
    void beginsEachFigureWhereTheNextOneEnds() {
        List<String> texts = new ArrayList<>(Collections.nCopies(14, "this one is kept"));
        texts.addAll(Collections.nCopies(5, "short"));
        XYChart chart = Charts.figures(Corpus.of(ADA, texts, 1)).xchart();

        assertSpan(chart, "Tweets downloaded", 0, 20);
        assertSpan(chart, "Retweets", 19, 20);
        assertSpan(chart, "Short tweets", 14, 19);
        assertSpan(chart, "Tweets kept", 0, 14);
    }

    @Test
    void labelsRoundNumbersIfNothingWasLeftOut() {
        Chart<XYChart> chart = Charts.figures(Corpus.of(ADA, Collections.nCopies(40_000, "this one is kept"), 0));
        Set<Double> labelled = new TreeSet<>();
        chart.xchart().getStyler().setXAxisTickLabelsFormattingFunction(tweets -> {
            labelled.add(tweets);
            return Double.toString(tweets);
        });
        chart.svg();

        assertTrue(labelled.containsAll(Set.of(0.0, 10_000.0, 20_000.0, 30_000.0)), labelled.toString());
    }

    @Test
    void drawsTheLossOfEachStepAndTheMeanOfTheLatestSteps() {
        List<Run.LoggedStep> steps = steps(100, step -> 3 + (step % 2 == 0 ? 0.5 : -0.5) + (step > 80 ? 0 : 1));
        Run run = run(steps);
        Chart<XYChart> chart = Charts.loss(run);
        double[] mean = chart.xchart().getSeries("Mean").getYData();

        assertArrayEquals(steps.stream().mapToDouble(Run.LoggedStep::loss).toArray(),
                chart.xchart().getSeries("Steps").getYData());
        assertEquals(100, mean.length);
        assertEquals(3.5, mean[0], "the loss of the first step");
        assertEquals(4, mean[9], 1e-9, "the mean of ten steps");
        assertEquals(4, mean[79], 1e-9, "the mean of steps 61 to 80");
        assertEquals(3.5, mean[89], 1e-9, "the mean of steps 71 to 90");
        assertEquals(3, mean[99], 1e-9, "the mean of steps 81 to 100");
        assertEquals("3.000, mean of the last 20 steps", run.loss().orElseThrow().toString());
        assertTrue(chart.toString().endsWith("100 steps in 1 min 30 s."
                + " Thin: single steps. Thick: mean of the last 20 steps (3.000)."), chart.toString());
    }

    @Test
    void drawsTheHeldOutLossAsALine() {
        Run run = run(steps(100, step -> 3), List.of(new Run.Evaluation(50, 3.5), new Run.Evaluation(100, 3.25),
                new Run.Evaluation(104, 3.75)), OptionalDouble.empty());
        Chart<XYChart> chart = Charts.loss(run);

        assertArrayEquals(new double[] {50, 100, 104}, chart.xchart().getSeries("Held out").getXData());
        assertArrayEquals(new double[] {3.5, 3.25, 3.75}, chart.xchart().getSeries("Held out").getYData());
        assertArrayEquals(new double[] {100}, chart.xchart().getSeries("Best").getXData());
        assertArrayEquals(new double[] {3.25}, chart.xchart().getSeries("Best").getYData());
        assertTrue(chart.toString().endsWith(" Orange: held-out tweets. Fewer epochs would help: the loss on held-out tweets was"
                + " lowest after step 100 of 104, 3.250, and rose to 3.750 until step 104."), chart.toString());
        assertTrue(chart.xchart().getStyler().getXAxisMax() >= 104);
    }

    @Test
    void drawsTrialsByLearningRateAndLoss() {
        List<Trial> trials = List.of(trial(1, 1e-3, Math.exp(3.5)), trial(2, 1e-5, Math.exp(3)), trial(3, 1e-2, Double.NaN));
        Chart<XYChart> chart = Charts.trials(new SearchResult(trials, trials.get(1), null));

        assertTrue(chart.xchart().getStyler().isXAxisLogarithmic());
        assertArrayEquals(new double[] {1e-3}, chart.xchart().getSeries("Trials").getXData(), 1e-12);
        assertArrayEquals(new double[] {3.5}, chart.xchart().getSeries("Trials").getYData(), 1e-12);
        assertArrayEquals(new double[] {1e-5}, chart.xchart().getSeries("Best").getXData(), 1e-12);
        assertArrayEquals(new double[] {3}, chart.xchart().getSeries("Best").getYData(), 1e-12);
        assertTrue(chart.toString().contains("3 trials, 1 of them without a loss. Best is trial 2"), chart.toString());
    }

    private static Trial trial(int number, double rate, double perplexity) {
        return new Trial(number, new Trial.Settings(2, Schedule.COSINE, 0, rate, 1),
                Optional.of(run(List.of(), List.of(), OptionalDouble.of(perplexity))), Optional.empty());
    }

    @Test
    void countsLossesThatAreNotFiniteInTheSubtitle() {
        Chart<XYChart> chart = Charts.loss(run(steps(40, step -> step > 37 ? Double.NaN : 2.0)));

        assertEquals(37, chart.xchart().getSeries("Steps").getXData().length);
        assertTrue(chart.toString().endsWith("3 steps had no finite loss."), chart.toString());
        assertSaysOnly("nano on tweets of @ada, 1 step in 1 min 30 s. 1 step had no finite loss.",
                Charts.loss(run(steps(1, step -> Double.NaN))));
        assertEquals(9, Charts.loss(run(steps(10, step -> step == 1 ? Double.NaN : 2))).xchart().getSeries("Steps")
                .getXData().length, "no mean is finite");
    }

    @Test
    void drawsTheSameAsTheChartsOfTheNouns() {
        Timeline ada = timeline("2020-01-31T23:59:59Z", "2019-11-01T00:00:00Z");
        Timeline bob = Timeline.of(new Author("bob", "Bob", Optional.empty()), List.of(tweet(Optional.empty())));
        Corpus corpus = ada.clean();
        Run run = run(steps(30, step -> 3));
        List<Trial> trials = List.of(trial(1, 1e-3, Math.exp(3.5)));
        SearchResult found = new SearchResult(trials, trials.get(0), null);

        assertEquals(Charts.tweetsByMonth(ada).svg(), ada.chart().tweetsByMonth().svg());
        assertEquals(Charts.tweetsByHour(ada).svg(), ada.chart().tweetsByHour().svg());
        assertEquals(Charts.likesOverTime(ada).svg(), ada.chart().likesOverTime().svg());
        assertEquals(Charts.words(ada, 5).svg(), ada.chart().words(5).svg());
        assertEquals(Charts.compare(ada, bob).svg(), ada.chart().compare(bob).svg());
        assertEquals(Charts.figures(corpus).svg(), corpus.chart().figures().svg());
        assertEquals(Charts.figuresByUser(corpus).svg(), corpus.chart().figuresByUser().svg());
        assertEquals(Charts.steps(corpus).svg(), corpus.chart().steps().svg());
        assertEquals(Charts.tweetLengths(corpus).svg(), corpus.chart().tweetLengths().svg());
        assertEquals(Charts.loss(run).svg(), run.chart().loss().svg());
        assertEquals(Charts.trials(found).svg(), found.chart().trials().svg());
        assertEquals(Charts.voice(SmallReport.report()).svg(), SmallReport.report().chart().voice().svg());
        assertEquals(Charts.longestRuns(SmallReport.report()).svg(), SmallReport.report().chart().longestRuns().svg());
    }

    @Test
    void saysThatThereIsNothingToDraw() {
        Corpus none = Corpus.of(ADA, List.of(), 2);

        assertSaysOnly("There are no tweets of @ada.", Charts.tweetsByMonth(Timeline.of(ADA, List.of())));
        assertSaysOnly("1 tweet of @ada, none with a time.", Charts.tweetsByMonth(Timeline.of(ADA,
                List.of(tweet(Optional.empty())))));
        assertSaysOnly("No tweet of @ada was kept.", Charts.tweetLengths(none));
        assertSaysOnly("No step was logged.", Charts.loss(run(List.of())));
        assertTrue(Charts.figures(Corpus.of(ADA, List.of(), 0)).html().contains("Of 0 tweets of @ada, 0 are kept"));
    }

    private static void assertSaysOnly(String words, Chart<?> chart) {
        assertTrue(chart.toString().endsWith(": " + words), chart.toString());
        assertFalse(chart.html().contains("<svg "), "only the words are shown");
    }

    private static void assertSpan(XYChart chart, String bar, double from, double to) {
        XYSeries series = chart.getSeriesCollection().stream().filter(found -> found.getName().endsWith(" " + bar)).findFirst()
                .orElseThrow();
        assertArrayEquals(new double[] {from, from, to, to}, Arrays.copyOf(series.getXData(), 4), bar);
    }

    private static XYSeries onlySeries(Chart<XYChart> chart) {
        assertEquals(1, chart.xchart().getSeriesCollection().size());
        return chart.xchart().getSeriesCollection().iterator().next();
    }

    private static Timeline timeline(String... times) {
        return Timeline.of(ADA, Stream.of(times).map(Optional::of).map(ChartsTest::tweet).toList());
    }

    private static Tweet tweet(Optional<String> time) {
        return Tweet.text("a tweet").time(time.map(Instant::parse)).build();
    }

    private static List<Run.LoggedStep> steps(int count, IntToDoubleFunction loss) {
        return Stream.iterate(1, step -> step + 1).limit(count)
                .map(step -> new Run.LoggedStep(step, loss.applyAsDouble(step), 1e-4))
                .toList();
    }

    private static Run run(List<Run.LoggedStep> steps) {
        return run(steps, List.of(), OptionalDouble.empty());
    }

    private static Run run(List<Run.LoggedStep> steps, List<Run.Evaluation> evaluations, OptionalDouble perplexity) {
        Figures figures = new Figures(1, 0, 0, 1);
        return new Run(Instant.EPOCH, Duration.ofSeconds(90), "nano", List.of(ADA), figures, List.of(figures), Optional.empty(),
                Map.of(), steps, evaluations, OptionalDouble.empty(), perplexity, Map.of());
    }
}
