package io.github.huggingtweets.charts;

import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.charts.compare.Comparison;
import io.github.huggingtweets.charts.house.ChartSheet;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.training.search.SearchResult;
import io.github.huggingtweets.tweets.Timeline;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/** The charts of the way from tweets to a bot, each of them one call. No window is ever opened. */
public final class Charts {

    private static final int MOST = 20;

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
     * Draws the words that occur in the most tweets, with how many tweets those are. What is a word, and which stop words are
     * left out, {@link io.github.huggingtweets.words.Words#words} tells.
     *
     * @param timeline the tweets; retweets are left out, for somebody else wrote them
     * @return a chart of up to 20 bars, the longest on top; one that merely says so where there is nothing
     */
    public static Chart<XYChart> words(Timeline timeline) {
        return words(timeline, MOST);
    }

    /**
     * Draws the words that occur in the most tweets, with how many tweets those are, as {@link #words(Timeline)} does.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> words(Timeline timeline, int most) {
        return RankingChart.words(timeline, most);
    }

    /**
     * Draws the hashtags that occur in the most tweets.
     *
     * @param timeline the tweets; retweets are left out, for somebody else wrote them
     * @return a chart of up to 20 bars, the longest on top; one that merely says so where there is nothing
     */
    public static Chart<XYChart> hashtags(Timeline timeline) {
        return hashtags(timeline, MOST);
    }

    /**
     * Draws the hashtags that occur in the most tweets, as {@link #hashtags(Timeline)} does.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> hashtags(Timeline timeline, int most) {
        return RankingChart.hashtags(timeline, most);
    }

    /**
     * Draws the accounts that the most tweets mention.
     *
     * @param timeline the tweets; retweets are left out, for somebody else wrote them
     * @return a chart of up to 20 bars, the longest on top; one that merely says so where there is nothing
     */
    public static Chart<XYChart> mentions(Timeline timeline) {
        return mentions(timeline, MOST);
    }

    /**
     * Draws the accounts that the most tweets mention, as {@link #mentions(Timeline)} does.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> mentions(Timeline timeline, int most) {
        return RankingChart.mentions(timeline, most);
    }

    /**
     * Draws the emoji that occur in the most tweets. All skin tones of one count together, and the most used one is drawn.
     *
     * @param timeline the tweets; retweets are left out, for somebody else wrote them
     * @return a chart of up to 20 bars, the longest on top; one that merely says so where there is nothing
     */
    public static Chart<XYChart> emoji(Timeline timeline) {
        return emoji(timeline, MOST);
    }

    /**
     * Draws the emoji that occur in the most tweets, as {@link #emoji(Timeline)} does.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> emoji(Timeline timeline, int most) {
        return RankingChart.emoji(timeline, most);
    }

    /**
     * Draws the languages of the tweets, as their source names them. Tweets in none, such as a mere link, have no bar.
     *
     * @param timeline the tweets; retweets are left out, for somebody else wrote them
     * @return a chart of up to 20 bars, the longest on top; one that merely says so where there is nothing
     */
    public static Chart<XYChart> languages(Timeline timeline) {
        return languages(timeline, MOST);
    }

    /**
     * Draws the languages of the tweets, as their source names them, as {@link #languages(Timeline)} does.
     *
     * @param timeline the tweets
     * @param most how many bars to draw at most
     * @return a chart of bars
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chart<XYChart> languages(Timeline timeline, int most) {
        return RankingChart.languages(timeline, most);
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
     * Draws the four figures of each user: how many tweets were downloaded, and what became of them.
     *
     * @param corpus the tweets of one or several people
     * @return a chart with a bar for each user; of more than 20, for those with the most tweets
     */
    public static Chart<XYChart> figuresByUser(Corpus corpus) {
        return UsersChart.of(corpus);
    }

    /**
     * Draws two people side by side, retweets left out: some facts, when they tweet, how long their tweets are, and the words
     * that are typical of each of them, as {@link io.github.huggingtweets.words.TypicalWords} finds them.
     *
     * @param first the tweets of one, in blue
     * @param second the tweets of the other, in orange
     * @return a picture of several charts; one that merely says so where neither has tweets of their own
     */
    public static ChartSheet compare(Timeline first, Timeline second) {
        return compare(first, second, ZoneOffset.UTC);
    }

    /**
     * Draws two people side by side, as {@link #compare(Timeline, Timeline)} does.
     *
     * @param first the tweets of one, in blue
     * @param second the tweets of the other, in orange
     * @param zone where the clock hangs by which hours are counted, such as {@code ZoneId.of("Europe/Madrid")}
     * @return a picture of several charts
     */
    public static ChartSheet compare(Timeline first, Timeline second, ZoneId zone) {
        return Comparison.of(first, second, zone);
    }

    /**
     * Draws what each step from the source to the corpus took out; of several people, first what each took alone.
     *
     * @param corpus the tweets, whose {@link Corpus#steps()} are drawn
     * @return a chart of bars, one for each step
     */
    public static Chart<XYChart> steps(Corpus corpus) {
        return StepsChart.of(corpus);
    }

    /**
     * Draws the loss of a training run by step, in nats per token, with its moving mean, and the loss on held-out tweets if it
     * was measured on the way.
     *
     * @param run the record of the run; steps whose loss is not finite are left out
     * @return a chart of lines; one that merely says so where no step was logged
     */
    public static Chart<XYChart> loss(Run run) {
        return LossChart.of(run);
    }

    /**
     * Draws the trials of a search by their learning rate, by powers of ten, and their loss on the held-out tweets, in nats per
     * token. The best one stands out; those without a loss are counted in the line below the title.
     *
     * @param search what the search found
     * @return a chart of points
     */
    public static Chart<XYChart> trials(SearchResult search) {
        return TrialsChart.of(search);
    }
}
