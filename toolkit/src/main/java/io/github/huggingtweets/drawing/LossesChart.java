package io.github.huggingtweets.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The losses of several trainings by step, a line for each. The names stand right of the plot in the order of the ends of the lines,
 * and a thin line leads from each end to its name.
 */
public final class LossesChart {

    private static final int LEAST_HEIGHT = 380;
    private static final int ROW_HEIGHT = 17;
    private static final int WIDEST_NAME = 190;

    private LossesChart() {}

    /**
     * The losses of one training.
     *
     * @param name the name of the training
     * @param points steps and losses in nats per token, in order; losses that are not finite are left out
     */
    public record Curve(String name, List<Point> points) {

        /** Leaves out what cannot be drawn. */
        public Curve {
            points = points.stream().filter(Point::isFinite).toList();
        }

        private Point last() {
            return points.get(points.size() - 1);
        }
    }

    /**
     * Draws lines.
     *
     * @param title the title
     * @param explanation a sentence for the line below the title
     * @param all the trainings; as many of the first ones as the style has lines get a colour and a name, the others are grey
     * @return the chart; one that only says so if there is nothing to draw
     */
    public static Chart<XYChart> of(String title, String explanation, List<Curve> all) {
        List<Curve> curves = all.stream().filter(curve -> !curve.points().isEmpty()).toList();
        List<Curve> named = curves.stream().limit(LineStyle.ALL.size()).toList();
        List<Curve> others = curves.subList(named.size(), curves.size());
        XYChart xchart = new XYChart(Chart.WIDTH, LEAST_HEIGHT);
        xchart.setTitle(title);
        xchart.setXAxisTitle("Step");
        xchart.setYAxisTitle("Loss (nats per token)");
        Ends ends = new Ends(named);
        int height = Math.max(LEAST_HEIGHT, Chart.height((named.size() + 1) * ROW_HEIGHT));
        Chart<XYChart> chart = new Chart<>(xchart, subtitle(explanation, all.size(), named.size(), others.size()),
                ends.width(), height);
        if (curves.isEmpty()) {
            return chart;
        }
        for (int i = 0; i < others.size(); i++) {
            line(xchart, "Other " + i, others.get(i), new LineStyle(HouseStyle.FAINT_INK, false), 1.2f);
        }
        for (int i = 0; i < named.size(); i++) {
            line(xchart, "Run " + i, named.get(i), LineStyle.ALL.get(i), 2);
        }
        xchart.addAnnotation(ends);
        Scale.rangeOfX(xchart.getStyler(), 0, curves.stream().mapToDouble(curve -> curve.last().x()).max().orElseThrow());
        var losses = curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(Point::y).summaryStatistics();
        Scale.around(losses.getMin(), losses.getMax(), 5).applyToY(xchart.getStyler(), Chart.plotHeight(height));
        return chart;
    }

    private static String subtitle(String explanation, int all, int named, int others) {
        int without = all - named - others;
        if (named == 0) {
            return all == 0 ? "There is no run." : English.count(all, "run") + ", none with a loss to draw.";
        }
        return English.format("%s. %s", English.count(all, "run"), explanation)
                + (others == 0 ? "" : English.format(" The first %d are named, the others are grey.", named))
                + (without == 0 ? "" : English.format(" %s no loss to draw.", without == 1 ? "1 has" : without + " have"));
    }

    private static void line(XYChart xchart, String name, Curve curve, LineStyle style, float width) {
        XYSeries series = xchart.addSeries(name, curve.points().stream().mapToDouble(Point::x).toArray(),
                curve.points().stream().mapToDouble(Point::y).toArray());
        series.setMarker(curve.points().size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(style.color());
        series.setLineColor(style.color());
        series.setLineStyle(style.stroke(width));
    }

    /** How a line looks, so that it differs from the others, also for readers who do not see all colours. */
    private record LineStyle(Color color, boolean dashed) {

        /** Their contrast is 3.7 to 1 or more with white, and 4.2 to 1 or more with JupyterLab's black. */
        private static final List<Color> COLORS = List.of(HouseStyle.ACCENT, HouseStyle.OTHER_ACCENT, new Color(0x17905f),
                new Color(0xa463d6), new Color(0x97813a), new Color(0xd1477e), new Color(0x0f8f9c), new Color(0x7d7f86),
                new Color(0x6f7fd0), new Color(0x4f8f2f));

        static final List<LineStyle> ALL = all();

        private static List<LineStyle> all() {
            List<LineStyle> all = new ArrayList<>();
            COLORS.forEach(color -> all.add(new LineStyle(color, false)));
            COLORS.forEach(color -> all.add(new LineStyle(color, true)));
            return List.copyOf(all);
        }

        BasicStroke stroke(float width) {
            return dashed ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 3}, 0)
                    : new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
    }

