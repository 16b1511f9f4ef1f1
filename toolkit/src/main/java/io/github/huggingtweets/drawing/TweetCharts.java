package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.Tweets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/** The charts of a timeline, each of them one call: {@code timeline.chart().words()}. No window is ever opened. */
public final class TweetCharts {

    private static final int MOST = 20;

    private final Tweets tweets;
    private final UnaryOperator<String> cleaner;

    /**
     * Prepares the charts of some tweets. Each chart is drawn when its method is called.
     *
     * @param tweets the tweets
     * @param cleaner removes the parts of a text that do not count for its length, such as links
     */
    public TweetCharts(Tweets tweets, UnaryOperator<String> cleaner) {
        this.tweets = tweets;
        this.cleaner = cleaner;
    }

    /**
     * Draws how many tweets there are in each month, by UTC, retweets included. Tweets without a time are only counted in the
     * line below the title.
     *
     * @return a chart of bars; one that only says so if there are no tweets
     */
    public Chart<CategoryChart> tweetsByMonth() {
        return MonthsChart.of(tweets);
    }

    /**
     * Draws how many tweets there are in each hour of the day on each day of the week, by UTC, as {@link #tweetsByHour(ZoneId)}
     * does.
     *
     * @return a heat map; a chart that only says so if there are no tweets
     */
    public Chart<XYChart> tweetsByHour() {
        return tweetsByHour(ZoneOffset.UTC);
    }

    /**
     * Draws how many tweets there are in each hour of the day on each day of the week, retweets included. Tweets without a time
     * are only counted in the line below the title.
     *
     * @param zone the time zone, such as {@code ZoneId.of("Europe/Madrid")}; summer time is taken into account
     * @return a heat map; a chart that only says so if there are no tweets
     */
    public Chart<XYChart> tweetsByHour(ZoneId zone) {
        return HoursChart.of(tweets, zone);
    }

    /**
     * Draws how many likes each tweet has by the time it was posted, with a running median if there are enough tweets. The axis
     * of likes is logarithmic if the likes span several powers of ten. Retweets are left out, since their likes are somebody
     * else's; tweets without a time or likes are only counted in the line below the title. Each tweet is a point; of more than
     * 2,000 tweets, a fine grid shows how many are in each cell.
     *
     * @return a chart of points or cells; one that only says so if there is nothing to draw
     */
    public Chart<XYChart> likesOverTime() {
        return LikesChart.of(tweets);
    }

    /**
     * Draws the 20 words that occur in the most tweets, as {@link #words(int)} does.
     *
     * @return a chart of bars, the longest on top; one that only says so if there is no word
     */
    public Chart<XYChart> words() {
        return words(MOST);
    }

    /**
     * Draws the words that occur in the most tweets, with the number of these tweets. Retweets are left out, since somebody else
     * wrote them. {@link io.github.huggingtweets.words.Words#words} defines a word and names the stop words that are left out.
     *
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if there is no word
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public Chart<XYChart> words(int most) {
        return RankingChart.words(tweets, most);
    }

    /**
     * Draws the 20 hashtags that occur in the most tweets, as {@link #hashtags(int)} does.
     *
     * @return a chart of bars, the longest on top; one that only says so if there is no hashtag
     */
    public Chart<XYChart> hashtags() {
        return hashtags(MOST);
    }

    /**
     * Draws the hashtags that occur in the most tweets. Retweets are left out, since somebody else wrote them.
     *
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if there is no hashtag
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public Chart<XYChart> hashtags(int most) {
        return RankingChart.hashtags(tweets, most);
    }

    /**
     * Draws the 20 accounts that the most tweets mention, as {@link #mentions(int)} does.
     *
     * @return a chart of bars, the longest on top; one that only says so if nobody is mentioned
     */
    public Chart<XYChart> mentions() {
        return mentions(MOST);
    }

    /**
     * Draws the accounts that the most tweets mention. Retweets are left out, since somebody else wrote them.
     *
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if nobody is mentioned
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public Chart<XYChart> mentions(int most) {
        return RankingChart.mentions(tweets, most);
    }

    /**
     * Draws the 20 emoji that occur in the most tweets, as {@link #emoji(int)} does.
     *
     * @return a chart of bars, the longest on top; one that only says so if there is no emoji
     */
    public Chart<XYChart> emoji() {
        return emoji(MOST);
    }

    /**
     * Draws the emoji that occur in the most tweets. All skin tones of one emoji are counted together, and the most used one is
     * drawn. Retweets are left out, since somebody else wrote them.
     *
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if there is no emoji
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public Chart<XYChart> emoji(int most) {
        return RankingChart.emoji(tweets, most);
    }

    /**
     * Draws the 20 languages of the most tweets, as {@link #languages(int)} does.
     *
     * @return a chart of bars, the longest on top; one that only says so if no language is known
     */
    public Chart<XYChart> languages() {
        return languages(MOST);
    }

    /**
     * Draws the languages of the tweets, as their source names them. Tweets in no language, such as a link alone, have no bar.
     * Retweets are left out, since somebody else wrote them.
     *
     * @param most how many bars to draw at most
     * @return a chart of bars, the longest on top; one that only says so if no language is known
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public Chart<XYChart> languages(int most) {
        return RankingChart.languages(tweets, most);
    }

    /**
     * Draws these tweets beside those of somebody else, with hours by UTC, as {@link #compare(Tweets, ZoneId)} does.
     *
     * @param other the tweets of the other person, such as another timeline
     * @return a picture of several charts; one that only says so if neither has tweets of their own
     */
    public ChartSheet compare(Tweets other) {
        return compare(other, ZoneOffset.UTC);
    }

    /**
     * Draws these tweets, in blue, beside those of somebody else, in orange, retweets left out: some facts, when they tweet, how
     * long their tweets are, and the words that are typical of each of them, as
     * {@link io.github.huggingtweets.words.TypicalWords} finds them.
     *
     * @param other the tweets of the other person, such as another timeline
     * @param zone the time zone by which hours are counted, such as {@code ZoneId.of("Europe/Madrid")}
     * @return a picture of several charts; one that only says so if neither has tweets of their own
     */
    public ChartSheet compare(Tweets other, ZoneId zone) {
        return Comparison.of(tweets, other, zone, cleaner);
    }

    /** {@return the names of the charts} */
    @Override
    public String toString() {
        return "Charts: tweetsByMonth(), tweetsByHour(), likesOverTime(), words(), hashtags(), mentions(), emoji(), languages()"
                + " and compare(other)";
    }
}
