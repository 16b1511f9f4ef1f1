package io.github.huggingtweets.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/**
 * The style of every chart. Neutral things are drawn in ink of several opacities, which becomes the text colour of a light or
 * dark page. The data are drawn in accent colours that have enough contrast with both white and black.
 */
final class HouseStyle {

    /** The neutral colour. In an HTML page, everything in this colour, at any opacity, gets the text colour of the page. */
    static final Color INK = new Color(0x1f2933);

    /** Labels of axes, and secondary text. */
    static final Color SOFT_INK = withOpacity(INK, 0.68f);

    /** Bars that are compared with the accented ones. */
    static final Color MIDDLE_INK = withOpacity(INK, 0.46f);

    /** Bars of the whole that contains the other bars. */
    static final Color FAINT_INK = withOpacity(INK, 0.26f);

    /** The size of the smallest text, in CSS pixels. */
    static final int TEXT_SIZE = 12;

    /** The subject of a chart. Its contrast is 4.1 to 1 with white, and 4.6 to 1 with JupyterLab's black, {@code #111111}. */
    static final Color ACCENT = new Color(0x1f82c7);

    /**
     * A second subject, such as another person. Colour-blind readers can distinguish it from the accent, and its contrast is 3.9
     * to 1 with white, and 4.9 to 1 with {@code #111111}.
     */
    static final Color OTHER_ACCENT = new Color(0xd55e00);

    /** Details behind the subject, such as single values behind their mean. */
    static final Color FAINT_ACCENT = withOpacity(ACCENT, 0.45f);

    private static final Color NOTHING = withOpacity(INK, 0);
    private static final Color GRID = withOpacity(INK, 0.12f);

    private HouseStyle() {}

    /**
     * {@return a colour with an opacity}
     *
     * @param color the colour
     * @param opacity from 0, invisible, to 1, opaque
     */
    static Color withOpacity(Color color, float opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), Math.round(opacity * 255));
    }

    /**
     * Gives a chart this style.
     *
     * @param style the style of the chart
     */
    static void apply(AxesChartStyler style) {
        style.setChartBackgroundColor(NOTHING)
                .setPlotBackgroundColor(NOTHING)
                .setPlotBorderVisible(false)
                // rotated letters reach beyond the chart by less than a pixel
                .setChartPadding(1)
                .setPlotContentSize(0.96)
                .setChartFontColor(SOFT_INK)
                .setBaseFont(HouseFont.regular(TEXT_SIZE))
                // Chart draws the title above the chart, flush left
                .setChartTitleVisible(false)
                .setChartTitleFont(HouseFont.semiBold(16))
                .setLegendVisible(false)
                .setLegendFont(HouseFont.regular(TEXT_SIZE))
                .setLegendBackgroundColor(NOTHING)
                .setLegendBorderColor(NOTHING)
                .setLegendPosition(Styler.LegendPosition.InsideNE)
                .setAnnotationTextFont(HouseFont.regular(TEXT_SIZE))
                .setAnnotationTextFontColor(SOFT_INK)
                .setAntiAlias(true)
                .setLocale(Locale.ENGLISH);
        style.setAxisTitleFont(HouseFont.regular(TEXT_SIZE))
                .setAxisTitlePadding(10)
                .setAxisTickLabelsFont(HouseFont.regular(TEXT_SIZE))
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
                // keeps labels on one line, whether or not a letter reaches below it
                .setXAxisLabelAlignmentVertical(AxesChartStyler.TextAlignment.Right)
                .setXAxisTickMarkSpacingHint(90)
                .setYAxisTickMarkSpacingHint(48);
    }
}
