package io.github.huggingtweets.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawTweetsTest {

    @TempDir
    private Path folder;

    private List<String> lines(Corpus corpus) throws IOException {
        corpus.rawTweets().write(folder.resolve("tweets.jsonl"));
        return Files.readAllLines(folder.resolve("tweets.jsonl"));
    }

    @Test
    void areTheTweetsBeforeTheyAreCleaned() throws IOException {
        Timeline timeline = Timeline.sample();
        Corpus corpus = timeline.clean();
        List<String> lines = lines(corpus);

        assertEquals(corpus.downloaded(), lines.size());
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertEquals(timeline.table().stringColumn("text").get(0), first.path("text").asText());
        assertEquals(timeline.table().stringColumn("id").get(0), first.path("id").asText());
        assertEquals(corpus.authors().get(0).handle(), first.path("handle").asText());
        long retweets = lines.stream().filter(line -> line.contains("\"retweet\":true")).count();
        assertEquals(corpus.retweets(), retweets);
    }

    @Test
    void writesTextsAsTheyAre() throws IOException {
        Corpus corpus = Corpus.of(new Author("heron", "Heron", Optional.empty()), List.of("a \"b\"\n\u2028 🪶", "hi"), 3);

        assertEquals(
                List.of("{\"handle\":\"heron\",\"text\":\"a \\\"b\\\"\\n\u2028 🪶\"}", "{\"handle\":\"heron\",\"text\":\"hi\"}"),
                lines(corpus));
    }

    @Test
    void haveTheChecksumOfTheirFile() throws IOException, NoSuchAlgorithmException {
        Corpus corpus = Timeline.sample().clean();
        corpus.rawTweets().write(folder.resolve("tweets.jsonl"));

        assertEquals(HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve("tweets.jsonl")))),
                corpus.rawTweets().sha256());
    }

    @Test
    void sayThatTheCorpusWasRedacted() {
        Corpus corpus = Timeline.sample().clean();

        assertFalse(corpus.rawTweets().isRedacted());
        assertTrue(corpus.redact().rawTweets().isRedacted());
        assertTrue(corpus.redact().split(0.1, 1).training().rawTweets().isRedacted());
    }
}
