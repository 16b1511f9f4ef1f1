package io.github.huggingtweets.charts;

import io.github.huggingtweets.charts.house.English;
import io.github.huggingtweets.charts.house.HouseStyle;
import io.github.huggingtweets.charts.house.Scale;
import io.github.huggingtweets.corpus.Corpus;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How long the kept tweets are, as a histogram. */
final class LengthsChart {

    private static final int HEIGHT = 360;
    private static final int BARS = 32;

    /** A few very long tweets would push all others into one bar; longer than this many times nearly all, they are left out. */
    private static final int FAR = 3;

    private LengthsChart() {}

    static Chart<XYChart> of(Corpus corpus) {
        int[] lengths = corpus.tweets().stream().mapToInt(tweet -> tweet.codePointCount(0, tweet.length())).sorted().toArray();
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Lengths of the tweets");
        xchart.setXAxisTitle("Length (characters)");
        xchart.setYAxisTitle("Tweets");
        if (lengths.length == 0) {
            return new Chart<>(xchart, "No tweet of " + English.handles(corpus.authors()) + " was kept.", 0, HEIGHT);
        }
        int nearlyAll = lengths[(int) (0.99 * (lengths.length - 1))];
        int longest = lengths[lengths.length - 1];
        int shown = longest > FAR * nearlyAll ? nearlyAll : longest;
        int width = (int) Math.max(1, Scale.roundUp((double) shown / BARS));
        int[] tweets = histogram(lengths, width, (shown + width - 1) / width);

        Chart<XYChart> chart = new Chart<>(xchart, subtitle(corpus, lengths, tweets.length * width), 0, HEIGHT);
        XYSeries series = xchart.addSeries("Tweets", edges(tweets.length, width), outline(tweets));
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        series.setFillColor(HouseStyle.ACCENT);
        series.setLineStyle(SeriesLines.NONE);
        series.setMarker(SeriesMarkers.NONE);
        xchart.getStyler().setXAxisMin(0.0).setXAxisMax((double) tweets.length * width).setXAxisDecimalPattern("#,##0");
        Scale.ofCounts(Arrays.stream(tweets).max().orElseThrow()).applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        return chart;
    }

    /** {@return how many lengths lie in each bar: the first holds 1 to width, the second width + 1 to twice that, and so on} */
    static int[] histogram(int[] lengths, int width, int bars) {
        int[] counts = new int[bars];
        Arrays.stream(lengths).map(length -> (length - 1) / width).filter(bar -> bar < bars).forEach(bar -> counts[bar]++);
        return counts;
    }

    /** {@return the x of the four corners of each bar, with a gap between one bar and the next} */
    private static double[] edges(int bars, int width) {
        double gap = 0.06 * width;
        double[] x = new double[4 * bars];
        for (int bar = 0; bar < bars; bar++) {
            Arrays.fill(x, 4 * bar, 4 * bar + 2, bar * width + gap);
            Arrays.fill(x, 4 * bar + 2, 4 * bar + 4, (bar + 1) * width - gap);
        }
        return x;
    }

    /** {@return the y of the four corners of each bar} */
    private static double[] outline(int[] heights) {
        double[] y = new double[4 * heights.length];
        for (int bar = 0; bar < heights.length; bar++) {
            Arrays.fill(y, 4 * bar + 1, 4 * bar + 3, heights[bar]);
        }
        return y;
    }

    private static String subtitle(Corpus corpus, int[] lengths, int shown) {
        long beyond = Arrays.stream(lengths).filter(length -> length > shown).count();
        String whose = English.count(lengths.length, "kept tweet") + " of " + English.handles(corpus.authors());
        int longest = lengths[lengths.length - 1];
        if (longest == lengths[0]) {
            return whose + " with " + English.count(longest, "character") + (lengths.length == 1 ? "." : " each.");
        }
        return English.format("%s. Half have up to %,d characters, the longest has %,d.%s", whose,
                lengths[(lengths.length - 1) / 2], longest,
                beyond == 0 ? "" : English.format(" %,d beyond %,d not shown.", beyond, shown));
    }
}
