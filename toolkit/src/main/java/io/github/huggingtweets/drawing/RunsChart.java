package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.SortedMap;
import org.knowm.xchart.XYChart;

/** How many words in a row generated tweets copy: a bar for each number of words, in another colour if it is a long run. */
public final class RunsChart {

    private static final int HEIGHT = 340;
    private static final double GAP = 0.1;
    private static final int FEWEST_BARS = 12;
    private static final int MOST_BARS = 60;

    private RunsChart() {}

    /**
     * Draws bars.
     *
     * @param subtitle the explanation below the title
     * @param runs the number of tweets by the number of words in their longest run
     * @param longRun from this number of words on, a run is long
     * @return the chart; one that only has words if there is no tweet
     */
    public static Chart<XYChart> of(String subtitle, SortedMap<Integer, Integer> runs, int longRun) {
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Longest runs of words from training tweets");
        xchart.setXAxisTitle("Words in a row");
        xchart.setYAxisTitle("Generated tweets");
        if (runs.isEmpty()) {
            return new Chart<>(xchart, subtitle, 0, HEIGHT);
        }
        int beyond = runs.tailMap(MOST_BARS + 1).values().stream().mapToInt(Integer::intValue).sum();
        Chart<XYChart> chart = new Chart<>(xchart, beyond == 0 ? subtitle
                : subtitle + English.format(" %,d beyond %d words not shown.", beyond, MOST_BARS), 0, HEIGHT);
        int last = Math.min(MOST_BARS, Math.max(FEWEST_BARS, runs.lastKey()));
        add(xchart, "Short", HouseStyle.ACCENT, runs.headMap(Math.min(longRun, last + 1)));
        add(xchart, "Long", HouseStyle.OTHER_ACCENT, runs.subMap(longRun, Math.max(longRun, last + 1)));
        new Scale(-0.5, last + 0.5, last > 24 ? 5 : 1).applyToX(xchart.getStyler(), Chart.WIDTH);
        Scale.ofCounts(runs.values().stream().mapToInt(Integer::intValue).max().orElseThrow())
                .applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        return chart;
    }

    private static void add(XYChart xchart, String name, Color color, SortedMap<Integer, Integer> runs) {
        List<Rectangle2D> bars = runs.entrySet().stream().filter(run -> run.getValue() > 0)
                .<Rectangle2D>map(run -> new Rectangle2D.Double(run.getKey() - 0.5 + GAP, 0, 1 - 2 * GAP, run.getValue()))
                .toList();
        if (!bars.isEmpty()) {
            Cells.add(xchart, name, color, bars);
        }
    }
}
