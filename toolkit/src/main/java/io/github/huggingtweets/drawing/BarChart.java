package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Horizontal bars with a name left of each and a label at its end. XChart's own horizontal bars all begin at 0, and their labels
 * can only be numbers, so these are areas of an XY chart.
 */
public final class BarChart {

    private static final double HALF_A_BAR = 0.32;

    private BarChart() {}

    /**
     * A bar.
     *
     * @param name the text left of it
     * @param from where it begins, in the unit of the axis
     * @param to where it ends, not below {@code from}
     * @param label the text right of it
     * @param shade its colour
     */
    public record Bar(String name, double from, double to, String label, Shade shade) {

        private Color labelColor() {
            return shade == Shade.ACCENT ? HouseStyle.ACCENT : from == to ? HouseStyle.SOFT_INK : HouseStyle.INK;
        }
    }

    /** The colour of a bar. */
    public enum Shade {
        /** For the subject of the chart. */
        ACCENT(HouseStyle.ACCENT),
        /** For parts of the subject. */
        FAINT_ACCENT(HouseStyle.FAINT_ACCENT),
        /** For what is compared with the subject. */
        MIDDLE(HouseStyle.MIDDLE_INK),
        /** For the whole that contains the other bars. */
        FAINT(HouseStyle.FAINT_INK);

        private final Color color;

        Shade(Color color) {
            this.color = color;
        }
    }

    /**
     * Draws bars.
     *
     * @param title the title
     * @param subtitle the explanation below it, of up to two lines
     * @param unit the title of the x axis
     * @param rowHeight the distance from one bar to the next, in CSS pixels
     * @param bars the bars from top to bottom
     * @return the chart, which only has words if there is no bar, and in which each bar is a series whose name is the number of its row, counted from below, and its own name
     */
    public static Chart<XYChart> of(String title, String subtitle, String unit, int rowHeight, List<Bar> bars) {
        XYChart xchart = new XYChart(Chart.WIDTH, 0);
        xchart.setTitle(title);
        xchart.setXAxisTitle(unit);
        Chart<XYChart> chart = new Chart<>(xchart, subtitle,
                bars.stream().mapToInt(bar -> Label.width(bar.label())).max().orElse(0),
                Chart.height(rowHeight * bars.size()));
        if (bars.isEmpty()) {
            return chart;
        }
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int row = bars.size() - i;
            Cells.add(xchart, row + " " + bar.name(), bar.shade().color, List.of(
                    new Rectangle2D.Double(bar.from(), row - HALF_A_BAR, bar.to() - bar.from(), 2 * HALF_A_BAR)));
            xchart.addAnnotation(new Label(bar.label(), bar.to(), row, bar.labelColor()));
        }
        RowNames.apply(xchart, bars.stream().map(Bar::name).toList());
        double longest = bars.stream().mapToDouble(Bar::to).max().orElseThrow();
        Scale.rangeOfX(xchart.getStyler(), 0, longest > 0 ? longest : 1);
        if (bars.stream().anyMatch(bar -> bar.to() != Math.rint(bar.to()))) {
            xchart.getStyler().setXAxisDecimalPattern("#,##0.##");
        }
        return chart;
    }
}
