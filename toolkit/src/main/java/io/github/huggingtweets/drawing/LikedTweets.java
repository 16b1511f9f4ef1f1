package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.Tweets;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.time.ZoneOffset;
import java.util.Arrays;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Times and likes of tweets, the oldest first. Retweets are left out, since their likes are somebody else's. */
final class LikedTweets {

    private final Tweets timeline;
    private final int retweets;

    /** Seconds since 1970, in order. */
    private final long[] seconds;
    private final long[] likes;

    private LikedTweets(Tweets timeline, int retweets, long[] seconds, long[] likes) {
        this.timeline = timeline;
        this.retweets = retweets;
        this.seconds = seconds;
        this.likes = likes;
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
        long[] seconds = new long[table.rowCount()];
        long[] counts = new long[table.rowCount()];
        int known = 0;
        int retweets = 0;
        for (int row = 0; row < seconds.length; row++) {
            if (Boolean.TRUE.equals(retweet.get(row))) {
                retweets++;
            } else if (!time.isMissing(row) && !likes.isMissing(row) && likes.getInt(row) >= 0) {
                seconds[known] = time.get(row).toEpochSecond(ZoneOffset.UTC);
                counts[known++] = likes.getInt(row);
            }
        }
        seconds = Arrays.copyOf(seconds, known);
        counts = Arrays.copyOf(counts, known);
        LongArrays.radixSort(seconds, counts);
        return new LikedTweets(timeline, retweets, seconds, counts);
    }

    /** {@return the number of tweets} */
    int size() {
        return seconds.length;
    }

    /**
     * {@return when a tweet was posted, in seconds since 1970}
     *
     * @param tweet its number, 0 for the oldest
     */
    long second(int tweet) {
        return seconds[tweet];
    }

    /**
     * {@return how many likes a tweet has}
     *
     * @param tweet its number, 0 for the oldest
     */
    int likes(int tweet) {
        return (int) likes[tweet];
    }

    /**
     * {@return how many tweets were posted before a time}
     *
     * @param second the time in seconds since 1970
     */
    int countBefore(long second) {
        int place = Arrays.binarySearch(seconds, second);
        while (place > 0 && seconds[place - 1] == second) { // any of several equal ones was found
            place--;
        }
        return place < 0 ? -place - 1 : place;
    }

    /** {@return the likes of all tweets, the fewest first} */
    int[] ascending() {
        return ascending(0, size());
    }

    /**
     * {@return the median of the likes of some tweets; of an even number of tweets, the lower of the two in the middle}
     *
     * @param from the number of the first tweet
     * @param to the number of the tweet after the last one
     */
    int median(int from, int to) {
        int[] ascending = ascending(from, to);
        return ascending[(ascending.length - 1) / 2];
    }

    private int[] ascending(int from, int to) {
        int[] ascending = new int[to - from];
        Arrays.setAll(ascending, i -> likes(from + i));
        Arrays.sort(ascending);
        return ascending;
    }

    /** {@return the subtitle of a chart of these tweets} */
    String subtitle() {
        String whose = English.handles(timeline.authors());
        if (size() == 0) {
            return English.none(timeline.size(), timeline.authors(), "with a time and likes of its own");
        }
        int[] ascending = ascending();
        int unknown = timeline.size() - retweets - size();
        return English.count(size(), "tweet") + " of " + whose
                + (size() == 1 ? English.format(", with %s.", English.count(ascending[0], "like"))
                        : English.format(", half of them with up to %s, the most liked with %,d.",
                                English.count(ascending[(size() - 1) / 2], "like"), ascending[size() - 1]))
                + (retweets == 0 ? "" : " " + English.count(retweets, "retweet") + " left out.")
                + (unknown == 0 ? "" : " " + English.count(unknown, "more tweet") + " without time or likes.");
    }
}
