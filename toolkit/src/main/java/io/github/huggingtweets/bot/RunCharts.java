package io.github.huggingtweets.bot;

import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.drawing.LossChart;
import io.github.huggingtweets.drawing.Point;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.report.Stopping;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** The charts of a training run, each of them one call: {@code bot.run().chart().loss()}. No window is ever opened. */
public final class RunCharts {

    private final Run run;

    RunCharts(Run run) {
        this.run = run;
    }

    /**
     * Draws the loss by step, in nats per token, with the {@linkplain MeanLoss mean of the last steps}, and the loss on held-out
     * tweets if it was measured during the training. Its lowest value is marked, and a sentence below the title says whether fewer
     * or more epochs {@linkplain Stopping#advice would help}. Steps whose loss is not finite are only counted there.
     *
     * @return a line chart; if no step was logged, it only says so
     */
    public Chart<XYChart> loss() {
        return loss(Stopping::sentence);
    }

    /** {@return the chart of the loss for those who did not train the bot, with what was measured, but without advice} */
    Chart<XYChart> lossWithoutAdvice() {
        return loss(Stopping::fact);
    }

    private Chart<XYChart> loss(Function<Stopping, String> words) {
        List<Run.LoggedStep> steps = run.steps();
        String training = steps.isEmpty() ? "No step was logged." : English.format("%s on tweets of %s, %s in %s.",
                run.baseModel(), English.handles(run.authors()), English.count(steps.get(steps.size() - 1).step(), "step"),
                Progress.words(run.duration()));
        return LossChart.of(training,
                steps.stream().map(step -> new Point(step.step(), step.loss())).toList(),
                IntStream.range(0, steps.size()).mapToObj(i -> mean(steps.subList(0, i + 1))).toList(),
                run.loss().map(MeanLoss::meaning).orElse(""),
                run.evaluations().stream().map(measured -> new Point(measured.step(), measured.loss())).toList(),
                run.evaluations().isEmpty() ? "" : words.apply(Assessment.stopping(run)));
    }

    private static Point mean(List<Run.LoggedStep> soFar) {
        return new Point(soFar.get(soFar.size() - 1).step(), MeanLoss.after(soFar).orElseThrow().value());
    }

    /** {@return the names of the charts} */
    @Override
    public String toString() {
        return "Charts: loss()";
    }
}
