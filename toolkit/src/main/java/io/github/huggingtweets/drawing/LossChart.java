package io.github.huggingtweets.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss of a training by step: a thin line of the losses of steps, and a thick one of the mean of the latest ones. */
public final class LossChart {

    private static final int HEIGHT = 380;
    private static final int RIGHT_OF_LABEL = 8;
    private static final int LINE_HEIGHT = 18;
    private static final int MARKER_SIZE = 10;

    private LossChart() {}

    /**
     * Draws lines.
     *
     * @param training what was trained on what, as the beginning of the explanation
     * @param logged steps and their losses in nats per token, in order; losses that are not finite are counted in words only
     * @param means the mean loss of the latest steps up to some of the steps, in order
     * @param meaning what the means are means of, such as "mean of the last 20 steps"
     * @param measured steps and the loss on held-out tweets after each, in order; the lowest one is marked
     * @param advice what these say about the number of epochs, in a sentence; none if it is empty
     * @return the chart; one that only has words if there is no finite loss
     */
    public static Chart<XYChart> of(String training, List<Point> logged, List<Point> means, String meaning, List<Point> measured,
            String advice) {
        List<Point> train = finite(logged);
        List<Point> mean = finite(means);
        List<Point> heldOut = finite(measured);
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Loss");
        xchart.setXAxisTitle("Step");
        xchart.setYAxisTitle("Loss (nats per token)");
        String meanLabel = mean.isEmpty() ? "" : English.format("%.3f", last(mean).y());
        String subtitle = training + explanation(train, mean, meaning, meanLabel, !heldOut.isEmpty())
                + notFinite(logged.size() - train.size()) + (advice.isEmpty() ? "" : " " + advice);
        String heldOutLabel = heldOut.isEmpty() ? "" : English.format("%.3f held out", last(heldOut).y());
        int rightMargin = Math.max(Label.width(meanLabel), Label.width(heldOutLabel)) + RIGHT_OF_LABEL;
        Chart<XYChart> chart = new Chart<>(xchart, subtitle, rightMargin, HEIGHT);
        List<Point> all = Stream.of(train, mean, heldOut).flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return chart;
        }
        var losses = all.stream().mapToDouble(Point::y).summaryStatistics();
        if (!train.isEmpty()) {
            line(xchart, "Steps", train, HouseStyle.FAINT_ACCENT, 1.2f);
        }
        if (!mean.isEmpty()) {
            line(xchart, "Mean", mean, HouseStyle.ACCENT, 2.5f);
            xchart.addAnnotation(new Label(meanLabel, last(mean).x(), last(mean).y(), HouseStyle.ACCENT));
        }
        if (!heldOut.isEmpty()) {
            line(xchart, "Held out", heldOut, HouseStyle.OTHER_ACCENT, 2.5f);
            double height = mean.isEmpty() ? last(heldOut).y()
                    : apart(last(heldOut).y(), last(mean).y(), losses.getMax() - losses.getMin());
            xchart.addAnnotation(new Label(heldOutLabel, last(heldOut).x(), height, HouseStyle.OTHER_ACCENT));
            markBest(xchart, heldOut);
        }
        Scale.rangeOfX(xchart.getStyler(), 0, all.stream().mapToDouble(Point::x).max().orElseThrow());
        Scale.around(losses.getMin(), losses.getMax(), 5).applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        return chart;
    }

    private static List<Point> finite(List<Point> points) {
        return points.stream().filter(Point::isFinite).toList();
    }

    /** Marks the lowest loss on held-out tweets; its value stands beside it, unless it is the last one, which has a label. */
    private static void markBest(XYChart xchart, List<Point> heldOut) {
        Point best = lowest(heldOut);
        XYSeries series = xchart.addSeries("Best", new double[] {best.x()}, new double[] {best.y()});
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(HouseStyle.OTHER_ACCENT);
        xchart.getStyler().setMarkerSize(MARKER_SIZE);
        if (best != last(heldOut)) {
            xchart.addAnnotation(new Above(English.format("best: %.3f", best.y()), best.x(), best.y(), HouseStyle.OTHER_ACCENT));
        }
    }

    private static Point lowest(List<Point> points) {
        return points.stream().min(Comparator.comparingDouble(Point::y)).orElseThrow();
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

    private static String explanation(List<Point> train, List<Point> mean, String meaning, String meanLabel,
            boolean hasHeldOut) {
        String ofTraining = mean.isEmpty() || train.size() == 1 ? ""
                : train.isEmpty() ? English.format(" Blue: %s.", meaning)
                : English.format(" Thin: single steps. Thick: %s (%s).", meaning, meanLabel);
        return ofTraining + (hasHeldOut ? " Orange: held-out tweets." : "");
    }

    private static String notFinite(int steps) {
        return steps == 0 ? "" : " " + English.count(steps, "step") + " had no finite loss.";
    }
}
