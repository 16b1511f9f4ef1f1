package io.github.huggingtweets.sources.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Reads the tweets of a script one by one. Nine tenths of a tweet's JSON are not needed, and are skipped without creating
 * objects.
 */
final class TweetReader implements ScriptFile.ObjectReader {

    /** The key under which each tweet lies in an object of its own; older archives have no such wrapper. */
    private static final String WRAPPER = "tweet";

    private final Supplier<String> place;
    private final LongTexts longTexts;
    private final TweetTable.Builder tweets;
    private final OddTweets oddTweets;

    private String id;
    private String text;
    private Optional<Instant> time;
    private OptionalInt likes;
    private OptionalInt retweets;
    private String language;
    private String source;
    private boolean reply;
    private boolean retweet;
    /** The first odd value of the tweet, or null. */
    private OddValueException odd;

    private TweetReader(Supplier<String> place, LongTexts longTexts, TweetTable.Builder tweets, OddTweets oddTweets) {
        this.place = place;
        this.longTexts = longTexts;
        this.tweets = tweets;
        this.oddTweets = oddTweets;
    }

    /**
     * Reads all tweets of some scripts.
     *
     * @param files the scripts
     * @param longTexts the whole texts of tweets that are cut off in the scripts
     * @param tweets receives each tweet
     * @param oddTweets receives the tweets with odd values
     * @return the number of tweets in each file, by the file's name in lower case
     * @throws TweetSourceException if a file is damaged
     */
    static Map<String, Integer> readAll(List<ArchiveEntry> files, LongTexts longTexts, TweetTable.Builder tweets,
            OddTweets oddTweets) {
        Map<String, Integer> counts = new HashMap<>();
        for (ArchiveEntry file : files) {
            ScriptFile script = new ScriptFile(file, "tweet");
            script.forEach(new TweetReader(script::place, longTexts, tweets, oddTweets));
            counts.put(file.key(), script.count());
        }
        return counts;
    }

    @Override
    public void read(JsonParser parser) throws IOException {
        clear();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readWrapper(parser);
        } else {
            parser.skipChildren();
        }
        if (odd == null && text == null) {
            odd = new OddValueException(place.get() + " has no full_text", "give an archive as X made it.");
        }
        if (odd != null) {
            oddTweets.add(odd);
            return;
        }
        tweets.add(Tweet.text(longTexts.whole(text, time))
                .id(id)
                .time(time)
                .retweet(retweet || RetweetText.isRetweet(text))
                .reply(reply)
                .likes(likes)
                .retweets(retweets)
                .language(language)
                .source(source)
                .build());
    }

    private void clear() {
        id = "";
        text = null;
        time = Optional.empty();
        likes = OptionalInt.empty();
        retweets = OptionalInt.empty();
        language = "";
        source = "";
        reply = false;
        retweet = false;
        odd = null;
    }

    /** Reads an object with a tweet in it, or, if there is no wrapper, the tweet itself. */
    private void readWrapper(JsonParser parser) throws IOException {
        boolean wrapped = false;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && field.equals(WRAPPER) && !wrapped) {
                wrapped = true;
                clear();
                readTweet(parser);
            } else if (wrapped) {
                parser.skipChildren();
            } else {
                readField(field, value, parser);
            }
        }
    }

    private void readTweet(JsonParser parser) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            readField(field, parser.nextToken(), parser);
        }
    }

    private void readField(String field, JsonToken value, JsonParser parser) throws IOException {
        if (value.isStructStart()) {
            retweet |= field.equals("retweeted_status");
            parser.skipChildren();
        } else if (value != JsonToken.VALUE_NULL) {
            try {
                readValue(field, parser);
            } catch (OddValueException e) {
                odd = odd == null ? e : odd;
            }
        }
    }

    private void readValue(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "id_str" -> id = parser.getText();
            case "id" -> id = id.isEmpty() ? parser.getText() : id;
            case "full_text" -> text = parser.getText();
            case "text" -> text = text == null ? parser.getText() : text; // before tweets had 280 characters
            case "created_at" -> time = Optional.of(FieldParser.time(parser.getText(), field, place));
            case "favorite_count" -> likes = FieldParser.count(parser.getText(), field, place);
            case "retweet_count" -> retweets = FieldParser.count(parser.getText(), field, place);
            case "lang" -> language = parser.getText();
            case "source" -> source = parser.getText();
            case "in_reply_to_status_id_str", "in_reply_to_user_id_str", "in_reply_to_status_id", "in_reply_to_user_id" ->
                reply = true;
            default -> {
            } // all other fields are skipped
        }
    }

}
