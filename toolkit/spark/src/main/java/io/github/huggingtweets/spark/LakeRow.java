package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.file.TweetReceiver.Signature;
import io.github.huggingtweets.tweets.Timeline;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A tweet as a row of a lake: the columns of a {@link TweetTable}, what its line says about its author, and where it comes from. A
 * value that the source does not give is null.
 */
final class LakeRow {

    /** The author's display name. */
    static final String NAME = "name";
    /** The address of the author's picture. */
    static final String PICTURE = "picture";
    /** The path or address of the file. */
    static final String FILE = "file";
    /** A number that grows from tweet to tweet of a file. */
    static final String POSITION = "position";

    static final StructType SCHEMA = new StructType()
            .add(TweetTable.ID, DataTypes.StringType)
            .add(TweetTable.HANDLE, DataTypes.StringType, false)
            .add(TweetTable.TIME, DataTypes.TimestampNTZType)
            .add(TweetTable.TEXT, DataTypes.StringType, false)
            .add(TweetTable.QUOTED, DataTypes.StringType)
            .add(TweetTable.RETWEET, DataTypes.BooleanType, false)
            .add(TweetTable.REPLY, DataTypes.BooleanType, false)
            .add(TweetTable.LIKES, DataTypes.IntegerType)
            .add(TweetTable.RETWEETS, DataTypes.IntegerType)
            .add(TweetTable.LANGUAGE, DataTypes.StringType)
            .add(TweetTable.APP, DataTypes.StringType)
            .add(NAME, DataTypes.StringType)
            .add(PICTURE, DataTypes.StringType)
            .add(FILE, DataTypes.StringType, false)
            .add(POSITION, DataTypes.LongType, false);

    /** The author of a tweet whose line names none, as in a timeline. */
    private static final String UNKNOWN = "unknown";

    private LakeRow() {}

    /** {@return the values of a tweet, in the order of {@link #SCHEMA}} */
    static Object[] values(Tweet tweet, Signature signature, String file, long position) {
        return new Object[] {known(tweet.id()), handle(signature.handle()),
            tweet.time().map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS)).orElse(null),
            tweet.text(), known(tweet.quoted()), tweet.retweet(), tweet.reply(), count(tweet.likes()), count(tweet.retweets()),
            known(tweet.language()), known(tweet.app()), known(signature.name()), known(signature.picture()), file, position};
    }

    /** {@return the normalized handle of an author, who may be unknown} */
    static String handle(String author) {
        String handle = author == null ? "" : Author.normalize(author);
        return handle.isEmpty() ? UNKNOWN : handle;
    }

    private static String known(String value) {
        return value.isEmpty() ? null : value;
    }

    /** A count below 0 is unknown: some tools write -1 for that. */
    private static Integer count(OptionalInt count) {
        return count.isPresent() && count.getAsInt() >= 0 ? count.getAsInt() : null;
    }

    /** {@return the columns by which the newest tweet comes first, as in a timeline} */
    static Column[] newestFirst() {
        return new Column[] {functions.col(TweetTable.TIME).desc_nulls_last(), functions.col(FILE), functions.col(POSITION)};
    }

    /**
     * Makes the timeline of one author.
     *
     * @param inOrder the author's tweets in the order of {@link #FILE} and {@link #POSITION}, at least one
     * @return the timeline
     */
    static Timeline timeline(Iterator<Row> inOrder) {
        TweetTable.Builder tweets = new TweetTable.Builder();
        Row first = inOrder.next();
        tweets.add(tweet(first));
        inOrder.forEachRemaining(row -> tweets.add(tweet(row)));
        return Timeline.of(tweets.build(List.of(author(first))));
    }

    private static Author author(Row row) {
        String handle = row.getAs(TweetTable.HANDLE);
        return new Author(handle, Optional.ofNullable(row.<String>getAs(NAME)).orElse(handle),
                Author.pictureAt(text(row, PICTURE)));
    }

    private static Tweet tweet(Row row) {
        return Tweet.text(row.getAs(TweetTable.TEXT)).id(text(row, TweetTable.ID)).handle(row.getAs(TweetTable.HANDLE))
                .time(Optional.ofNullable(row.<LocalDateTime>getAs(TweetTable.TIME)).map(time -> time.toInstant(ZoneOffset.UTC)))
                .quoted(text(row, TweetTable.QUOTED)).retweet(row.getAs(TweetTable.RETWEET)).reply(row.getAs(TweetTable.REPLY))
                .likes(number(row, TweetTable.LIKES)).retweets(number(row, TweetTable.RETWEETS))
                .language(text(row, TweetTable.LANGUAGE)).app(text(row, TweetTable.APP)).build();
    }

    private static String text(Row row, String column) {
        String value = row.getAs(column);
        return value == null ? "" : value;
    }

    private static OptionalInt number(Row row, String column) {
        Integer value = row.getAs(column);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
