package io.github.huggingtweets.drawing;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.sources.Author;
import java.awt.BasicStroke;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss of a training by step: a thin line of the losses of steps, and a thick one of the mean of the latest ones. */
public final class LossChart {

    private static final int HEIGHT = 380;
    private static final int RIGHT_OF_LABEL = 8;
    private static final int LINE_HEIGHT = 18;

    private LossChart() {}

    /**
     * Draws lines.
     *
     * @param baseModel the name of the model that was fine-tuned
     * @param authors whose tweets it learned from
     * @param duration how long the training took
     * @param logged steps and their losses in nats per token, in order; losses that are not finite are counted in words only
     * @param means the same steps and, of each, the mean loss of the latest steps up to it
     * @param meaning what the last mean is the mean of, such as "mean of the last 20 steps"
     * @param measured steps and the loss on held-out tweets after each, in order
     * @return the chart; one that only says so if no step was logged
     */
    public static Chart<XYChart> of(String baseModel, List<Author> authors, Duration duration, List<Point> logged,
            List<Point> means, String meaning, List<Point> measured) {
        List<Point> train = logged.stream().filter(Point::isFinite).toList();
        List<Point> mean = means.stream().filter(Point::isFinite).toList();
        List<Point> heldOut = measured.stream().filter(Point::isFinite).toList();
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Loss");
        xchart.setXAxisTitle("Step");
        xchart.setYAxisTitle("Loss (nats per token)");
        String meanLabel = mean.isEmpty() ? "" : English.format("%.3f", last(mean).y());
        String subtitle = logged.isEmpty() ? "No step was logged."
                : English.format("%s on tweets of %s, %s in %s.", baseModel, English.handles(authors),
                        English.count((long) last(logged).x(), "step"), Progress.words(duration))
                        + (logged.size() == 1 || mean.isEmpty() ? ""
                                : " Thin: single steps. Thick: " + meaning + " (" + meanLabel + ").")
                        + explanation(heldOut, logged.size() - train.size());
        String heldOutLabel = heldOut.isEmpty() ? "" : English.format("%.3f held out", last(heldOut).y());
        int rightMargin = Math.max(Label.width(meanLabel), Label.width(heldOutLabel)) + RIGHT_OF_LABEL;
        Chart<XYChart> chart = new Chart<>(xchart, subtitle, rightMargin, HEIGHT);
        if (train.isEmpty()) {
            return chart;
        }
        line(xchart, "Steps", train, HouseStyle.FAINT_ACCENT, 1.2f);
        if (!mean.isEmpty()) {
            line(xchart, "Mean", mean, HouseStyle.ACCENT, 2.5f);
            xchart.addAnnotation(new Label(meanLabel, last(mean).x(), last(mean).y(), HouseStyle.ACCENT));
        }
        var losses = Stream.concat(train.stream(), heldOut.stream()).mapToDouble(Point::y).summaryStatistics();
        if (!heldOut.isEmpty()) {
            line(xchart, "Held out", heldOut, HouseStyle.OTHER_ACCENT, 2.5f);
            double height = mean.isEmpty() ? last(heldOut).y()
                    : apart(last(heldOut).y(), last(mean).y(), losses.getMax() - losses.getMin());
            xchart.addAnnotation(new Label(heldOutLabel, last(heldOut).x(), height, HouseStyle.OTHER_ACCENT));
        }
        Scale.rangeOfX(xchart.getStyler(), 0, heldOut.stream().mapToDouble(Point::x).reduce(last(train).x(), Math::max));
        Scale.around(losses.getMin(), losses.getMax(), 5).applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        return chart;
    }

    /** {@return the height of a label, moved a line's height away from another one if it is nearer} */
    private static double apart(double label, double other, double range) {
        double clear = LINE_HEIGHT * range / Chart.plotHeight(HEIGHT);
        return label >= other ? Math.max(label, other + clear) : Math.min(label, other - clear);
    }

    private static Point last(List<Point> points) {
        return points.get(points.size() - 1);
    }

    /** {@return points that look the same as a line: the lowest and the highest of each group, if there are very many} */
    static List<Point> thinned(List<Point> points) {
        int group = points.size() / Chart.WIDTH;
        if (group <= 2) {
            return points;
        }
        List<Point> kept = new ArrayList<>(List.of(points.get(0)));
        for (int i = 1; i < points.size() - 1; i += group) {
            List<Point> some = points.subList(i, Math.min(i + group, points.size() - 1));
            Point lowest = Collections.min(some, Comparator.comparingDouble(Point::y));
            Point highest = Collections.max(some, Comparator.comparingDouble(Point::y));
            kept.addAll(lowest.x() == highest.x() ? List.of(lowest)
                    : lowest.x() < highest.x() ? List.of(lowest, highest) : List.of(highest, lowest));
        }
        kept.add(last(points));
        return kept;
    }

    private static void line(XYChart xchart, String name, List<Point> all, Color color, float width) {
        List<Point> points = thinned(all);
        XYSeries series = xchart.addSeries(name, points.stream().mapToDouble(Point::x).toArray(),
                points.stream().mapToDouble(Point::y).toArray());
        series.setMarker(points.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(color);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    private static String explanation(List<Point> heldOut, int notFinite) {
        return heldOut.stream().min(Comparator.comparingDouble(Point::y)).map(best -> English.format(
                " Orange: held-out tweets, lowest %.3f after step %,.0f.", best.y(), best.x())).orElse("")
                + (notFinite == 0 ? "" : " " + English.count(notFinite, "step") + " had no finite loss.");
    }
}
