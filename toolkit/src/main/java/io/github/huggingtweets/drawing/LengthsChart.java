package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.Author;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** The lengths of tweets as a histogram. */
public final class LengthsChart {

    private static final int HEIGHT = 360;
    private static final int BARS = 32;
    private static final double GAP = 0.06;

    /**
     * A few very long tweets would push all others into one bar. If the longest has more than this many times the 99th percentile
     * of the lengths, the axis ends at that percentile.
     */
    private static final int FAR = 3;

    private LengthsChart() {}

    /**
     * Draws a histogram.
     *
     * @param authors whose tweets they are
     * @param texts the tweets that were kept; their lengths are counted in Unicode code points
     * @return the chart; one that only says so if there is no tweet
     */
    public static Chart<XYChart> of(List<Author> authors, List<String> texts) {
        int[] lengths = texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).sorted().toArray();
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Lengths of the tweets");
        xchart.setXAxisTitle("Length (characters)");
        xchart.setYAxisTitle("Tweets");
        String whose = English.handles(authors);
        if (lengths.length == 0) {
            return new Chart<>(xchart, "No tweet of " + whose + " was kept.", 0, HEIGHT);
        }
        int nearlyAll = lengths[(int) (0.99 * (lengths.length - 1))];
        int longest = lengths[lengths.length - 1];
        int shown = longest > FAR * nearlyAll ? nearlyAll : longest;
        int width = (int) Math.max(1, Scale.roundUp((double) shown / BARS));
        int[] counts = histogram(lengths, width, (shown + width - 1) / width);

        Chart<XYChart> chart = new Chart<>(xchart, subtitle(whose, lengths, counts.length * width), 0, HEIGHT);
        Cells.add(xchart, "Tweets", HouseStyle.ACCENT, IntStream.range(0, counts.length).<Rectangle2D>mapToObj(
                bar -> new Rectangle2D.Double((bar + GAP) * width, 0, (1 - 2 * GAP) * width, counts[bar])).toList());
        Scale.rangeOfX(xchart.getStyler(), 0, (double) counts.length * width);
        Scale.ofCounts(Arrays.stream(counts).max().orElseThrow()).applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        return chart;
    }

    /** {@return how many lengths are in each bar: the first has those from 1 to width, the next those to twice that, and so on} */
    static int[] histogram(int[] lengths, int width, int bars) {
        int[] counts = new int[bars];
        Arrays.stream(lengths).map(length -> (length - 1) / width).filter(bar -> bar < bars).forEach(bar -> counts[bar]++);
        return counts;
    }

    private static String subtitle(String authors, int[] lengths, int shown) {
        long beyond = Arrays.stream(lengths).filter(length -> length > shown).count();
        String whose = English.count(lengths.length, "kept tweet") + " of " + authors;
        int longest = lengths[lengths.length - 1];
        if (longest == lengths[0]) {
            return whose + " with " + English.count(longest, "character") + (lengths.length == 1 ? "." : " each.");
        }
        return English.format("%s. Half have up to %,d characters, the longest has %,d.%s", whose,
                lengths[(lengths.length - 1) / 2], longest,
                beyond == 0 ? "" : English.format(" %,d beyond %,d not shown.", beyond, shown));
    }
}
