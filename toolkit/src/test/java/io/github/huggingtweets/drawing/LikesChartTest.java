package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.charts.Charts;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.tweets.Timeline;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** The likes of tweets by time, read from the XChart chart inside. */
class LikesChartTest {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void drawsAPointForEachTweetInOrderOfTime() {
        XYChart chart = Charts.likesOverTime(timeline(5, DAY, i -> new int[] {7, 0, 3, 12, 5}[i])).xchart();

        assertArrayEquals(new double[] {7, 0, 3, 12, 5}, chart.getSeries("Tweets").getYData());
        double[] x = chart.getSeries("Tweets").getXData();
        assertArrayEquals(new double[] {x[0], x[0] + 2, x[0] + 4, x[0] + 6, x[0] + 8}, x, 1e-9, "in half days");
        assertNull(chart.getSeries("Median"), "no line through so few");
    }

    @Test
    void drawsLikesByPowersOfTenWithZeroBelow() {
        XYSeries points = Charts.likesOverTime(timeline(5, DAY, i -> new int[] {0, 1, 10, 100, 1000}[i])).xchart()
                .getSeries("Tweets");

        assertArrayEquals(new double[] {-1, 0, 1, 2, 3}, points.getYData(), 1e-12);
    }

    @Test
    void keepsALongMedianLabelOutOfTheMargin(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("likes.png");
        Charts.likesOverTime(timeline(50, DAY, i -> 123_456_789)).save(file);

        BufferedImage image = ImageIO.read(file.toFile());
        for (int x = image.getWidth() - 40; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                assertEquals(0xFFFFFFFF, image.getRGB(x, y), "at " + x + ", " + y);
            }
        }
    }

    @Test
    void leavesOutRetweetsAndTweetsWithoutLikesOrTime() {
        Instant time = START;
        Chart<XYChart> chart = Charts.likesOverTime(Timeline.of(author("ada"), List.of(
                Tweet.text("own").time(time).likes(4).build(),
                Tweet.text("another's").time(time).likes(90_000).retweet(true).build(),
                Tweet.text("of unknown likes").time(time).build(),
                Tweet.text("of unknown time").likes(5).build())));

        assertArrayEquals(new double[] {4}, chart.xchart().getSeries("Tweets").getYData());
        assertEquals("Likes over time: 1 tweet of @ada, with 4 likes. 1 retweet left out. 2 more tweets without time or likes.",
                chart.toString());
    }

    @Test
    void drawsTheMedianOfTheTweetsAround() {
        // each sixth tweet is a hit; the others have 10 likes at first, and 20 from the middle on
        XYChart chart = Charts.likesOverTime(timeline(600, DAY, i -> i % 6 == 0 ? 95 : i < 300 ? 10 : 20)).xchart();
        double[] median = chart.getSeries("Median").getYData();

        assertEquals(10, median[0]);
        assertEquals(20, median[median.length - 1]);
        assertEquals(2, Arrays.stream(median).distinct().filter(value -> value == 10 || value == 20).count());
        assertTrue(Arrays.stream(median).allMatch(value -> value >= 10 && value <= 20), "no hit moves it");
    }

    @Test
    void namesMedianAndMaximumInTheSubtitle() {
        assertEquals("Likes over time: 5 tweets of @ada, half of them with up to 5 likes, the most liked with 12.",
                Charts.likesOverTime(timeline(5, DAY, i -> new int[] {7, 0, 3, 12, 5}[i])).toString());
    }

    @Test
    void drawsVeryManyTweetsAsCells() {
        Chart<XYChart> chart = Charts.likesOverTime(timeline(100_000, Duration.ofMinutes(10), i -> i % 1000));

        assertNull(chart.xchart().getSeries("Tweets"));
        assertTrue(chart.html().length() < 300_000, chart.html().length() + " characters");
        long atLeast = 0;
        long atMost = 0;
        for (XYSeries cells : chart.xchart().getSeriesCollection()) {
            if (!cells.getName().equals("Median")) {
                long least = Long.parseLong(cells.getName().replaceAll("\\D", ""));
                atLeast += cells.getXData().length / 5 * least;
                atMost += cells.getXData().length / 5 * (2 * least - 1);
            }
        }
        assertTrue(atLeast <= 100_000 && 100_000 <= atMost, "the cells hold " + atLeast + " to " + atMost);
    }

    /** XChart alone would label the times of the tweets. */
    @Test
    void labelsEquallySpacedTweetsByTheCalendar() {
        String evenly = Charts.likesOverTime(timeline(30, DAY, i -> 5)).svg();
        String unevenly = Charts.likesOverTime(timeline(30, DAY, i -> 5, i -> i == 7 ? 3600 : 0)).svg();

        assertEquals(words(unevenly), words(evenly));
    }

    /** {@return the outlines of all labels and titles of axes, which alone have this opacity} */
    private static List<String> words(String svg) {
        return svg.lines().filter(line -> line.contains("fill-opacity=\".68\"")).toList();
    }

    @Test
    void saysThatThereIsNothingToDraw() {
        assertTrue(Charts.likesOverTime(timeline(0, DAY, i -> 0)).toString().endsWith(": There are no tweets of @ada."));
        assertTrue(Charts.likesOverTime(Timeline.of(author("ada"), List.of(Tweet.text("x").time(START).build()))).toString()
                .endsWith(": 1 tweet of @ada, none with a time and likes of its own."));
    }

    private static Timeline timeline(int tweets, Duration apart, IntUnaryOperator likes) {
        return timeline(tweets, apart, likes, i -> 0);
    }

    private static Timeline timeline(int tweets, Duration apart, IntUnaryOperator likes, IntUnaryOperator late) {
        return Timeline.of(author("ada"), IntStream.range(0, tweets).mapToObj(i -> Tweet.text("a tweet")
                .time(START.plus(apart.multipliedBy(i)).plusSeconds(late.applyAsInt(i))).likes(likes.applyAsInt(i)).build())
                .toList());
    }

    private static Author author(String handle) {
        return new Author(handle, handle, Optional.empty());
    }
}
