package io.github.huggingtweets.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.drawing.ChartSheet;
import io.github.huggingtweets.drawing.Picture;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.tweets.Timeline;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Bidi;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** The charts of words, and of several people, read from the XChart charts inside. */
class WordChartsTest {

    @Test
    void putsTheLongestBarOnTop() {
        Chart<XYChart> chart = Charts.hashtags(timeline("ada", "#tea #fog", "#tea", "#Tea and #sun", "nothing"));

        assertEquals("Most used hashtags: 3 different hashtags in 3 of 4 tweets of @ada.", chart.toString());
        assertArrayEquals(new double[] {3, 1, 1}, lengths(chart.xchart().getSeries("hashtags")));
        assertEquals("Tweets with the hashtag", chart.xchart().getXAxisTitle());
    }

    @Test
    void drawsTwentyBarsOrTheGivenNumber() {
        Timeline many = timeline("ada", IntStream.range(0, 50).mapToObj(i -> "#tag" + i).toArray(String[]::new));

        assertEquals(20, lengths(Charts.hashtags(many).xchart().getSeries("hashtags")).length);
        assertEquals(50, lengths(Charts.hashtags(many, 60).xchart().getSeries("hashtags")).length);
        assertEquals("A chart shows at least 1 of the hashtags, not 0.",
                assertThrows(IllegalArgumentException.class, () -> Charts.hashtags(many, 0)).getMessage());
    }

    @Test
    void saysWhatIsLeftOut() {
        Timeline timeline = Timeline.of(author("ada"), List.of(
                Tweet.text("the goose @bob 🦢").language("en").build(), Tweet.text("https://t.co/x").language("zxx").build(),
                Tweet.text("RT @bob: tea").retweet(true).build()));

        assertEquals("Most used words: 1 word in 1 of 2 tweets of @ada. Left out: stop words (English) and 1 retweet.",
                Charts.words(timeline).toString());
        assertEquals("Most mentioned: 1 account in 1 of 2 tweets of @ada. Left out: 1 retweet.",
                Charts.mentions(timeline).toString());
        assertEquals("Most used emoji: 1 emoji in 1 of 2 tweets of @ada. Left out: 1 retweet.",
                Charts.emoji(timeline).toString());
        assertEquals("Languages: 1 language in 1 of 2 tweets of @ada. Left out: 1 tweet in none and 1 retweet.",
                Charts.languages(timeline).toString());
    }

    @Test
    void saysThatThereIsNothingToDraw() {
        Timeline none = timeline("ada");
        for (Chart<XYChart> chart : List.of(Charts.words(none), Charts.hashtags(none), Charts.mentions(none), Charts.emoji(none),
                Charts.languages(none))) {
            assertTrue(chart.toString().contains(": There is no "), chart.toString());
            assertFalse(chart.html().contains("<svg "), "only the words are shown");
        }
    }

    @Test
    void putsEachLabelAtTheHeightOfItsRow(@TempDir Path folder) throws IOException {
        Charts.words(timeline("ada", "goose tea fog")).save(folder.resolve("words.png"));
        BufferedImage picture = ImageIO.read(folder.resolve("words.png").toFile());

        // right of the bars, below title and subtitle, there are only the three labels
        IntPredicate white = y -> IntStream.range(1360, 1500).allMatch(x -> (picture.getRGB(x, y) & 0xffffff) == 0xffffff);
        int[] tops = IntStream.range(140, picture.getHeight()).filter(y -> white.test(y - 1) && !white.test(y)).toArray();
        assertEquals(3, tops.length, "as many lines");
        assertEquals(44, tops[1] - tops[0], 6);
        assertEquals(44, tops[2] - tops[1], 6);
    }

