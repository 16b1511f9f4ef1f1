package io.github.huggingtweets.tweets.generated;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.huggingtweets.tweets.generated.GeneratedTweet.Entity;
import io.github.huggingtweets.tweets.generated.GeneratedTweet.Type;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes tweets as the objects of an archive, or of version 1.1 of the API, where numbers are not strings. */
final class TweetJson {

    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss xx yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** The time that the site's ids count from, in milliseconds since 1970. */
    private static final long ID_EPOCH = 1_288_834_974_657L;
    private static final int ID_COUNTER_BITS = 22;
    private static final List<String> SOURCES = List.of(
            "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
            "<a href=\"http://twitter.com/download/android\" rel=\"nofollow\">Twitter for Android</a>",
            "<a href=\"http://twitter.com/download/iphone\" rel=\"nofollow\">Twitter for iPhone</a>");

    private final JsonGenerator json;
    private final boolean archive;
    private final People people = new People();
    private long written;

    /**
     * @param json the generator to write with
     * @param archive whether to write the format of an archive, not that of the API
     */
    TweetJson(JsonGenerator json, boolean archive) {
        this.json = json;
        this.archive = archive;
    }

    void write(GeneratedTweet tweet) throws IOException {
        String id = id(tweet.time());
        json.writeStartObject();
        if (archive) {
            json.writeObjectFieldStart("tweet");
            edits(tweet, id);
        } else {
            json.writeObjectFieldStart("user");
            json.writeStringField("id_str", GeneratedArchive.OWNER_ID);
            json.writeStringField("screen_name", GeneratedArchive.HANDLE);
            json.writeStringField("name", GeneratedArchive.NAME);
            json.writeEndObject();
        }
        json.writeBooleanField("retweeted", false);
        json.writeStringField("source", SOURCES.get((int) (written % SOURCES.size())));
        entities(tweet, id);
        json.writeArrayFieldStart("display_text_range");
        number(0);
        number(tweet.text().codePointCount(0, tweet.text().length()));
        json.writeEndArray();
        number("favorite_count", tweet.likes());
        if (tweet.answered().isPresent()) {
            answer(tweet.answered().get(), id(tweet.time().minusSeconds(600)));
        }
        json.writeStringField("id_str", id);
        json.writeBooleanField("truncated", false);
        number("retweet_count", tweet.likes() / 9);
        number("id", Long.parseLong(id));
        json.writeBooleanField("possibly_sensitive", false);
        json.writeStringField("created_at", CREATED_AT.format(tweet.time()));
        json.writeBooleanField("favorited", false);
        json.writeStringField("full_text", tweet.text());
        json.writeStringField("lang", tweet.language());
        if (tweet.entities().stream().anyMatch(entity -> entity.type() == Type.PICTURE)) {
            json.writeObjectFieldStart("extended_entities");
            list("media", Type.PICTURE, tweet, id);
            json.writeEndObject();
        }
        json.writeEndObject();
        if (archive) {
            json.writeEndObject();
        }
        written++;
    }

    private void edits(GeneratedTweet tweet, String id) throws IOException {
        json.writeObjectFieldStart("edit_info");
        json.writeObjectFieldStart("initial");
        json.writeArrayFieldStart("editTweetIds");
        json.writeString(id);
        json.writeEndArray();
        json.writeStringField("editableUntil", ISO.format(tweet.time().plus(Duration.ofHours(1))));
        number("editsRemaining", 5);
        json.writeBooleanField("isEditEligible", !tweet.retweet());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void answer(int person, String id) throws IOException {
        json.writeStringField("in_reply_to_status_id_str", id);
        number("in_reply_to_user_id", Long.parseLong(people.id(person)));
        number("in_reply_to_status_id", Long.parseLong(id));
        json.writeStringField("in_reply_to_screen_name", people.handle(person));
        json.writeStringField("in_reply_to_user_id_str", people.id(person));
    }

    private void entities(GeneratedTweet tweet, String id) throws IOException {
        json.writeObjectFieldStart("entities");
        list("user_mentions", Type.MENTION, tweet, id);
        list("urls", Type.LINK, tweet, id);
        json.writeArrayFieldStart("symbols");
        json.writeEndArray();
        if (tweet.entities().stream().anyMatch(entity -> entity.type() == Type.PICTURE)) {
            list("media", Type.PICTURE, tweet, id);
        }
        list("hashtags", Type.HASHTAG, tweet, id);
        json.writeEndObject();
    }

    private void list(String name, Type type, GeneratedTweet tweet, String id) throws IOException {
        json.writeArrayFieldStart(name);
        for (Entity entity : tweet.entities()) {
            if (entity.type() == type) {
                json.writeStartObject();
                entity(entity, id);
                json.writeArrayFieldStart("indices");
                number(entity.start());
                number(entity.end());
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void entity(Entity entity, String id) throws IOException {
        switch (entity.type()) {
            case MENTION -> {
                json.writeStringField("name", people.name(entity.number()));
                json.writeStringField("screen_name", people.handle(entity.number()));
                json.writeStringField("id_str", people.id(entity.number()));
                number("id", Long.parseLong(people.id(entity.number())));
            }
            case HASHTAG -> json.writeStringField("text", entity.posted().substring(1));
            case LINK -> {
                json.writeStringField("url", entity.posted());
                json.writeStringField("expanded_url", "https://news.example/articles/" + entity.number() + "?from=home&page=1");
                json.writeStringField("display_url", "news.example/articles/" + entity.number() % 10_000 + "…");
            }
            case PICTURE -> picture(entity, id);
        }
    }

    private void picture(Entity entity, String id) throws IOException {
        String file = "pbs.twimg.com/media/" + Integer.toString(entity.number(), 36) + ".jpg";
        json.writeStringField("expanded_url", "https://twitter.com/" + GeneratedArchive.HANDLE + "/status/" + id + "/photo/1");
        json.writeStringField("url", entity.posted());
        json.writeStringField("media_url", "http://" + file);
        json.writeStringField("media_url_https", "https://" + file);
        json.writeStringField("id_str", id);
        json.writeStringField("type", "photo");
        json.writeStringField("display_url", "pic.twitter.com/" + entity.posted().substring("https://t.co/".length()));
        json.writeObjectFieldStart("sizes");
        size("small", 680, "fit");
        size("medium", 1200, "fit");
        size("large", 2048, "fit");
        size("thumb", 150, "crop");
        json.writeEndObject();
    }

    private void size(String name, int width, String resize) throws IOException {
        json.writeObjectFieldStart(name);
        number("w", width);
        number("h", resize.equals("crop") ? width : width * 3 / 4);
        json.writeStringField("resize", resize);
        json.writeEndObject();
    }

    private void number(String name, long value) throws IOException {
        json.writeFieldName(name);
        number(value);
    }

    private void number(long value) throws IOException {
        if (archive) {
            json.writeString(String.valueOf(value));
        } else {
            json.writeNumber(value);
        }
    }

    /** {@return an id as the site makes it: with the time in the upper bits, so that ids sort by time; no two are the same} */
    private String id(Instant time) {
        return String.valueOf((time.toEpochMilli() - ID_EPOCH) << ID_COUNTER_BITS | (1 << ID_COUNTER_BITS) - 1 - written);
    }
}
