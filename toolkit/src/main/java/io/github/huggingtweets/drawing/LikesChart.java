package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.Tweets;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The likes of each tweet by time, and their running median. If there are very many tweets, a grid shows how many are in each cell. */
final class LikesChart {

    private static final int HEIGHT = 380;
    private static final int LABEL_WIDTH = 92;
    private static final int Y_AXIS_WIDTH = 80;

    /** More points would hide each other and make a page slow. */
    private static final int MOST_POINTS = 2_000;

    private static final int COLUMNS = 150;
    private static final int ROWS = 60;

    /** The window of the median, as a share of the tweets. */
    private static final double WINDOW = 0.08;
    private static final int FEWEST_IN_WINDOW = 20;

    /** At how many places the median is taken. */
    private static final int MEDIANS = 120;

    private LikesChart() {}

    static Chart<XYChart> of(Tweets timeline) {
        LikedTweets tweets = LikedTweets.of(timeline);
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Likes over time");
        xchart.setXAxisTitle("Time (UTC)");
        xchart.setYAxisTitle("Likes per tweet");
        if (tweets.size() == 0) {
            return new Chart<>(xchart, tweets.subtitle(), 0, HEIGHT);
        }
        int window = (int) Math.max(FEWEST_IN_WINDOW, tweets.size() * WINDOW);
        boolean median = tweets.size() >= 2 * window;
        String label = median ? label(median(tweets, window, lastMedian(tweets, window))) : "";
        int labelWidth = Math.max(LABEL_WIDTH, Label.width(label));
        Chart<XYChart> chart = new Chart<>(xchart, tweets.subtitle(), labelWidth, HEIGHT);
        TimeAxis time = TimeAxis.between(utc(tweets.second(0)), utc(tweets.second(tweets.size() - 1)));
        CountAxis likes = CountAxis.of(tweets.ascending());
        if (tweets.size() <= MOST_POINTS) {
            points(xchart, tweets, time, likes);
        } else {
            cells(xchart, tweets, time, likes);
        }
        if (median) {
            double end = median(xchart, tweets, window, time, likes);
            xchart.addAnnotation(new Label(label, time.to(), end, HouseStyle.ACCENT));
        }
        time.applyToX(xchart.getStyler(), Chart.WIDTH - labelWidth - Y_AXIS_WIDTH);
        likes.applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        return chart;
    }

    private static void points(XYChart xchart, LikedTweets tweets, TimeAxis time, CountAxis likes) {
        double[] x = IntStream.range(0, tweets.size()).mapToDouble(i -> time.position(tweets.second(i))).toArray();
        double[] y = IntStream.range(0, tweets.size()).mapToDouble(i -> likes.position(tweets.likes(i))).toArray();
        XYSeries series = xchart.addSeries("Tweets", x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(HouseStyle.withOpacity(HouseStyle.INK, tweets.size() < MOST_POINTS / 10 ? 0.5f : 0.28f));
        xchart.getStyler().setMarkerSize(5);
    }

    private static void cells(XYChart xchart, LikedTweets tweets, TimeAxis time, CountAxis likes) {
        double width = (time.to() - time.from()) / COLUMNS;
        double height = (likes.highest() - likes.lowest()) / ROWS;
        int[][] counts = new int[COLUMNS][ROWS + 1];
        for (int i = 0; i < tweets.size(); i++) {
            int column = (int) ((time.position(tweets.second(i)) - time.from()) / width);
            int row = (int) Math.round((likes.position(tweets.likes(i)) - likes.lowest()) / height);
            counts[Math.min(column, COLUMNS - 1)][row]++;
        }
        // one shade for 1, for 2 to 3, for 4 to 7, and so on
        Map<Integer, List<Rectangle2D>> byShade = new TreeMap<>();
        for (int column = 0; column < COLUMNS; column++) {
            for (int row = 0; row <= ROWS; row++) {
                if (counts[column][row] > 0) {
                    byShade.computeIfAbsent(shade(counts[column][row]), shade -> new ArrayList<>()).add(new Rectangle2D.Double(
                            time.from() + column * width, likes.lowest() + (row - 0.42) * height, 0.9 * width, 0.84 * height));
                }
            }
        }
        int most = Arrays.stream(counts).flatMapToInt(Arrays::stream).max().orElseThrow();
        byShade.forEach((shade, cells) -> Cells.add(xchart, "At least " + English.count(1L << shade, "tweet"), color(shade, most),
                cells));
        xchart.addAnnotation(new ShadeLegend("1", English.count(most, "tweet"),
                IntStream.rangeClosed(0, shade(most)).mapToObj(shade -> color(shade, most)).toList(), Chart.WIDTH));
    }

    private static int shade(int count) {
        return 31 - Integer.numberOfLeadingZeros(count);
    }

    private static Color color(int shade, int most) {
        return HouseStyle.withOpacity(HouseStyle.INK, (float) (0.16 + 0.36 * shade / Math.max(1, shade(most))));
    }

    /**
     * Draws the median. At each place it is the median of the nearest tweets before and after; the window is their number.
     *
     * @return the end of the line on the y axis
     */
    private static double median(XYChart xchart, LikedTweets tweets, int window, TimeAxis time, CountAxis likes) {
        long first = tweets.second(window / 2);
        long last = lastMedian(tweets, window);
        double[] x = new double[MEDIANS + 1];
        double[] y = new double[MEDIANS + 1];
        for (int place = 0; place <= MEDIANS; place++) {
            long second = first + Math.round((double) place * (last - first) / MEDIANS);
            x[place] = time.position(second);
            y[place] = likes.position(median(tweets, window, second));
        }
        XYSeries series = xchart.addSeries("Median", x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(HouseStyle.ACCENT);
        series.setLineStyle(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return y[MEDIANS];
    }

    private static int median(LikedTweets tweets, int window, long second) {
        int from = Math.max(0, Math.min(tweets.size() - window, tweets.countBefore(second) - window / 2));
        return tweets.median(from, from + window);
    }

    private static long lastMedian(LikedTweets tweets, int window) {
        return tweets.second(tweets.size() - window + window / 2);
    }

    /** The line ends with the median of the newest tweets; the subtitle has that of all. */
    private static String label(int median) {
        return English.format("Running median %,d", median);
    }

    private static LocalDateTime utc(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }
}
