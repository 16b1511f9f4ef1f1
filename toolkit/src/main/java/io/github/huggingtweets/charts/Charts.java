package io.github.huggingtweets.charts;

import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.bot.Runs;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.drawing.ChartSheet;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.training.search.SearchResult;
import io.github.huggingtweets.tweets.Timeline;
import java.time.ZoneId;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/**
 * All charts in one place, each of them one call. {@code Charts.words(timeline)} is the same as {@code timeline.chart().words()},
 * whose documentation has the details. No window is ever opened.
 */
public final class Charts {

    private Charts() {}

    /**
     * Draws how many tweets there are in each month, by UTC, retweets included.
     *
     * @param timeline the tweets
     * @return a chart of bars; one that only says so if there are no tweets
     */
    public static Chart<CategoryChart> tweetsByMonth(Timeline timeline) {
        return timeline.chart().tweetsByMonth();
    }

    /**
     * Draws how many tweets there are in each hour of the day on each day of the week, by UTC, retweets included.
     *
     * @param timeline the tweets
     * @return a heat map; a chart that only says so if there are no tweets
     */
    public static Chart<XYChart> tweetsByHour(Timeline timeline) {
        return timeline.chart().tweetsByHour();
    }

    /**
     * Draws how many tweets there are in each hour of the day on each day of the week, retweets included.
     *
     * @param timeline the tweets
     * @param zone the time zone, such as {@code ZoneId.of("Europe/Madrid")}; summer time is taken into account
     * @return a heat map; a chart that only says so if there are no tweets
     */
    public static Chart<XYChart> tweetsByHour(Timeline timeline, ZoneId zone) {
        return timeline.chart().tweetsByHour(zone);
    }

    /**
     * Draws how many likes each tweet has by the time it was posted, with a running median. Retweets are left out.
     *
     * @param timeline the tweets
     * @return a chart of points, or of cells for more than 2,000 tweets; one that only says so if there is nothing to draw
     */
    public static Chart<XYChart> likesOverTime(Timeline timeline) {
        return timeline.chart().likesOverTime();
    }

    /**
     * Draws the 20 words that occur in the most tweets. Retweets are left out.
     *
     * @param timeline the tweets
     * @return a chart of bars, the longest on top; one that only says so if there is no word
     */
    public static Chart<XYChart> words(Timeline timeline) {
        return timeline.chart().words();
    }

    /**
     * Draws the words that occur in the most tweets. Retweets are left out.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if there is no word
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> words(Timeline timeline, int most) {
        return timeline.chart().words(most);
    }

    /**
     * Draws the 20 hashtags that occur in the most tweets. Retweets are left out.
     *
     * @param timeline the tweets
     * @return a chart of bars, the longest on top; one that only says so if there is no hashtag
     */
    public static Chart<XYChart> hashtags(Timeline timeline) {
        return timeline.chart().hashtags();
    }

    /**
     * Draws the hashtags that occur in the most tweets. Retweets are left out.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if there is no hashtag
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> hashtags(Timeline timeline, int most) {
        return timeline.chart().hashtags(most);
    }

    /**
     * Draws the 20 accounts that the most tweets mention. Retweets are left out.
     *
     * @param timeline the tweets
     * @return a chart of bars, the longest on top; one that only says so if nobody is mentioned
     */
    public static Chart<XYChart> mentions(Timeline timeline) {
        return timeline.chart().mentions();
    }

    /**
     * Draws the accounts that the most tweets mention. Retweets are left out.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if nobody is mentioned
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> mentions(Timeline timeline, int most) {
        return timeline.chart().mentions(most);
    }

    /**
     * Draws the 20 emoji that occur in the most tweets, all skin tones of one counted together. Retweets are left out.
     *
     * @param timeline the tweets
     * @return a chart of bars, the longest on top; one that only says so if there is no emoji
     */
    public static Chart<XYChart> emoji(Timeline timeline) {
        return timeline.chart().emoji();
    }

    /**
     * Draws the emoji that occur in the most tweets, all skin tones of one counted together. Retweets are left out.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if there is no emoji
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> emoji(Timeline timeline, int most) {
        return timeline.chart().emoji(most);
    }

    /**
     * Draws the 20 languages of the most tweets, as their source names them. Retweets are left out.
     *
     * @param timeline the tweets
     * @return a chart of bars, the longest on top; one that only says so if no language is known
     */
    public static Chart<XYChart> languages(Timeline timeline) {
        return timeline.chart().languages();
    }

