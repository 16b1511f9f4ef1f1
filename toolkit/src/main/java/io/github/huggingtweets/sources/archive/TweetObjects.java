package io.github.huggingtweets.sources.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the tweets of a file, one after the other. Nine tenths of a tweet's JSON are of no use here, and are passed over without
 * becoming objects.
 */
final class TweetObjects implements ArchiveFile.ObjectReader {

    /** The key under which each tweet lies in an object of its own, except in archives of former years. */
    private static final String WRAPPER = "tweet";

    private final Supplier<String> place;
    private final LongTexts longTexts;
    private final Consumer<Tweet> tweets;

    private String id;
    private String text;
    private Optional<Instant> time;
    private OptionalInt likes;
    private OptionalInt retweets;
    private String language;
    private String source;
    private boolean reply;
    private boolean retweet;

    /**
     * @param place what messages call the tweet that is being read
     * @param longTexts the whole texts of what is cut off here
     * @param tweets are given each tweet
     */
    TweetObjects(Supplier<String> place, LongTexts longTexts, Consumer<Tweet> tweets) {
        this.place = place;
        this.longTexts = longTexts;
        this.tweets = tweets;
    }

    @Override
    public void read(JsonParser parser) throws IOException {
        forget();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readWrapper(parser);
        } else {
            parser.skipChildren();
        }
        if (text == null) {
            throw new TweetSourceException(place.get() + " has no full_text; give an archive as X made it.");
        }
        tweets.accept(Tweet.text(longTexts.whole(text, time))
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

    private void forget() {
        id = "";
        text = null;
        time = Optional.empty();
        likes = OptionalInt.empty();
        retweets = OptionalInt.empty();
        language = "";
        source = "";
        reply = false;
        retweet = false;
    }

    /** Without a wrapper, what is read here is the tweet itself. */
    private void readWrapper(JsonParser parser) throws IOException {
        boolean wrapped = false;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && field.equals(WRAPPER) && !wrapped) {
                wrapped = true;
                forget();
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
            readValue(field, parser);
        }
    }

    private void readValue(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "id_str" -> id = parser.getText();
            case "id" -> id = id.isEmpty() ? parser.getText() : id;
            case "full_text" -> text = parser.getText();
            case "text" -> text = text == null ? parser.getText() : text; // before tweets had 280 characters
            case "created_at" -> time = Optional.of(FieldText.time(parser.getText(), field, place));
            case "favorite_count" -> likes = OptionalInt.of(FieldText.count(parser.getText(), field, place));
            case "retweet_count" -> retweets = OptionalInt.of(FieldText.count(parser.getText(), field, place));
            case "lang" -> language = parser.getText();
            case "source" -> source = parser.getText();
            case "in_reply_to_status_id_str", "in_reply_to_user_id_str", "in_reply_to_status_id", "in_reply_to_user_id" ->
                reply = true;
            default -> {
            } // is passed over
        }
    }

}