    /** The names and last losses right of the plot. */
    private static final class Ends extends Note {

        private static final int LEAD = 26;
        private static final int SAMPLE = 18;
        private static final int GAP = 6;

        private final List<End> ends = new ArrayList<>();
        private final double lossWidth;

        /** The end of a line, and what is written beside it. */
        private record End(Point point, LineStyle style, String name, String loss) {}

        Ends(List<Curve> curves) {
            for (int i = 0; i < curves.size(); i++) {
                Curve curve = curves.get(i);
                ends.add(new End(curve.last(), LineStyle.ALL.get(i), TextShapes.fitEnd(nameFont(), curve.name(), WIDEST_NAME),
                        English.format("%.3f", curve.last().y())));
            }
            ends.sort(Comparator.comparingDouble((End end) -> end.point().y()).reversed());
            lossWidth = ends.stream().mapToDouble(end -> TextShapes.width(lossFont(), end.loss())).max().orElse(0);
        }

        /** {@return the space that all this takes right of the plot} */
        int width() {
            return (int) Math.ceil(LEAD + SAMPLE + GAP + lossWidth + GAP
                    + ends.stream().mapToDouble(end -> TextShapes.width(nameFont(), end.name())).max().orElse(0));
        }

        @Override
        public void paint(Graphics2D g) {
            double top = chart.getScreenYFromChart(chart.getStyler().getYAxisMax());
            double bottom = chart.getScreenYFromChart(chart.getStyler().getYAxisMin());
            double[] rows = rows(top, bottom);
            double left = getXAxisScreenValueForMax() + LEAD;
            for (int i = 0; i < rows.length; i++) {
                End end = ends.get(i);
                g.setColor(HouseStyle.withOpacity(end.style().color(), 0.4f));
                g.setStroke(new BasicStroke(1));
                g.draw(new Line2D.Double(chart.getScreenXFromChart(end.point().x()) + 2, screenY(end.point().y()), left - 3,
                        rows[i]));
                g.setColor(end.style().color());
                g.setStroke(end.style().stroke(2));
                g.draw(new Line2D.Double(left, rows[i], left + SAMPLE, rows[i]));
                text(g, end.loss(), lossFont(), left + SAMPLE + GAP, rows[i]);
                text(g, end.name(), nameFont(), left + SAMPLE + GAP + lossWidth + GAP, rows[i]);
            }
        }

        /** {@return the heights of the rows: those of the ends of their lines, moved apart where rows would overlap} */
        private double[] rows(double top, double bottom) {
            double[] rows = new double[ends.size()];
            double least = top;
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Math.max(least, screenY(ends.get(i).point().y()));
                least = rows[i] + ROW_HEIGHT;
            }
            double most = bottom;
            for (int i = rows.length - 1; i >= 0; i--) {
                rows[i] = Math.min(most, rows[i]);
                most = rows[i] - ROW_HEIGHT;
            }
            return rows;
        }

        private static void text(Graphics2D g, String text, Font font, double x, double middle) {
            g.setFont(font);
            g.setColor(HouseStyle.INK);
            g.drawString(text, (float) x, (float) (middle + BELOW_THE_MIDDLE * font.getSize2D()));
        }

        private static Font lossFont() {
            return HouseFont.semiBold(HouseStyle.TEXT_SIZE);
        }

        private static Font nameFont() {
            return HouseFont.regular(HouseStyle.TEXT_SIZE);
        }
    }
}
