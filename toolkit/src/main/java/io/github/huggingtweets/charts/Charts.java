package io.github.huggingtweets.charts;

import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.tweets.Timeline;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
     * Draws how many tweets there are of each hour of the day on each day of the week, by UTC, retweets included.
     *
     * @param timeline the tweets; those without a time are counted in the line below the title alone
     * @return a heat map; a chart that merely says so where there are no tweets
     */
    public static Chart<XYChart> tweetsByHour(Timeline timeline) {
        return tweetsByHour(timeline, ZoneOffset.UTC);
    }

    /**
     * Draws how many tweets there are of each hour of the day on each day of the week, retweets included.
     *
     * @param timeline the tweets; those without a time are counted in the line below the title alone
     * @param zone where the clock hangs, such as {@code ZoneId.of("Europe/Madrid")}; summer time is taken into account
     * @return a heat map; a chart that merely says so where there are no tweets
     */
    public static Chart<XYChart> tweetsByHour(Timeline timeline, ZoneId zone) {
        return HoursChart.of(timeline, zone);
    }

    /**
     * Draws how many likes each tweet has by the time it was posted, with a running median where there are enough tweets, by
     * powers of ten where the likes span some. Retweets are left out, since their likes are somebody else's. Each tweet is a
     * point; of more than 2,000 it is drawn how many lie in each cell of a fine grid.
     *
     * @param timeline the tweets; those without a time or likes are counted in the line below the title alone
     * @return a chart of points or cells; one that merely says so where there is nothing to draw
     */
    public static Chart<XYChart> likesOverTime(Timeline timeline) {
        return LikesChart.of(timeline);
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
