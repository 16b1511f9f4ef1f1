package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.charts.Charts;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.tweets.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/** Charts of tweets with odd dates, and of many people with long names. */
class OddTimelinesTest {

    private static Timeline tweets(String handle, String... days) {
        List<Tweet> tweets = new ArrayList<>();
        for (int i = 0; i < days.length; i++) {
            tweets.add(Tweet.text("tweet number " + i).time(Instant.parse(days[i] + "T00:00:00Z")).likes(i).build());
        }
        return Timeline.of(new Author(handle, handle, Optional.empty()), tweets);
    }

    @ParameterizedTest
    @CsvSource({"0001-01-01, 2024-01-01", "1700-01-01, 2024-01-01", "2020-01-01, 2300-01-01", "2020-01-01, 9999-12-31",
        "0001-01-01, 9999-12-31", "1833-01-01, 1833-02-01", "2106-01-01, 2107-01-01"})
    void drawsLikesOfAnyYearInTheirPlace(String first, String last) {
        XYChart chart = Charts.likesOverTime(tweets("ada", first, last)).xchart();
        TimeAxis axis = TimeAxis.between(Instant.parse(first + "T00:00:00Z").atZone(java.time.ZoneOffset.UTC).toLocalDateTime(),
                Instant.parse(last + "T00:00:00Z").atZone(java.time.ZoneOffset.UTC).toLocalDateTime());

        assertArrayEquals(new double[] {axis.from(), axis.to()}, chart.getSeries("Tweets").getXData(), 1e-9);
        assertArrayEquals(new double[] {0, 1}, chart.getSeries("Tweets").getYData());
        assertTrue(axis.to() - axis.from() <= 8);
    }

    @Test
    void findsTheMedianAmongTweetsOfTheSameSecond() {
        String[] days =
                Stream.concat(Stream.generate(() -> "2020-01-01").limit(30), Stream.generate(() -> "2020-01-02").limit(30))
                        .toArray(String[]::new);
        double[] median = Charts.likesOverTime(tweets("ada", days)).xchart().getSeries("Median").getYData();

        assertEquals(9, median[0]); // the first 20 have 0 to 19 likes
        assertTrue(median[median.length - 1] >= 29, "the last ones have 30 to 59");
    }

    private static List<Integer> bars(Timeline timeline) {
        CategoryChart chart = Charts.tweetsByMonth(timeline).xchart();
        return Arrays.stream(chart.getSeries("Tweets").getYData()).mapToObj(bar -> (int) bar).toList();
    }

    @ParameterizedTest
    @CsvSource({"0001-01-01, year 1", "1970-01-01, year 1970", "9999-12-31, year 9999", "2500-05-05, year 2500"})
    void drawsTheMonthsOfAllOtherTweetsBesideAnOddDate(String odd, String year) {
        Timeline timeline = tweets("ada", "2023-01-05", "2023-02-05", "2023-02-06", odd);

        assertEquals(List.of(1, 2), bars(timeline));
        assertEquals("Tweets by month: 3 tweets of @ada from January 2023 to February 2023, most in February 2023 (2)."
                + " 1 more tweet of the " + year + " is not drawn.", Charts.tweetsByMonth(timeline).toString());
    }

    @Test
    void namesTheYearsThatAreNotDrawn() {
        Timeline timeline = tweets("ada", "0001-01-01", "1492-10-12", "2023-02-05", "2023-02-06", "2023-02-07");

        assertTrue(Charts.tweetsByMonth(timeline).toString().endsWith(" 2 more tweets of the years 1 to 1492 are not drawn."));
    }

    @Test
    void drawsFiftyYears() {
        assertEquals(589, bars(tweets("ada", "1975-01-05", "2024-01-05")).size());
        assertEquals(List.of(1), bars(tweets("ada", "0001-01-05")));
    }

    @Test
    void comparesPeopleBesideAnOddDate() {
        String[] days = {"0001-01-01", "2023-01-05", "2023-02-05"};
        ChartSheet sheet = Charts.compare(tweets("ada", days), tweets("bob", days));

        assertEquals(3, sheet.xcharts().get(0).getSeriesCollection().iterator().next() instanceof org.knowm.xchart.XYSeries months
                ? months.getXData().length : 0, "the edges of two months");
        assertTrue(sheet.toString().endsWith("2 more tweets of the year 1 are not drawn."), sheet.toString());
    }

    /** Records the texts that are written. */
    private static final class Texts extends ShapeRecorder {

        private final List<String> written;

        private Texts(List<String> written) {
            this.written = written;
        }

        @Override
        public java.awt.Graphics create() {
            return new Texts(written);
        }

        @Override
        public void drawString(String text, float x, float y) {
            written.add(text);
        }
    }

    private static Timeline joined(String... handles) {
        return Timeline.join(Stream.of(handles).map(handle -> tweets(handle, "2023-01-05", "2023-02-05")).toList());
    }

    private static List<String> texts(Timeline one, Timeline other) {
        List<String> written = new ArrayList<>();
        Charts.compare(one, other).paintContent(new Texts(written));
        return written;
    }

    @Test
    void writesTheNamesOfJoinedPeopleWhole() {
        Timeline four = joined("a.rather.long.name@mastodon.social", "another.name.bsky.social", "third.name.bsky.social", "d");
        Timeline two = joined("ada_lovelace_1815", "charles_babbage");

        String all = String.join(" ", texts(four, two));
        assertTrue(all.contains("@ada_lovelace_1815 & @charles_babbage"), all);
        for (Author author : four.authors()) {
            assertTrue(all.contains("@" + author.handle()), all);
        }
        assertTrue(!all.contains("…"), all);
        assertEquals("@a.rather.long.name@mastodon.social & 3 others and @ada_lovelace_1815 & 1 other compared",
                Charts.compare(four, two).title());
    }

    @Test
    void writesShortNamesBesideTheFacts() {
        assertEquals(FactTable.height(people(joined("ada"), joined("bob"))), FactTable.height(people(joined("a"), joined("b"))));
        assertTrue(FactTable.height(people(joined("ada_lovelace_1815", "charles_babbage"), joined("b"))) > FactTable
                .height(people(joined("a"), joined("b"))));
    }

    private static List<Person> people(Timeline... timelines) {
        return IntStream.range(0, timelines.length)
                .mapToObj(i -> Person.of(timelines[i], text -> text, HouseStyle.ACCENT)).toList();
    }

    @Test
    void callsTheLastMedianByItsName() {
        String[] days = IntStream.rangeClosed(1, 60).mapToObj(i -> "20%02d-01-05".formatted(i % 30)).toArray(String[]::new);
        List<String> written = new ArrayList<>();
        Charts.likesOverTime(tweets("ada", days)).paintContent(new Texts(written));

        assertTrue(written.stream().anyMatch(text -> text.matches("Running median \\d+")), written.toString());
    }
}
