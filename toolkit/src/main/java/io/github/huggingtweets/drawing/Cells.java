package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Rectangles of one colour, in the units of the axes. */
final class Cells {

    private static final int POINTS = 5;

    private Cells() {}

    /**
     * Adds rectangles to a chart as one series: each has four points for its corners and one for the gap before the next.
     *
     * @param xchart the chart
     * @param name the name of the series
     * @param color their colour
     * @param cells the rectangles, at least one
     * @return the series
     */
    static XYSeries add(XYChart xchart, String name, Color color, List<Rectangle2D> cells) {
        double[] x = new double[POINTS * cells.size()];
        double[] y = new double[POINTS * cells.size()];
        for (int i = 0; i < cells.size(); i++) {
            Rectangle2D cell = cells.get(i);
            int at = POINTS * i;
            Arrays.fill(x, at, at + 2, cell.getMinX());
            Arrays.fill(x, at + 2, at + POINTS, cell.getMaxX());
            y[at] = cell.getMinY();
            Arrays.fill(y, at + 1, at + 3, cell.getMaxY());
            y[at + 3] = cell.getMinY();
            y[at + 4] = Double.NaN;
        }
        XYSeries series = xchart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(color);
        series.setLineStyle(SeriesLines.NONE);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }
}
