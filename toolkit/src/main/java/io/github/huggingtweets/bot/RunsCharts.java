package io.github.huggingtweets.bot;

import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.drawing.LossesChart;
import io.github.huggingtweets.drawing.Point;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** The charts that compare runs, each of them one call: {@code Runs.in(folder).chart().losses()}. No window is ever opened. */
public final class RunsCharts {

    /** What keeps a chart of 200 runs quick to draw and small; a line of 60 points still looks like a curve. */
    private static final int MOST_POINTS_IN_ALL = 12_000;

    private static final int LEAST_POINTS = 60;
    private static final int MOST_POINTS = 400;

    private final Runs runs;

    RunsCharts(Runs runs) {
        this.runs = runs;
    }

    /**
     * Draws the loss of each run by step, in nats per token, as the {@linkplain MeanLoss mean of the last steps}. The first 20 runs
     * have colours and names, in the order of {@link Runs}.
     *
     * @return a line chart; if no step was logged, it only says so
     */
    public Chart<XYChart> losses() {
        return LossesChart.of("Losses", "Each line is the mean of the last %d steps.".formatted(MeanLoss.MOST_STEPS),
                curves(this::means));
    }

    /**
     * Draws the loss of each run on its held-out tweets by step, in nats per token, as it was measured during the training.
     *
     * @return a line chart; if no loss was measured, it only says so
     */
    public Chart<XYChart> heldOutLosses() {
        return LossesChart.of("Losses on held-out tweets", "Runs that held out other tweets do not really compare.",
                curves(run -> run.evaluations().stream().map(measured -> new Point(measured.step(), measured.loss())).toList()));
    }

    private List<LossesChart.Curve> curves(Function<Run, List<Point>> points) {
        return runs.stream().map(each -> new LossesChart.Curve(each.name(), points.apply(each.run()))).toList();
    }

    private List<Point> means(Run run) {
        List<Run.LoggedStep> steps = run.steps();
        int most = Math.max(LEAST_POINTS, Math.min(MOST_POINTS, MOST_POINTS_IN_ALL / runs.size()));
        int points = Math.min(most, steps.size());
        return IntStream.rangeClosed(1, points).map(i -> (int) ((long) i * steps.size() / points))
                .mapToObj(
                        end -> new Point(steps.get(end - 1).step(), MeanLoss.after(steps.subList(0, end)).orElseThrow().value()))
                .toList();
    }

    /** {@return the names of the charts} */
    @Override
    public String toString() {
        return "Charts: losses(), heldOutLosses()";
    }
}
