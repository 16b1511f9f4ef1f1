package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The trials of a search by learning rate, on a logarithmic axis, and loss. The best one is highlighted. */
public final class TrialsChart {

    private static final int HEIGHT = 380;
    private static final int LABEL_WIDTH = 56;
    private static final int MARKER_SIZE = 9;

    private TrialsChart() {}

    /**
     * Draws points.
     *
     * @param subtitle the explanation below the title, of up to two lines
     * @param others the trials that are not the best: their learning rates, above 0, and losses in nats per token
     * @param best the best trial; empty if no trial has a loss
     * @return the chart; one that only has words if there is no point
     */
    public static Chart<XYChart> of(String subtitle, List<Point> others, List<Point> best) {
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Trials of the search");
        xchart.setXAxisTitle("Learning rate");
        xchart.setYAxisTitle("Loss on held-out tweets (nats per token)");
        Chart<XYChart> chart = new Chart<>(xchart, subtitle, LABEL_WIDTH, HEIGHT);
        List<Point> all = Stream.concat(others.stream(), best.stream()).toList();
        if (all.isEmpty()) {
            return chart;
        }
        add(xchart, "Trials", others, HouseStyle.MIDDLE_INK);
        add(xchart, "Best", best, HouseStyle.ACCENT);
        best.forEach(point -> xchart.addAnnotation(
                new Label(English.format("%.3f", point.y()), point.x(), point.y(), HouseStyle.ACCENT)));
        var losses = all.stream().mapToDouble(Point::y).summaryStatistics();
        Scale.around(losses.getMin(), losses.getMax(), 5).applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        var powers = all.stream().mapToDouble(point -> Math.log10(point.x())).summaryStatistics();
        double low = Math.floor(powers.getMin());
        double high = Math.max(low + 1, Math.ceil(powers.getMax()));
        xchart.getStyler().setMarkerSize(MARKER_SIZE);
        xchart.getStyler().setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(true)
                .setXAxisMin(Math.pow(10, low)).setXAxisMax(Math.pow(10, high))
                .setXAxisTickLabelsFormattingFunction(rate -> English.format("1e%.0f", Math.log10(rate)));
        return chart;
    }

    private static void add(XYChart xchart, String name, List<Point> points, Color color) {
        if (!points.isEmpty()) {
            XYSeries series = xchart.addSeries(name, points.stream().mapToDouble(Point::x).toArray(),
                    points.stream().mapToDouble(Point::y).toArray());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setMarkerColor(color);
        }
    }
}
