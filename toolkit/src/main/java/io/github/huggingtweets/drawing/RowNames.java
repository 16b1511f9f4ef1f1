package io.github.huggingtweets.drawing;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * The names of the rows of a chart, such as those of bars that lie on their sides, left of them. XChart's own labels stand higher
 * or lower with the letters in them, take letters from one font only, and vanish when they are long.
 */
final class RowNames extends Note {

    private static final Font FONT = HouseFont.regular(12);
    private static final int GAP = 8;
    private static final int WIDEST = 220;

    private final List<String> names;
    private final Font font;

    private RowNames(List<String> names, Font font) {
        this.names = names;
        this.font = font;
    }

    /**
     * Gives a chart a row for each name: the first one is on top at as many as there are, the last one at 1, each one high.
     *
     * @param xchart the chart
     * @param names the names, at least one; a long one ends in an ellipsis
     */
    static void apply(XYChart xchart, List<String> names) {
        apply(xchart, names, FONT);
    }

    /**
     * Gives a chart a row for each name.
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
        g.setFont(font);
        g.setColor(HouseStyle.INK);
        for (int i = 0; i < names.size(); i++) {
            double x = getXAxisScreenValueForMin() - GAP - TextShapes.width(font, names.get(i));
            double y = screenY(names.size() - i) + Label.HALF_A_LETTER * font.getSize2D() / FONT.getSize2D();
            g.drawString(names.get(i), (float) x, (float) y);
        }
    }
}