    @Test
    void dividesTheBarOfAUserIntoThreeParts() {
        Corpus corpus = Corpus.join(List.of(corpus("ada", 7, 2, 1), corpus("bob", 4, 0, 6)));
        Chart<XYChart> chart = Charts.figuresByUser(corpus);

        assertEquals("What became of the tweets of each user: Of 20 tweets of 2 users, 11 are kept to learn from.",
                chart.toString());
        assertArrayEquals(new double[] {0, 0}, starts(chart.xchart().getSeries("Tweets kept")));
        assertArrayEquals(new double[] {7, 4}, lengths(chart.xchart().getSeries("Tweets kept")));
        assertArrayEquals(new double[] {7, 4}, starts(chart.xchart().getSeries("Short tweets")));
        assertArrayEquals(new double[] {9, 4}, starts(chart.xchart().getSeries("Retweets")));
        assertArrayEquals(new double[] {1, 6}, lengths(chart.xchart().getSeries("Retweets")));
    }

    @Test
    void showsTheTwentyUsersWithTheMostTweets() {
        Chart<XYChart> chart = Charts.figuresByUser(Corpus.join(IntStream.range(0, 25)
                .mapToObj(i -> corpus("user" + i, i, 0, 0)).toList()));

        assertArrayEquals(IntStream.range(0, 20).mapToDouble(i -> 24 - i).toArray(),
                lengths(chart.xchart().getSeries("Tweets kept")));
        assertTrue(chart.toString().endsWith("Shown are the 20 users with the most tweets."), chart.toString());
    }

    @Test
    void comparesTwoPeopleByMonthHourLengthAndWords() {
        ChartSheet sheet = Charts.compare(
                timeline("ada", "2020-01-05T08:30:00Z", "goose", 40), timeline("bob", "2020-03-05T20:10:00Z", "lighthouse", 20));
        List<XYChart> charts = sheet.xcharts().stream().map(XYChart.class::cast).toList();

        assertEquals("@ada and @bob compared: 40 tweets and 20 of their own.", sheet.toString());
        assertEquals(5, charts.size());
        assertArrayEquals(new double[] {40, 0, 0, 0}, charts.get(0).getSeries("1. @ada").getYData(),
                "January to March, to the end of which the last value is drawn");
        assertArrayEquals(new double[] {0, 0, 20, 20}, charts.get(0).getSeries("2. @bob").getYData());
        assertEquals(100, charts.get(1).getSeries("1. @ada").getYData()[8], "per cent at eight o'clock");
        assertEquals(100, charts.get(1).getSeries("2. @bob").getYData()[20]);
        assertArrayEquals(new double[] {5}, filledBars(charts.get(2).getSeries("1. @ada")), "letters of goose");
        assertArrayEquals(new double[] {10}, filledBars(charts.get(2).getSeries("2. @bob")), "letters of lighthouse");
        assertArrayEquals(new double[] {100}, lengths(charts.get(3).getSeries("1. @ada")), "all have the goose");
        assertArrayEquals(new double[] {0}, lengths(charts.get(3).getSeries("2. @bob")));
        assertArrayEquals(new double[] {100}, lengths(charts.get(4).getSeries("2. @bob")), "all have the lighthouse");
    }

    @Test
    void shortensLongHandlesInTheTitleOfAComparison() {
        String endless = "a.handle.of.many.labels.that.somebody.has.chosen.on.a.domain.of.their.own.example.org";
        Timeline ada = timeline("ada", "one goose");
        Timeline other = timeline(endless, "two geese");

        assertTrue(Charts.compare(other, ada).toString().matches("@a\\.handle\\.[a-z.]+… and @ada compared: .*"));
        assertTrue(Charts.compare(ada, other).toString().matches("@ada and @a\\.handle\\.[a-z.]+… compared: .*"));
        assertTrue(Charts.compare(other, other).toString()
                .matches("@a\\.handle\\.[a-z.]+… and @a\\.handle\\.[a-z.]+… compared: .*"));
    }

