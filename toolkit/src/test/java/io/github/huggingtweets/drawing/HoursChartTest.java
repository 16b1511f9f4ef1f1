package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.charts.Charts;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.tweets.Timeline;
import java.awt.geom.Rectangle2D;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

/**
 * The heat map of hours and weekdays, read from the XChart chart inside: a row is a day, Monday's is 7, and three hours are 1.
 */
class HoursChartTest {

    /** A Monday in summer, twice, and a Sunday in winter. */
    private static final List<String> TIMES = List.of("2024-07-01T22:30:00Z", "2024-07-08T22:59:59Z", "2024-01-07T23:00:00Z");

    @Test
    void shadesEachHourOfTheWeekByItsTweets() {
        Chart<XYChart> chart = Charts.tweetsByHour(timeline(TIMES));

        assertEquals(List.of(cell(22, 7)), cells(chart, "2 tweets"));
        assertEquals(List.of(cell(23, 1)), cells(chart, "1 tweet"));
        assertEquals(7 * 24 - 2, cells(chart, "0 tweets").size());
        assertTrue(chart.xchart().getSeries("2 tweets").getFillColor().getAlpha() == 255,
                "the most tweets have the whole colour");
        assertTrue(chart.xchart().getSeries("1 tweet").getFillColor().getAlpha() < 200);
        assertEquals("Tweets by hour and weekday: 3 tweets of @ada by UTC, most on Mondays from 22:00 to 23:00 (2).",
                chart.toString());
    }

    @Test
    void takesSummerTimeIntoAccount() {
        Chart<XYChart> chart = Charts.tweetsByHour(timeline(TIMES), ZoneId.of("Europe/Madrid"));

        assertEquals(List.of(cell(0, 6)), cells(chart, "2 tweets"), "half past midnight on Tuesday");
        assertEquals(List.of(cell(0, 7)), cells(chart, "1 tweet"), "midnight on Monday");
        assertEquals("Hour of the day (Europe/Madrid)", chart.xchart().getXAxisTitle());
        assertTrue(chart.toString().contains("by the time of Europe/Madrid, most on Tuesdays from 00:00 to 01:00 (2)"),
                chart.toString());
    }

    @Test
    void namesATimeZoneWithoutAPlaceByItsOffset() {
        assertEquals("Hour of the day (UTC+09:00)", Charts.tweetsByHour(timeline(TIMES), ZoneOffset.ofHours(9)).xchart()
                .getXAxisTitle());
        assertEquals("Hour of the day (UTC)", Charts.tweetsByHour(timeline(TIMES), ZoneId.of("UTC")).xchart().getXAxisTitle());
    }

    @Test
    void countsTweetsWithoutATimeInTheSubtitle() {
        Chart<XYChart> chart = Charts.tweetsByHour(timeline(List.of("2024-07-01T22:30:00Z", "")));

        assertTrue(chart.toString().endsWith("(1). 1 more tweet without a time."), chart.toString());
    }

    @Test
    void saysThatNoTweetHasATime() {
        assertTrue(Charts.tweetsByHour(timeline(List.of())).toString().endsWith(": There are no tweets of @ada."));
        assertTrue(Charts.tweetsByHour(timeline(List.of(""))).toString().endsWith(": 1 tweet of @ada, none with a time."));
        assertNull(Charts.tweetsByHour(timeline(List.of(""))).xchart().getSeries("0 tweets"), "no empty map");
    }

    /** {@return hour and row of each cell that a series draws} */
    private static List<Rectangle2D> cells(Chart<XYChart> chart, String series) {
        double[] x = chart.xchart().getSeries(series).getXData();
        double[] y = chart.xchart().getSeries(series).getYData();
        List<Rectangle2D> cells = new ArrayList<>();
        for (int at = 0; at < x.length; at += 5) {
            cells.add(cell((int) Math.floor(3 * x[at]), (int) Math.round((y[at] + y[at + 1]) / 2)));
            assertTrue(Double.isNaN(y[at + 4]), "a gap behind each cell");
        }
        return cells;
    }

    private static Rectangle2D cell(int hour, int row) {
        return new Rectangle2D.Double(hour, row, 1, 1);
    }

    private static Timeline timeline(List<String> times) {
        Stream<Tweet> tweets = times.stream().map(time -> Tweet.text("a tweet")
                .time(Optional.of(time).filter(said -> !said.isEmpty()).map(Instant::parse)).build());
        return Timeline.of(new Author("ada", "Ada", Optional.empty()), tweets.toList());
    }
}