    /**
     * Draws the languages of the most tweets, as their source names them. Retweets are left out.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if no language is known
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> languages(Timeline timeline, int most) {
        return timeline.chart().languages(most);
    }

    /**
     * Draws two people side by side, with hours by UTC, retweets left out.
     *
     * @param first the tweets of one person, in blue
     * @param second the tweets of the other, in orange
     * @return a picture of several charts; one that only says so if neither has tweets of their own
     */
    public static ChartSheet compare(Timeline first, Timeline second) {
        return first.chart().compare(second);
    }

    /**
     * Draws two people side by side, retweets left out.
     *
     * @param first the tweets of one person, in blue
     * @param second the tweets of the other, in orange
     * @param zone the time zone by which hours are counted, such as {@code ZoneId.of("Europe/Madrid")}
     * @return a picture of several charts; one that only says so if neither has tweets of their own
     */
    public static ChartSheet compare(Timeline first, Timeline second, ZoneId zone) {
        return first.chart().compare(second, zone);
    }

    /**
     * Draws the four figures: what was downloaded, what of it was left out as retweets and short tweets, and what was kept.
     *
     * @param corpus the tweets of one person or of several
     * @return a chart of four bars
     */
    public static Chart<XYChart> figures(Corpus corpus) {
        return corpus.chart().figures();
    }

    /**
     * Draws the four figures of each user.
     *
     * @param corpus the tweets of one person or of several
     * @return a chart with a bar for each user, or for the 20 with the most tweets
     */
    public static Chart<XYChart> figuresByUser(Corpus corpus) {
        return corpus.chart().figuresByUser();
    }

    /**
     * Draws what each step from the source to the corpus took out.
     *
     * @param corpus the tweets of one person or of several
     * @return a chart of bars, one for each step
     */
    public static Chart<XYChart> steps(Corpus corpus) {
        return corpus.chart().steps();
    }

    /**
     * Draws how long the kept tweets are, cleaned, in Unicode code points.
     *
     * @param corpus the tweets of one person or of several
     * @return a histogram; one that only says so if no tweet was kept
     */
    public static Chart<XYChart> tweetLengths(Corpus corpus) {
        return corpus.chart().tweetLengths();
    }

    /**
     * Draws the loss of a training run by step, in nats per token, with the mean of the last steps, and the loss on held-out
     * tweets if it was measured, with its lowest value marked.
     *
     * @param run the record of the run
     * @return a chart of lines; one that only says so if no step was logged
     */
    public static Chart<XYChart> loss(Run run) {
        return run.chart().loss();
    }

    /**
     * Draws the losses of several training runs by step, in nats per token, each as the mean of its last steps.
     *
     * @param runs the runs
     * @return a chart of lines; one that only says so if no step was logged
     */
    public static Chart<XYChart> losses(Runs runs) {
        return runs.chart().losses();
    }

    /**
     * Draws the losses of several training runs on their held-out tweets by step, in nats per token.
     *
     * @param runs the runs
     * @return a chart of lines; one that only says so if no loss was measured
     */
    public static Chart<XYChart> heldOutLosses(Runs runs) {
        return runs.chart().heldOutLosses();
    }

    /**
     * Draws the trials of a search by their learning rate and their loss on the held-out tweets, in nats per token.
     *
     * @param search what the search found
     * @return a chart of points with the best one highlighted
     */
    public static Chart<XYChart> trials(SearchResult search) {
        return search.chart().trials();
    }

    /**
     * Draws the bits that a byte of held-out tweets, and of somebody else's, takes before and after a training.
     *
     * @param report the report on a bot
     * @return a chart of bars; one that only says so if there are no such tweets
     */
    public static Chart<XYChart> voice(Report report) {
        return report.chart().voice();
    }

    /**
     * Draws how many generated tweets have a longest run of so many words that stands in a training tweet.
     *
     * @param report the report on a bot
     * @return a histogram; one that only has words if no tweet was generated
     */
    public static Chart<XYChart> longestRuns(Report report) {
        return report.chart().longestRuns();
    }
}