    @Test
    void keepsTheOrderOfASentenceAroundARightToLeftHandle() {
        String title = Charts.compare(timeline("عربي", "one goose"), timeline("ada", "two geese")).toString();
        Bidi order = new Bidi(title, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        assertTrue(order.baseIsLeftToRight(), "the sentence begins on the left");

        String figures = Charts.figures(corpus("عربي", 300, 0, 0)).toString();
        assertEquals(0, new Bidi(figures, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).getLevelAt(figures.lastIndexOf("300")) % 2,
                "the number behind the handle is not part of it: " + figures);
    }

    @Test
    void countsHoursInTheGivenTimeZone() {
        Timeline ada = timeline("ada", "2020-07-05T22:30:00Z", "goose", 3);
        XYChart hours = (XYChart) Charts.compare(ada, ada, ZoneId.of("Europe/Madrid")).xcharts().get(1);

        assertEquals(100, hours.getSeries("1. @ada").getYData()[0], "half past midnight in summer");
        assertEquals("Hour of the day (Europe/Madrid)", hours.getXAxisTitle());
    }

    @Test
    void comparesPeopleWithoutTweets() {
        Timeline none = timeline("bob");

        assertEquals("@bob and @bob compared: There are no tweets of their own to compare.",
                Charts.compare(none, none).toString());
        assertFalse(Charts.compare(none, none).html().contains("<svg "), "only the words are shown");
        ChartSheet half = Charts.compare(timeline("ada", "one goose", "two geese"), none);
        assertEquals("@ada and @bob compared: 2 tweets and 0 of their own.", half.toString());
        assertTrue(half.html().contains("<svg "));
    }

    @Test
    void drawsTwoPeopleInTwoColours(@TempDir Path folder) throws IOException {
        ChartSheet sheet = Charts.compare(
                timeline("ada", "2020-01-05T08:30:00Z", "goose", 40), timeline("bob", "2020-03-05T20:10:00Z", "lighthouse", 20));

        assertTrue(sheet.html().contains("#1f82c7") && sheet.html().contains("#d55e00"));
        assertTrue(sheet.html().contains("\"currentColor\""));
        assertEquals(sheet, sheet.save(folder.resolve("both.svg")));
        assertEquals(sheet.svg(), Files.readString(folder.resolve("both.svg")));
        Picture saved = sheet.save(folder.resolve("both.png"));
        assertEquals(sheet, saved);
        assertTrue(Files.size(folder.resolve("both.png")) > 10_000);
    }

    private static double[] lengths(XYSeries bars) {
        double[] x = bars.getXData();
        return IntStream.range(0, x.length / 5).mapToDouble(i -> x[5 * i + 2] - x[5 * i]).toArray();
    }

    private static double[] starts(XYSeries bars) {
        return IntStream.range(0, bars.getXData().length / 5).mapToDouble(i -> bars.getXData()[5 * i]).toArray();
    }

    /** {@return the beginnings of the bars that have a height} */
    private static double[] filledBars(XYSeries outline) {
        return IntStream.range(0, outline.getYData().length - 1).filter(i -> outline.getYData()[i] > 0)
                .mapToDouble(i -> outline.getXData()[i]).toArray();
    }

    private static Corpus corpus(String handle, int kept, int shortTweets, int retweets) {
        List<String> texts = new ArrayList<>(Collections.nCopies(kept, "this one is kept"));
        texts.addAll(Collections.nCopies(shortTweets, "short"));
        return Corpus.of(author(handle), texts, retweets);
    }

    private static Timeline timeline(String handle, String... texts) {
        return Timeline.of(author(handle), Stream.of(texts).map(text -> Tweet.text(text).language("en").build()).toList());
    }

    private static Timeline timeline(String handle, String time, String text, int tweets) {
        return Timeline.of(author(handle), Collections.nCopies(tweets,
                Tweet.text(text).language("en").time(Instant.parse(time)).build()));
    }

    private static Author author(String handle) {
        return new Author(handle, handle, Optional.empty());
    }
}
