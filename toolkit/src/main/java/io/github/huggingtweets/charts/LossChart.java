package io.github.huggingtweets.charts;

import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.charts.house.English;
import io.github.huggingtweets.charts.house.HouseStyle;
import io.github.huggingtweets.charts.house.Label;
import io.github.huggingtweets.charts.house.Scale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss of a run by step: what was logged as a thin line, and its moving mean as a thick one. */
final class LossChart {

    private static final int HEIGHT = 380;
    private static final int LABEL_WIDTH = 48;
    private static final int WIDER_LABEL_WIDTH = 104;
    private static final int LINE_HEIGHT = 18;

    /** The bell curve of the mean is this wide, as a share of the logged steps. */
    private static final double SMOOTHED_SHARE = 0.02;

    private static final int FEWEST_TO_SMOOTH = 20;

    private LossChart() {}

    static Chart<XYChart> of(Run run) {
        List<Run.LoggedStep> finite = run.steps().stream().filter(step -> Double.isFinite(step.loss())).toList();
        double[] step = finite.stream().mapToDouble(Run.LoggedStep::step).toArray();
        double[] loss = finite.stream().mapToDouble(Run.LoggedStep::loss).toArray();
        boolean smooth = loss.length >= FEWEST_TO_SMOOTH;

        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Loss");
        xchart.setXAxisTitle("Step");
        xchart.setYAxisTitle("Loss (nats per token)");
        Chart<XYChart> chart = new Chart<>(xchart, subtitle(run, loss.length, smooth),
                run.evaluations().isEmpty() ? LABEL_WIDTH : WIDER_LABEL_WIDTH, HEIGHT);
        if (loss.length == 0) {
            return chart;
        }
        int last = loss.length - 1;
        List<Run.Evaluation> measured = evaluations(run);
        double lastStep = measured.stream().mapToDouble(Run.Evaluation::step).reduce(step[last], Math::max);
        var range = DoubleStream.concat(Arrays.stream(loss), measured.stream().mapToDouble(Run.Evaluation::loss))
                .summaryStatistics();
        double[] mean = smooth ? movingMean(loss, Math.max(1, loss.length * SMOOTHED_SHARE)) : loss;
        if (smooth) {
            line(xchart, "Logged", step, loss, HouseStyle.FAINT_ACCENT, 1.2f);
        }
        line(xchart, smooth ? "Mean" : "Logged", step, mean, HouseStyle.ACCENT, 2.5f);
        xchart.addAnnotation(new Label(English.format("%.2f", mean[last]), step[last], mean[last], HouseStyle.ACCENT));
        xchart.getStyler().setXAxisDecimalPattern("#,##0").setXAxisMin(0.0).setXAxisMax(lastStep + 0.01);
        if (!measured.isEmpty()) {
            heldOut(xchart, measured, mean[last], range.getMax() - range.getMin());
        }
        Scale.around(range.getMin(), range.getMax(), 5).applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        return chart;
    }

    private static List<Run.Evaluation> evaluations(Run run) {
        return run.evaluations().stream().filter(evaluation -> Double.isFinite(evaluation.loss())).toList();
    }

    /** Draws the loss on held-out tweets, whose label stands clear of the other one. */
    private static void heldOut(XYChart xchart, List<Run.Evaluation> measured, double otherLabel, double range) {
        double[] step = measured.stream().mapToDouble(Run.Evaluation::step).toArray();
        double[] loss = measured.stream().mapToDouble(Run.Evaluation::loss).toArray();
        line(xchart, "Held out", step, loss, HouseStyle.OTHER_ACCENT, 2.5f);
        double end = loss[loss.length - 1];
        double clear = LINE_HEIGHT * range / Chart.plotHeight(HEIGHT);
        double height = end >= otherLabel ? Math.max(end, otherLabel + clear) : Math.min(end, otherLabel - clear);
        xchart.addAnnotation(new Label(
                English.format("%.2f held out", end), step[step.length - 1], height, HouseStyle.OTHER_ACCENT));
    }

    /**
     * {@return the mean around each value, weighted by a bell curve, which lags behind neither way}
     *
     * @param width the standard deviation of the bell curve, in values
     */
    static double[] movingMean(double[] values, double width) {
        int reach = (int) Math.ceil(3 * width);
        double[] mean = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double sum = 0;
            double weights = 0;
            for (int j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++) {
                double weight = Math.exp(-0.5 * Math.pow((i - j) / width, 2));
                sum += weight * values[j];
                weights += weight;
            }
            mean[i] = sum / weights;
        }
        return mean;
    }

    private static void line(XYChart xchart, String name, double[] x, double[] y, Color color, float width) {
        XYSeries series = xchart.addSeries(name, x, y);
        series.setMarker(y.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(color);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    private static String subtitle(Run run, int finite, boolean smooth) {
        int logged = run.steps().size();
        if (logged == 0) {
            return "No step was logged.";
        }
        int steps = run.steps().get(logged - 1).step();
        return English.format("%s on tweets of %s, %s in %s.", run.baseModel(), English.handles(run.authors()),
                English.count(steps, "step"), shown(run.duration()))
                + (smooth ? " Thin: the logged steps. Thick: their moving mean." : "")
                + Run.Evaluation.best(evaluations(run)).map(best -> English.format(
                        " Orange: held-out tweets, lowest %.3f after step %,d.", best.loss(), best.step())).orElse("")
                + (finite < logged ? " " + English.count(logged - finite, "logged step") + " had no finite loss." : "");
    }

    private static String shown(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        return seconds < 60 ? seconds + " s"
                : seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
