package io.github.huggingtweets.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.tweets.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

/** The bars of the steps, each written as its name, where it begins and where it ends. */
class StepsChartTest {

    /** A third of the tweets are replies, every tenth is too short. */
    private static Timeline tweets(String handle, int count) {
        return Timeline.of(new Author(handle, handle, Optional.empty()), IntStream.range(0, count).mapToObj(i -> Tweet
                .text(i % 10 == 1 ? "ok" : "@eve tweet number " + i + " is here").id(handle + i).reply(i % 3 == 0)
                .build()).toList());
    }

    private static List<String> bars(Corpus corpus) {
        return Charts.steps(corpus).xchart().getSeriesCollection().stream().map(StepsChartTest::bar).toList();
    }

    private static String bar(XYSeries series) {
        return "%s %.0f to %.0f".formatted(
                series.getName().replaceFirst("\\d+ ", ""), series.getXData()[0], series.getXData()[2]);
    }

    @Test
    void beginsEachBarWhereTheRestEnds() {
        assertEquals(List.of(
                "All tweets 0 to 90", "Without replies 60 to 90", "Retweets 60 to 60", "Short tweets 54 to 60",
                "E-mail addresses redacted 54 to 54", "Phone numbers redacted 54 to 54", "Handles redacted 0 to 54",
                "Tweets kept 0 to 54"), bars(tweets("ada", 90).withoutReplies().clean().redact()));
    }

    @Test
    void drawsPeopleSeparatelyUntilTheyAreJoined() {
        Corpus both = Timeline.join(tweets("ada", 90).withoutReplies(), tweets("bob", 30)).newest(80).by("bob").newest(100)
                .clean();

        assertEquals(List.of(
                "All tweets of @ada 0 to 90", "Without replies 60 to 90", "All tweets of @bob 0 to 30",
                "All together 0 to 90", "The newest 80 80 to 90", "By @bob 20 to 80", "The newest 100 20 to 20",
                "Retweets 20 to 20", "Short tweets 18 to 20", "Tweets kept 0 to 18"), bars(both));
        Chart<?> chart = Charts.steps(both);
        assertTrue(chart.toString().endsWith(
                "From 120 tweets to the 18 of @bob that a model learns from."), chart.toString());
    }

    @Test
    void drawsManyPeopleOnlyTogether() {
        Timeline crowd = Timeline.join(IntStream.range(0, 50).mapToObj(i -> tweets("u" + i, 10)).toList());

        assertEquals(List.of("All together 0 to 500", "Retweets 500 to 500", "Short tweets 450 to 500", "Tweets kept 0 to 450"),
                bars(crowd.clean()));
    }

    @Test
    void drawsAChartOfNoTweets() {
        assertTrue(Charts.steps(tweets("ada", 0).clean()).svg().contains("From 0 tweets to the 0 of @ada that"));
    }
}
