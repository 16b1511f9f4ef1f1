package io.github.huggingtweets.charts.compare;

import io.github.huggingtweets.charts.house.HouseStyle;
import java.awt.BasicStroke;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A histogram as a line with a faint area below, so that two of them can lie one over the other. */
final class Outline {

    private Outline() {}

    /**
     * Adds a histogram.
     *
     * @param edges where the bars begin and, one more, where the last one ends, in the units of the x axis
     * @param heights how high they are, in the units of the y axis
     */
    static void add(XYChart xchart, Person person, String name, double[] edges, double[] heights) {
        double[] x = new double[2 * heights.length];
        double[] y = new double[2 * heights.length];
        for (int bar = 0; bar < heights.length; bar++) {
            x[2 * bar] = edges[bar];
            x[2 * bar + 1] = edges[bar + 1];
            Arrays.fill(y, 2 * bar, 2 * bar + 2, heights[bar]);
        }
        XYSeries series = xchart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(person.color());
        series.setFillColor(HouseStyle.withOpacity(person.color(), 0.14f));
        series.setLineStyle(new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }
}
