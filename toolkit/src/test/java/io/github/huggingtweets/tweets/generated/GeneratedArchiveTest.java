package io.github.huggingtweets.tweets.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.TweetCleaner;
import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the toolkit finds the figures in the generated tweets that the generator gives. */
class GeneratedArchiveTest {

    private static final int TWEETS = 3_000;

    @TempDir
    Path folder;

    @Test
    void findsTheFiguresOfTheGeneratorInAnArchive() throws Exception {
        Path zip = folder.resolve("archive.zip");
        GeneratedFigures written = GeneratedArchive.of(TWEETS, 5).writeZip(zip);
        Timeline timeline = Timeline.archive(zip);
        Corpus corpus = timeline.clean();

        assertEquals(TWEETS, timeline.size());
        assertEquals(List.of(written.tweets(), written.retweets(), written.shortTweets(), written.kept()),
                List.of(corpus.downloaded(), corpus.retweets(), corpus.shortTweets(), corpus.kept()));
        assertEquals(written.characters(),
                corpus.characters() - (long) Corpus.SEPARATOR.length() * (corpus.kept() - 1));
        assertEquals(written.replies(), timeline.table().booleanColumn("reply").countTrue());
        assertEquals(written.likes(), timeline.table().intColumn("likes").sum());
        assertTrue(written.bytes() > 1_000L * TWEETS, "a million tweets take more than 1 GB");
    }

    @Test
    void cleansEachTextToItsCleanedVersion() {
        TweetGenerator generator = new TweetGenerator(TWEETS, 6);
        Set<String> texts = new HashSet<>();
        for (GeneratedTweet tweet : Stream.generate(generator::next).filter(tweet -> !tweet.retweet()).limit(TWEETS).toList()) {
            texts.add(tweet.text());

            assertEquals(tweet.cleaned(), TweetCleaner.clean(tweet.text()));
            assertEquals(tweet.plainWords() < 3, TweetCleaner.isBoring(tweet.cleaned()), tweet.text());
        }
        assertTrue(texts.size() > 0.97 * TWEETS, "of " + TWEETS + " texts " + texts.size() + " are distinct");
    }

    @Test
    void writesTheSameBytesForTheSameSeed() throws Exception {
        Path first = folder.resolve("first.zip");
        Path second = folder.resolve("second.zip");
        GeneratedArchive.of(50, 1).writeZip(first);
        GeneratedArchive.of(50, 1).writeZip(second);

        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void writesTheObjectsOfTheApiAsLines() throws Exception {
        Path file = folder.resolve("tweets.jsonl");
        GeneratedFigures written = GeneratedArchive.of(200, 5).writeLines(file);
        List<String> lines = Files.readAllLines(file);
        JsonNode tweet = new ObjectMapper().readTree(lines.get(0));

        assertEquals(written.tweets(), lines.size());
        assertEquals(written.bytes(), Files.size(file));
        assertTrue(tweet.get("id").isIntegralNumber() && tweet.get("favorite_count").isInt(), lines.get(0));
        assertEquals("generated", tweet.get("user").get("screen_name").textValue());
    }
}
