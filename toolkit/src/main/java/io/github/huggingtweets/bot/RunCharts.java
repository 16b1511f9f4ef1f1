package io.github.huggingtweets.bot;

import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.drawing.LossChart;
import io.github.huggingtweets.drawing.Point;
import java.util.List;
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
     * tweets if it was measured during the training. Steps whose loss is not finite are only counted in the line below the title.
     *
     * @return a line chart; if no step was logged, it only says so
     */
    public Chart<XYChart> loss() {
        List<Run.LoggedStep> steps = run.steps();
        return LossChart.of(run.baseModel(), run.authors(), run.duration(),
                steps.stream().map(step -> new Point(step.step(), step.loss())).toList(),
                IntStream.range(0, steps.size()).mapToObj(i -> mean(steps.subList(0, i + 1))).toList(),
                run.loss().map(MeanLoss::meaning).orElse(""),
                run.evaluations().stream().map(measured -> new Point(measured.step(), measured.loss())).toList());
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
