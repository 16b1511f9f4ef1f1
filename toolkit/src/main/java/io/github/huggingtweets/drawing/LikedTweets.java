package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.Tweets;
import java.time.ZoneOffset;
import java.util.Arrays;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Times and likes of tweets, the oldest first. Retweets are left out, since their likes are somebody else's. */
final class LikedTweets {

    private static final int LIKE_BITS = 31;

    private final Tweets timeline;
    private final int retweets;

    /** Seconds since 1970 in the upper bits, likes in the lower ones, so that a million tweets are sorted as numbers. */
    private final long[] tweets;

    private LikedTweets(Tweets timeline, int retweets, long[] tweets) {
        this.timeline = timeline;
        this.retweets = retweets;
        this.tweets = tweets;
    }

    /**
     * {@return the tweets of a timeline that are not retweets and have a time and likes}
     *
     * @param timeline the tweets
     */
    static LikedTweets of(Tweets timeline) {
        Table table = timeline.table(TweetTable.TIME, TweetTable.LIKES, TweetTable.RETWEET);
        DateTimeColumn time = table.dateTimeColumn(TweetTable.TIME);
        IntColumn likes = table.intColumn(TweetTable.LIKES);
        BooleanColumn retweet = table.booleanColumn(TweetTable.RETWEET);
        long[] tweets = new long[table.rowCount()];
        int known = 0;
        int retweets = 0;
        for (int row = 0; row < tweets.length; row++) {
            if (Boolean.TRUE.equals(retweet.get(row))) {
                retweets++;
            } else if (!time.isMissing(row) && !likes.isMissing(row)) {
                tweets[known++] = time.get(row).toEpochSecond(ZoneOffset.UTC) << LIKE_BITS | Math.max(0, likes.getInt(row));
            }
        }
        tweets = Arrays.copyOf(tweets, known);
        Arrays.parallelSort(tweets);
        return new LikedTweets(timeline, retweets, tweets);
    }

    /** {@return the number of tweets} */
    int size() {
        return tweets.length;
    }

    /**
     * {@return when a tweet was posted, in seconds since 1970}
     *
     * @param tweet its number, 0 for the oldest
     */
    long second(int tweet) {
        return tweets[tweet] >> LIKE_BITS;
    }

    /**
     * {@return how many likes a tweet has}
     *
     * @param tweet its number, 0 for the oldest
     */
    int likes(int tweet) {
        return (int) (tweets[tweet] & Integer.MAX_VALUE);
    }

    /**
     * {@return how many tweets were posted before a time}
     *
     * @param second the time in seconds since 1970
     */
    int countBefore(long second) {
        int place = Arrays.binarySearch(tweets, second << LIKE_BITS);
        return place < 0 ? -place - 1 : place;
    }

    /** {@return the likes of all tweets, the fewest first} */
    int[] ascending() {
        return ascending(0, size());
    }

    /**
     * {@return the median of the likes of some tweets}
     *
     * @param from the number of the first tweet
     * @param to the number of the tweet after the last one
     */
    double median(int from, int to) {
        int[] likes = ascending(from, to);
        return (likes[(likes.length - 1) / 2] + (double) likes[likes.length / 2]) / 2;
    }

    private int[] ascending(int from, int to) {
        int[] likes = new int[to - from];
        Arrays.setAll(likes, i -> likes(from + i));
        Arrays.sort(likes);
        return likes;
    }

    /** {@return the subtitle of a chart of these tweets} */
    String subtitle() {
        String whose = English.handles(timeline.authors());
        if (size() == 0) {
            return English.none(timeline.size(), timeline.authors(), "with a time and likes of its own");
        }
        int[] likes = ascending();
        int unknown = timeline.size() - retweets - size();
        return English.count(size(), "tweet") + " of " + whose
                + (size() == 1 ? English.format(", with %s.", English.count(likes[0], "like"))
                        : English.format(", half of them with up to %s, the most liked with %,d.",
                                English.count(likes[(size() - 1) / 2], "like"), likes[size() - 1]))
                + (retweets == 0 ? "" : " " + English.count(retweets, "retweet") + " left out.")
                + (unknown == 0 ? "" : " " + English.count(unknown, "more tweet") + " without time or likes.");
    }
}
