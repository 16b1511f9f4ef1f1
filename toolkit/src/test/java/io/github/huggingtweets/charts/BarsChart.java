package io.github.huggingtweets.charts;

import io.github.huggingtweets.charts.house.Cells;
import io.github.huggingtweets.charts.house.English;
import io.github.huggingtweets.charts.house.HouseStyle;
import io.github.huggingtweets.charts.house.Label;
import io.github.huggingtweets.charts.house.RowNames;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Bars with names, one below the other, in the look of the toolkit's charts: for what benchmarks measure. */
public final class BarsChart {

    private static final int LABEL_WIDTH = 96;
    private static final int ROW_HEIGHT = 40;
    private static final double HALF_A_BAR = 0.32;
    /** Values below are told with two digits after the point, or with one. */
    private static final int FEW = 10;
    private static final int WHOLE = 100;

    private BarsChart() {}

    /**
     * One bar.
     *
     * @param name what stands left of it
     * @param value how long it is, at least 0
     * @param accented whether the chart is about it; others are there for comparison
     */
    public record Bar(String name, double value, boolean accented) {}

    /**
     * Draws bars.
     *
     * @param title what was measured
     * @param subtitle how
     * @param unit what the values count
     * @param bars the bars, from top to bottom; at least one
     * @return the chart
     */
    public static Chart<XYChart> of(String title, String subtitle, String unit, List<Bar> bars) {
        int height = ROW_HEIGHT * bars.size() - Chart.plotHeight(0);
        XYChart xchart = new XYChart(Chart.WIDTH, height);
        xchart.setTitle(title);
        xchart.setXAxisTitle(unit);
        Chart<XYChart> chart = new Chart<>(xchart, subtitle, LABEL_WIDTH, height);
        for (int i = 0; i < bars.size(); i++) {
            add(xchart, bars.get(i), bars.size() - i);
        }
        RowNames.apply(xchart, bars.stream().map(Bar::name).toList());
        xchart.getStyler().setXAxisDecimalPattern("#,##0.##").setXAxisMin(0.0)
                .setXAxisMax(Math.max(1e-9, bars.stream().mapToDouble(Bar::value).max().orElseThrow()));
        return chart;
    }

    private static void add(XYChart xchart, Bar bar, int row) {
        Cells.add(xchart, bar.name(), bar.accented() ? HouseStyle.ACCENT : HouseStyle.MIDDLE_INK,
                List.of(new Rectangle2D.Double(0, row - HALF_A_BAR, bar.value(), 2 * HALF_A_BAR)));
        String format = bar.value() < FEW ? "%.2f" : bar.value() < WHOLE ? "%,.1f" : "%,.0f";
        xchart.addAnnotation(new Label(English.format(format, bar.value()), bar.value(), row, HouseStyle.INK));
    }
}
