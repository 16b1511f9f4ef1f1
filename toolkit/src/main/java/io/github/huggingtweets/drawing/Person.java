package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.Tweets;
import io.github.huggingtweets.words.Frequencies;
import io.github.huggingtweets.words.Links;
import io.github.huggingtweets.words.Words;
import java.awt.Color;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * The facts about a person that a comparison shows.
 *
 * @param name the handle, or the handles of several people whose tweets are one timeline
 * @param shortName the handle, or the first of several with the number of the others
 * @param color the colour of the person in all charts
 * @param tweets the number of own tweets
 * @param retweets the number of retweets
 * @param replies how many of the own tweets are replies
 * @param links how many of the own tweets have links
 * @param times when the own tweets were posted, in UTC, in order; tweets without a time are left out
 * @param lengths the lengths of the own tweets, cleaned, in Unicode code points, the shortest first
 * @param likes the likes of the own tweets, the fewest first; tweets without likes are left out
 * @param words the words of the own tweets
 */
record Person(String name, String shortName, Color color, int tweets, int retweets, int replies, int links,
        List<LocalDateTime> times,
        int[] lengths, int[] likes, Frequencies words) {

    static Person of(Tweets timeline, UnaryOperator<String> cleaner, Color color) {
        Table all = timeline.table(TweetTable.TIME, TweetTable.TEXT, TweetTable.LIKES, TweetTable.RETWEET, TweetTable.REPLY);
        Table own = all.dropWhere(all.booleanColumn(TweetTable.RETWEET).isTrue());
        List<String> texts = own.stringColumn(TweetTable.TEXT).asList();
        BooleanColumn reply = own.booleanColumn(TweetTable.REPLY);
        IntColumn likes = own.intColumn(TweetTable.LIKES);
        return new Person(English.handles(timeline.authors()), English.shortHandles(timeline.authors()), color, own.rowCount(),
                all.rowCount() - own.rowCount(),
                reply.countTrue(),
                (int) texts.parallelStream().filter(Links::areIn).count(),
                own.dateTimeColumn(TweetTable.TIME).asList().stream().filter(Objects::nonNull).sorted().toList(),
                texts.parallelStream().map(cleaner)
                        .mapToInt(text -> text.codePointCount(0, text.length())).sorted().toArray(),
                IntStream.range(0, likes.size()).filter(row -> !likes.isMissing(row) && likes.getInt(row) >= 0).map(likes::getInt)
                        .sorted().toArray(),
                Words.of(timeline).words());
    }
}
