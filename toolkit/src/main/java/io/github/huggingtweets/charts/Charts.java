package io.github.huggingtweets.charts;

import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.tweets.Timeline;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/** The charts of the way from tweets to a bot, each of them one call. No window is ever opened. */
public final class Charts {

    private Charts() {}

    /**
     * Draws how many tweets there are of each month, by UTC, retweets included.
     *
     * @param timeline the tweets; those without a time are counted in the line below the title alone
     * @return a chart of bars; one that merely says so where there are no tweets
     */
    public static Chart<CategoryChart> tweetsByMonth(Timeline timeline) {
        return MonthsChart.of(timeline);
    }

    /**
     * Draws how long the kept tweets are, cleaned, in Unicode code points.
     *
     * @param corpus the tweets
     * @return a histogram; one that merely says so where no tweet was kept
     */
    public static Chart<XYChart> tweetLengths(Corpus corpus) {
        return LengthsChart.of(corpus);
    }

    /**
     * Draws the four figures: what was downloaded, what of it was left out as retweets and short tweets, and what was kept.
     *
     * @param corpus the tweets
     * @return a chart of four bars
     */
    public static Chart<XYChart> figures(Corpus corpus) {
        return FiguresChart.of(corpus);
    }

    /**
     * Draws the loss of a training run by step, in nats per token, with its moving mean over the latest twentieth of the run.
     *
     * @param run the record of the run; steps whose loss is not finite are left out
     * @return a chart of lines; one that merely says so where no step was logged
     */
    public static Chart<XYChart> loss(Run run) {
        return LossChart.of(run);
    }
}
