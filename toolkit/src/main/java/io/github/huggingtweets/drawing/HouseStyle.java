package io.github.huggingtweets.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/**
 * How every chart looks. What is neutral is drawn in ink of several strengths, which takes the text colour of a page, be it light
 * or dark; what speaks is drawn in an accent that stands out from white and from black alike.
 */
final class HouseStyle {

    /** The neutral colour. Everything in it, at any opacity, follows the page. */
    static final Color INK = new Color(0x1f2933);

    /** Labels of axes, and texts of lesser weight. */
    static final Color SOFT_INK = withOpacity(INK, 0.68f);

    /** Bars that take part. */
    static final Color MIDDLE_INK = withOpacity(INK, 0.46f);

    /** Bars that are there for comparison. */
    static final Color FAINT_INK = withOpacity(INK, 0.26f);

    /** What the chart is about. Its contrast is 4.1 to 1 with white, and 4.6 to 1 with JupyterLab's black, {@code #111111}. */
    static final Color ACCENT = new Color(0x1f82c7);

    /**
     * What stands beside the accent, such as another person. Nobody takes it for the accent, whichever colours they see, and its
     * contrast is 3.9 to 1 with white, and 4.9 to 1 with {@code #111111}.
     */
    static final Color OTHER_ACCENT = new Color(0xd55e00);

    /** What lies behind the accent, such as single values behind their mean. */
    static final Color FAINT_ACCENT = withOpacity(ACCENT, 0.45f);

    private static final Color NOTHING = withOpacity(INK, 0);
    private static final Color GRID = withOpacity(INK, 0.12f);

    private HouseStyle() {}

    /**
     * {@return a colour that lets through what is behind it}
     *
     * @param color the colour
     * @param opacity from 0, nothing of it, to 1, as it is
     */
    static Color withOpacity(Color color, float opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), Math.round(opacity * 255));
    }

    /**
     * Gives a chart this look.
     *
     * @param style the style of the chart
     */
    static void apply(AxesChartStyler style) {
        style.setChartBackgroundColor(NOTHING)
                .setPlotBackgroundColor(NOTHING)
                .setPlotBorderVisible(false)
                // letters that stand on their side stick out by less than a pixel
                .setChartPadding(1)
                .setPlotContentSize(0.96)
                .setChartFontColor(SOFT_INK)
                .setBaseFont(HouseFont.regular(12))
                // the title stands above the chart, flush left, where Chart draws it
                .setChartTitleVisible(false)
                .setChartTitleFont(HouseFont.semiBold(16))
                .setLegendVisible(false)
                .setLegendFont(HouseFont.regular(12))
                .setLegendBackgroundColor(NOTHING)
                .setLegendBorderColor(NOTHING)
                .setLegendPosition(Styler.LegendPosition.InsideNE)
                .setAnnotationTextFont(HouseFont.regular(12))
                .setAnnotationTextFontColor(SOFT_INK)
                .setAntiAlias(true)
                .setLocale(Locale.ENGLISH);
        style.setAxisTitleFont(HouseFont.regular(12))
                .setAxisTitlePadding(10)
                .setAxisTickLabelsFont(HouseFont.regular(12))
                .setAxisTickLabelsColor(SOFT_INK)
                .setAxisTickPadding(8)
                .setAxisTickMarkLength(0)
                .setAxisTicksLineVisible(false)
                .setAxisTicksMarksVisible(false)
                .setPlotMargin(0)
                .setPlotGridVerticalLinesVisible(false)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right)
                // labels of one height stand on one line, whether or not a letter reaches below it
                .setXAxisLabelAlignmentVertical(AxesChartStyler.TextAlignment.Right)
                .setXAxisTickMarkSpacingHint(90)
                .setYAxisTickMarkSpacingHint(48);
    }
}
