package io.github.huggingtweets.drawing;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * The names left of the rows of a chart, such as those of horizontal bars. XChart's own labels are centred by their ink, so that
 * "goose" and "data" have other baselines than the labels of their bars; they have letters of one font only, and long ones
 * vanish.
 */
final class RowNames extends Note {

    private static final int GAP = 8;
    private static final int WIDEST = 220;

    private final List<String> names;
    private final Font font;

    private RowNames(List<String> names, Font font) {
        this.names = names;
        this.font = font;
    }

    /**
     * Gives a chart a row for each name. Rows are 1 apart on the y axis; the last name is at 1, the first name on top.
     *
     * @param xchart the chart
     * @param names the names, at least one; a long one ends in an ellipsis
     */
    static void apply(XYChart xchart, List<String> names) {
        apply(xchart, names, font());
    }

    /**
     * Gives a chart a row for each name, as {@link #apply(XYChart, List)} does.
     *
     * @param xchart the chart
     * @param names the names, at least one; a long one ends in an ellipsis
     * @param font the font of the names
     */
    static void apply(XYChart xchart, List<String> names, Font font) {
        List<String> fitting = names.stream().map(name -> TextShapes.fit(font, name, WIDEST)).toList();
        double width = fitting.stream().mapToDouble(name -> TextShapes.width(font, name)).max().orElseThrow();
        xchart.addAnnotation(new RowNames(fitting, font));
        xchart.getStyler()
                .setPlotGridHorizontalLinesVisible(false)
                .setYAxisTicksVisible(false)
                .setYAxisMin(0.5)
                .setYAxisMax(names.size() + 0.5)
                .setYAxisLeftWidthHint((int) Math.ceil(width) + GAP);
    }

    @Override
    public void paint(Graphics2D g) {
        for (int i = 0; i < names.size(); i++) {
            double x = getXAxisScreenValueForMin() - GAP - TextShapes.width(font, names.get(i));
            write(g, names.get(i), font, HouseStyle.INK, x, names.size() - i);
        }
    }

    private static Font font() {
        return HouseFont.regular(HouseStyle.TEXT_SIZE);
    }
}
