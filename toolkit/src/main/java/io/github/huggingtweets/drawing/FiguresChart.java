package io.github.huggingtweets.drawing;

import io.github.huggingtweets.drawing.BarChart.Bar;
import io.github.huggingtweets.drawing.BarChart.Shade;
import io.github.huggingtweets.sources.Author;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The four figures of a corpus: how many tweets there are, and what became of them. */
public final class FiguresChart {

    private static final int ROW_HEIGHT = 43;

    private FiguresChart() {}

    /**
     * Draws the figures as four bars, each of which begins where the next one ends.
     *
     * @param authors whose tweets they are
     * @param downloaded the number of all tweets, which is the sum of the others
     * @param retweets the number of tweets that were left out because somebody else wrote them
     * @param shortTweets the number of tweets that were left out because they are too short
     * @param kept the number of tweets that a model learns from
     * @return the chart
     */
    public static Chart<XYChart> of(List<Author> authors, int downloaded, int retweets, int shortTweets, int kept) {
        int own = kept + shortTweets;
        String subtitle = English.format("Of %s of %s, %,d %s kept to learn from.", English.count(downloaded, "tweet"),
                English.handles(authors), kept, kept == 1 ? "is" : "are");
        return BarChart.of("What became of the tweets", subtitle, "Tweets", ROW_HEIGHT, List.of(
                new Bar("Tweets downloaded", 0, downloaded, English.format("%,d", downloaded), Shade.FAINT),
                new Bar("Retweets", own, downloaded, figure(retweets, downloaded), Shade.MIDDLE),
                new Bar("Short tweets", kept, own, figure(shortTweets, downloaded), Shade.MIDDLE),
                new Bar("Tweets kept", 0, kept, figure(kept, downloaded), Shade.ACCENT)));
    }

    private static String figure(int part, int whole) {
        return English.format("%,d", part) + (whole == 0 ? "" : English.format(" · %.0f %%", 100.0 * part / whole));
    }
}
