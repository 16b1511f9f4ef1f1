package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.Tweets;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DateTimeColumn;

/**
 * How many tweets were posted in each hour of the day on each day of the week, as a heat map. XChart's own heat map has opaque
 * colours only, which suit either light pages or dark ones.
 */
final class HoursChart {

    private static final int HEIGHT = 322;
    private static final int LABEL_WIDTH = 84;
    private static final int DAYS = 7;
    private static final int HOURS = 24;

    /** A unit of the x axis is this many hours, since there is a label at each whole number. */
    private static final int LABELLED_HOURS = 3;

    private static final double GAP = 0.04;
    private static final Color NO_TWEET = HouseStyle.withOpacity(HouseStyle.INK, 0.06f);
    private static final int SHADES_IN_LEGEND = 6;

    private HoursChart() {}

    static Chart<XYChart> of(Tweets timeline, ZoneId zone) {
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Tweets by hour and weekday");
        xchart.setXAxisTitle("Hour of the day (" + English.clock(zone) + ")");
        int[][] tweets = count(timeline.table(TweetTable.TIME).dateTimeColumn(TweetTable.TIME), zone);
        int sum = Arrays.stream(tweets).flatMapToInt(Arrays::stream).sum();
        if (sum == 0) {
            return new Chart<>(xchart, English.none(timeline.size(), timeline.authors(), "with a time"), 0, HEIGHT);
        }
        Chart<XYChart> chart = new Chart<>(xchart, subtitle(timeline, zone, tweets, sum), LABEL_WIDTH, HEIGHT);
        int most = Arrays.stream(tweets).flatMapToInt(Arrays::stream).max().orElseThrow();
        cells(tweets).forEach((count, cells) -> Cells.add(xchart, English.count(count, "tweet"), shade(count, most), cells));
        for (DayOfWeek day : DayOfWeek.values()) {
            int ofDay = Arrays.stream(tweets[day.ordinal()]).sum();
            String label = day == DayOfWeek.MONDAY ? English.count(ofDay, "tweet") : English.format("%,d", ofDay);
            xchart.addAnnotation(new Label(label, (double) HOURS / LABELLED_HOURS, row(day), HouseStyle.SOFT_INK));
        }
        xchart.addAnnotation(new ShadeLegend("0", English.count(most, "tweet"), IntStream.rangeClosed(0, SHADES_IN_LEGEND)
                .mapToObj(i -> shade((double) i * most / SHADES_IN_LEGEND, most)).toList(), Chart.WIDTH));
        RowNames.apply(xchart, Stream.of(DayOfWeek.values()).map(HoursChart::name).toList());
        xchart.getStyler().setPlotGridLinesVisible(false);
        new Scale(0, (double) HOURS / LABELLED_HOURS, 1).applyToX(xchart.getStyler(), Chart.WIDTH - LABEL_WIDTH - 80,
                x -> English.format("%02d:00", x * LABELLED_HOURS));
        return chart;
    }

    private static int[][] count(DateTimeColumn times, ZoneId zone) {
        int[][] tweets = new int[DAYS][HOURS];
        for (int i = 0; i < times.size(); i++) {
            if (!times.isMissing(i)) {
                ZonedDateTime time = times.get(i).atZone(ZoneOffset.UTC).withZoneSameInstant(zone);
                tweets[time.getDayOfWeek().ordinal()][time.getHour()]++;
            }
        }
        return tweets;
    }

    /** {@return the cells of each count, in the units of the axes} */
    private static Map<Integer, List<Rectangle2D>> cells(int[][] tweets) {
        Map<Integer, List<Rectangle2D>> cells = new TreeMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int hour = 0; hour < HOURS; hour++) {
                Rectangle2D cell = new Rectangle2D.Double((hour + GAP) / LABELLED_HOURS, row(day) - 0.5 + GAP,
                        (1 - 2 * GAP) / LABELLED_HOURS, 1 - 2 * GAP);
                cells.computeIfAbsent(tweets[day.ordinal()][hour], count -> new ArrayList<>()).add(cell);
            }
        }
        return cells;
    }

    private static Color shade(double count, int most) {
        return count == 0 ? NO_TWEET : HouseStyle.withOpacity(HouseStyle.ACCENT, (float) (0.14 + 0.86 * count / most));
    }

    /** {@return the number of the row of a day, from 1 at the bottom; Monday's is on top} */
    private static int row(DayOfWeek day) {
        return DAYS + 1 - day.getValue();
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String clock(ZoneId zone) {
        return zone.normalized() instanceof ZoneOffset ? English.clock(zone) : "the time of " + English.clock(zone);
    }

    private static String subtitle(Tweets timeline, ZoneId zone, int[][] tweets, int sum) {
        int busiest = IntStream.range(0, DAYS * HOURS)
                .reduce((a, b) -> tweets[b / HOURS][b % HOURS] > tweets[a / HOURS][a % HOURS] ? b : a).orElseThrow();
        DayOfWeek day = DayOfWeek.of(1 + busiest / HOURS);
        int hour = busiest % HOURS;
        int timeless = timeline.size() - sum;
        return English.format("%s of %s by %s, most on %ss from %02d:00 to %02d:00 (%,d).%s",
                English.count(sum, "tweet"), English.handles(timeline.authors()), clock(zone), name(day), hour, hour + 1,
                tweets[day.ordinal()][hour],
                timeless == 0 ? "" : " " + English.count(timeless, "more tweet") + " without a time.");
    }
}
