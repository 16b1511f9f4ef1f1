package io.github.huggingtweets.sources.archive;

import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.fields;
import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.tweets;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a tweet with more than 280 characters, tweets.js holds the beginning, and note-tweet.js the whole text. */
class LongTweetsTest {

    /** 277 characters, which fit before an ellipsis and a link. */
    private static final String BEGINNING = ("Bread wants time. "
            + "Flour, water & salt are all that is in it, and the oven does the rest. ".repeat(5)).substring(0, 277);
    private static final String WHOLE = BEGINNING + ", and what is left of it is told at length here. https://t.co/AbCdEfGhIj";

    @TempDir
    private Path folder;

    private static String note(String createdAt, String text) {
        return """
                { "noteTweet" : { "noteTweetId" : "1", "updatedAt" : "%1$s", "createdAt" : "%1$s",
                  "lifecycle" : { "value" : "1", "name" : "Connected", "originalName" : "Connected", "annotations" : { } },
                  "core" : { "styletags" : [ ], "urls" : [ ], "text" : "%2$s", "mentions" : [ ], "hashtags" : [ ] }
                } }""".formatted(createdAt, text);
    }

    private List<String> texts(String tweets, String... notes) {
        Path given = new ArchiveOnDisk().with("data/tweets.js", tweets)
                .with("data/note-tweet.js", "window.YTD.note_tweet.part0 = [ " + String.join(", ", notes) + " ]")
                .asFolder(folder);
        return Timeline.archive(given).table().stringColumn("text").asList();
    }

    @Test
    void replacesACutOffTextByTheWhole() {
        String cut = BEGINNING.replace("&", "&amp;") + "\u2026 https://t.co/ZyXwVuTsRq";

        assertEquals(List.of(WHOLE, "Never trust a cold oven"), texts(
                tweets(0, fields(1, "10:00:01", cut), fields(2, "09:00:00", "Never trust a cold oven")),
                note("2024-02-01T10:00:00.000Z", WHOLE)));
    }

    @Test
    void replacesAShortBeginningThatEndsWithALink() {
        assertEquals(List.of(WHOLE), texts(
                tweets(0, fields(1, "10:00:00", "Bread wants https://t.co/ZyXwVuTsRq")),
                note("2024-02-01T10:00:00.000Z", WHOLE)));
    }

    @Test
    void keepsTheMentionsAtTheBeginningOfAReply() {
        assertEquals(List.of("@miller @baker " + WHOLE), texts(
                tweets(0, fields(1, "10:00:00", "@miller @baker " + BEGINNING + "\u2026")),
                note("2024-02-01T10:00:00.000Z", WHOLE)));
    }

    @Test
    void takesTheTextNearestInTimeOfTwoWithTheSameBeginning() {
        String cut = BEGINNING + "\u2026";
        assertEquals(List.of(WHOLE + " Two", WHOLE + " One"), texts(
                tweets(0, fields(2, "10:00:03", cut), fields(1, "10:00:00", cut)),
                note("2024-02-01T10:00:00.000Z", WHOLE + " One"), note("2024-02-01T10:00:03.000Z", WHOLE + " Two")));
    }

    @Test
    void findsATextWrittenLongBeforeItWasPosted() {
        assertEquals(List.of(WHOLE), texts(
                tweets(0, fields(1, "10:00:00", BEGINNING + "\u2026")), note("2024-01-30T17:30:00.000Z", WHOLE)));
    }

    @Test
    void keepsTheTextsOfOtherTweets() {
        String other = "Rye wants even more of it https://t.co/ZyXwVuTsRq";
        String shared = "Bread wants https://t.co/ZyXwVuTsRq";
        String retweet = "RT @baker: " + BEGINNING + "\u2026";
        assertEquals(List.of(other, "Bread wants", retweet, shared), texts(
                tweets(0, fields(4, "10:00:02", other), fields(3, "10:00:01", "Bread wants"), fields(2, "10:00:00", retweet),
                        fields(1, "08:00:00", shared)),
                note("2024-02-01T10:00:00.000Z", WHOLE)));
    }
}
