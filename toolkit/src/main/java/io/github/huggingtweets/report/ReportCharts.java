package io.github.huggingtweets.report;

import io.github.huggingtweets.drawing.BarChart;
import io.github.huggingtweets.drawing.BarChart.Bar;
import io.github.huggingtweets.drawing.BarChart.Shade;
import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.drawing.LossChart;
import io.github.huggingtweets.drawing.Point;
import io.github.huggingtweets.drawing.RunsChart;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The charts of a report, each of them one call: {@code bot.report().chart().voice()}. No window is ever opened. */
public final class ReportCharts {

    private static final int BAR_HEIGHT = 40;

    private final Report report;

    ReportCharts(Report report) {
        this.report = report;
    }

    /**
     * Draws the bits that a byte of held-out tweets, and of somebody else's, takes before and after the training.
     *
     * @return a chart with two or four bars; one that only says so if no tweets were held out or given
     */
    public Chart<XYChart> voice() {
        List<Bar> bars = new ArrayList<>();
        report.voice().own().ifPresent(own -> add(own, "Tweets held out", Shade.ACCENT, bars));
        report.voice().somebodyElses().ifPresent(
                other -> add(other, "Tweets of " + English.handles(other.authors()), Shade.FAINT_ACCENT, bars));
        return BarChart.of("Voice", voiceSubtitle(), "Bits per byte", BAR_HEIGHT, bars);
    }

    private static void add(Voice.Measured measured, String which, Shade shade, List<Bar> bars) {
        measured.before().ifPresent(score -> bars.add(bar(which + ", before", score, Shade.MIDDLE)));
        bars.add(bar(which + ", after", measured.after(), shade));
    }

    private static Bar bar(String name, Voice.Score score, Shade shade) {
        return new Bar(name, 0, score.bitsPerByte(), English.format("%.3f", score.bitsPerByte()), shade);
    }

    private String voiceSubtitle() {
        Voice voice = report.voice();
        if (voice.own().isEmpty() && voice.somebodyElses().isEmpty()) {
            return "There are no tweets that the bot has not learned from.";
        }
        return "The bits that the model needs for a byte of tweets that it has not learned from; less is better."
                + report.baseModel().map(base -> " Before: the base model " + base + ". After: the bot.").orElse("");
    }

    /**
     * Draws how many of the generated tweets have a longest run of so many words that stands in a training tweet. Runs of
     * {@value Originality#LONG_RUN} words or more are orange.
     *
     * @return a histogram; one that only has words if no tweet was generated
     */
    public Chart<XYChart> longestRuns() {
        Originality originality = report.originality();
        int tweets = originality.tweets();
        int copying = originality.withRunOf(Originality.LONG_RUN);
        return RunsChart.of(tweets == 0 ? "No tweet was generated."
                : English.format(
                        "Of %s, half have a run of up to %s, the longest has %,d. %,d (%.1f %%) have %d or more (orange);"
                                + " %,d %s a training tweet word for word.",
                        English.count(tweets, "generated tweet"),
                        English.count(originality.medianRun(), "word"), originality.longestRun(), copying,
                        100.0 * copying / tweets, Originality.LONG_RUN, originality.copies(),
                        originality.copies() == 1 ? "is" : "are"),
                originality.longestRuns(), Originality.LONG_RUN);
    }

    /**
     * Draws the loss of the training and that on held-out tweets whenever this was measured, and marks its lowest value.
     *
     * @return a chart of two lines; one that only has words if it was not measured
     */
    public Chart<XYChart> loss() {
        if (report.stopping().isEmpty()) {
            return LossChart.of("There is no record of the training.", List.of(), List.of(), "", List.of(), "");
        }
        Stopping stopping = report.stopping().get();
        List<Stopping.Evaluation> measured = stopping.evaluations();
        if (measured.isEmpty()) {
            return LossChart.of(stopping.sentence(), List.of(), List.of(), "", List.of(), "");
        }
        return LossChart.of(report.baseModel().map(base -> base + " on tweets of ").orElse("Tweets of ")
                + English.handles(report.authors()) + ".", List.of(),
                measured.stream().filter(one -> one.trainingLoss().isPresent())
                        .map(one -> new Point(one.step(), one.trainingLoss().getAsDouble())).toList(),
                "mean of the latest steps of the training",
                measured.stream().map(one -> new Point(one.step(), one.heldOutLoss())).toList(), stopping.sentence());
    }

    /** {@return the names of the charts} */
    @Override
    public String toString() {
        return "Charts: voice(), longestRuns(), loss()";
    }
}
