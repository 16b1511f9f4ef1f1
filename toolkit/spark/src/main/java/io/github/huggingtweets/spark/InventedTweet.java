package io.github.huggingtweets.spark;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A tweet of an {@link InventedLake}.
 *
 * @param id the id, as X makes it: with the time in the upper bits
 * @param author who posted it
 * @param kind what cleaning makes of it
 * @param second when, in seconds from 1970
 * @param text the text without its last link, with HTML entities, as X stores it
 * @param link what follows the text, or an empty string
 * @param language the code of the language
 * @param answered the handle of the one to whom it replies; null if it is not a reply
 * @param likes the number of likes
 */
record InventedTweet(long id, InventedAccount author, Kind kind, long second, String text, String link, String language,
        String answered, int likes) {

    /** What cleaning makes of a tweet. */
    enum Kind {
        RETWEET,
        SHORT,
        KEPT
    }

    /** The time that X counts ids from, in milliseconds from 1970. */
    private static final long ID_EPOCH = 1_288_834_974_657L;
    private static final int ID_COUNTER_BITS = 22;
    private static final int MILLIS = 1000;
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss '+0000' yyyy", Locale.ENGLISH);

    /** {@return an id that tells the second, and that no other number has} */
    static long id(long second, long number) {
        long millis = second * MILLIS + (number >> ID_COUNTER_BITS) % MILLIS;
        return (millis - ID_EPOCH) << ID_COUNTER_BITS | number & (1 << ID_COUNTER_BITS) - 1;
    }

    /** Writes the tweet as version 1.1 of X's API does, without what nobody reads. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("created_at", CREATED_AT.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)));
        json.writeStringField("id_str", String.valueOf(id));
        json.writeStringField("full_text", text + link);
        json.writeStringField("lang", language);
        json.writeFieldName("source");
        json.writeString(author.app());
        json.writeStringField("in_reply_to_screen_name", answered);
        json.writeNumberField("favorite_count", likes);
        json.writeNumberField("retweet_count", likes / 9);
        json.writeObjectFieldStart("user");
        json.writeStringField("screen_name", author.handle());
        json.writeStringField("name", author.name());
        json.writeEndObject();
        json.writeEndObject();
    }
}
