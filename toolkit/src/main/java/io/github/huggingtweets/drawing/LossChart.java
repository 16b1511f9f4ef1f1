package io.github.huggingtweets.drawing;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.sources.Author;
import java.awt.BasicStroke;
import java.awt.Color;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss of a training by step: a thin line of the logged values and a thick one of their moving mean. */
public final class LossChart {

    private static final int HEIGHT = 380;
    private static final int LABEL_WIDTH = 48;
    private static final int WIDER_LABEL_WIDTH = 104;
    private static final int LINE_HEIGHT = 18;

    /** The standard deviation of the bell curve of the mean, as a share of the logged steps. */
    private static final double SMOOTHED_SHARE = 0.02;

    private static final int FEWEST_TO_SMOOTH = 20;

    private LossChart() {}

    /**
     * Draws lines.
     *
     * @param baseModel the name of the model that was fine-tuned
     * @param authors whose tweets it learned from
     * @param duration how long the training took
     * @param logged steps and their losses in nats per token, in order; losses that are not finite are counted in words only
     * @param measured steps and the loss on held-out tweets after each, in order
     * @return the chart; one that only says so if no step was logged
     */
    public static Chart<XYChart> of(String baseModel, List<Author> authors, Duration duration, List<Point> logged,
            List<Point> measured) {
        List<Point> train = logged.stream().filter(Point::isFinite).toList();
        List<Point> heldOut = measured.stream().filter(Point::isFinite).toList();
        boolean smooth = train.size() >= FEWEST_TO_SMOOTH;
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Loss");
        xchart.setXAxisTitle("Step");
        xchart.setYAxisTitle("Loss (nats per token)");
        String subtitle = logged.isEmpty() ? "No step was logged."
                : English.format("%s on tweets of %s, %s in %s.", baseModel, English.handles(authors),
                        English.count((long) last(logged).x(), "step"), Progress.words(duration))
                        + explanation(heldOut, logged.size() - train.size(), smooth);
        Chart<XYChart> chart = new Chart<>(xchart, subtitle, measured.isEmpty() ? LABEL_WIDTH : WIDER_LABEL_WIDTH, HEIGHT);
        if (train.isEmpty()) {
            return chart;
        }
        double[] step = train.stream().mapToDouble(Point::x).toArray();
        double[] loss = train.stream().mapToDouble(Point::y).toArray();
        double[] mean = smooth ? movingMean(loss, Math.max(1, loss.length * SMOOTHED_SHARE)) : loss;
        double end = mean[mean.length - 1];
        if (smooth) {
            line(xchart, "Logged", step, loss, HouseStyle.FAINT_ACCENT, 1.2f);
        }
        line(xchart, smooth ? "Mean" : "Logged", step, mean, HouseStyle.ACCENT, 2.5f);
        xchart.addAnnotation(new Label(English.format("%.2f", end), last(train).x(), end, HouseStyle.ACCENT));
        var losses = Stream.concat(train.stream(), heldOut.stream()).mapToDouble(Point::y).summaryStatistics();
        if (!heldOut.isEmpty()) {
            heldOut(xchart, heldOut, end, losses.getMax() - losses.getMin());
        }
        Scale.rangeOfX(xchart.getStyler(), 0, heldOut.stream().mapToDouble(Point::x).reduce(last(train).x(), Math::max));
        Scale.around(losses.getMin(), losses.getMax(), 5).applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        return chart;
    }

    /** Draws the loss on held-out tweets; its label keeps a line's height away from the other one. */
    private static void heldOut(XYChart xchart, List<Point> measured, double otherLabel, double range) {
        line(xchart, "Held out", measured.stream().mapToDouble(Point::x).toArray(),
                measured.stream().mapToDouble(Point::y).toArray(), HouseStyle.OTHER_ACCENT, 2.5f);
        Point end = last(measured);
        double clear = LINE_HEIGHT * range / Chart.plotHeight(HEIGHT);
        double height = end.y() >= otherLabel ? Math.max(end.y(), otherLabel + clear) : Math.min(end.y(), otherLabel - clear);
        xchart.addAnnotation(
                new Label(English.format("%.2f held out", end.y()), end.x(), height, HouseStyle.OTHER_ACCENT));
    }

    private static Point last(List<Point> points) {
        return points.get(points.size() - 1);
    }

    /**
     * {@return the mean around each value, weighted by a bell curve; it is symmetric, so the mean does not lag behind}
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

    private static String explanation(List<Point> heldOut, int notFinite, boolean smooth) {
        return (smooth ? " Thin: the logged steps. Thick: their moving mean." : "")
                + heldOut.stream().min(Comparator.comparingDouble(Point::y)).map(best -> English.format(
                        " Orange: held-out tweets, lowest %.3f after step %,.0f.", best.y(), best.x())).orElse("")
                + (notFinite == 0 ? "" : " " + English.count(notFinite, "logged step") + " had no finite loss.");
    }
}
