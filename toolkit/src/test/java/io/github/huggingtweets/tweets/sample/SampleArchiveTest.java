package io.github.huggingtweets.tweets.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleArchiveTest {

    /** Names that {@link Voice} defines, not the grammar. */
    private static final Set<String> MOMENT = Set.of("weekday", "month", "daytime", "season");

    private static Map<String, byte[]> written;
    private static List<JsonNode> tweets;

    @BeforeAll
    static void write() throws IOException {
        written = SampleArchive.entries();
        String file = new String(written.get("data/tweets.js"), StandardCharsets.UTF_8);
        tweets = new ArrayList<>();
        new ObjectMapper().readTree(file.substring(file.indexOf('['))).forEach(item -> tweets.add(item.get("tweet")));
    }

    @Test
    void writesTheCommittedArchive() throws IOException {
        Map<String, byte[]> committed = new LinkedHashMap<>();
        try (InputStream in = Timeline.class.getResourceAsStream("sample.zip"); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                committed.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertEquals(List.copyOf(written.keySet()), List.copyOf(committed.keySet()));
        written.forEach((name, content) -> assertArrayEquals(content, committed.get(name), name + ": write the archive again"));
    }

    @Test
    void givesTheFiguresOfAPublishedBot() {
        Corpus corpus = Timeline.sample().clean();
        assertEquals(new Figures(3247, 139, 276, 2832), corpus.figures());
        assertTrue(new HashSet<>(corpus.tweets()).size() >= 2_750, "so many tweets say something of their own");
        assertTrue(corpus.characters() > 230_000);
    }

    @Test
    void hasManyTweetsThatContinueTheFirstPrompt() {
        assertTrue(Timeline.sample().clean().tweets().stream().filter(tweet -> tweet.startsWith("My dream is")).count() > 100);
    }

    @Test
    void givesTheRightIndicesOfEntities() {
        int seen = 0;
        for (JsonNode tweet : tweets) {
            JsonNode entities = tweet.get("entities");
            for (JsonNode link : entities.get("urls")) {
                assertEquals(link.get("url").textValue(), part(tweet, link));
                assertTrue(link.get("expanded_url").textValue().matches("https://example\\.(com|net|org)/.+"), tweet.toString());
                seen++;
            }
            for (JsonNode mention : entities.get("user_mentions")) {
                assertEquals("@" + mention.get("screen_name").textValue(), part(tweet, mention));
                seen++;
            }
            for (JsonNode hashtag : entities.get("hashtags")) {
                assertEquals("#" + hashtag.get("text").textValue(), part(tweet, hashtag));
                seen++;
            }
        }
        assertTrue(seen > 600, "links, mentions and hashtags: " + seen);
    }

    @Test
    void containsWhatRealArchivesContain() {
        List<String> texts = tweets.stream().map(tweet -> tweet.get("full_text").textValue()).toList();
        for (String part : List.of("https://t.co/", "\n", "&amp;", "&lt;", "RT @", "🦢", "#")) {
            assertTrue(texts.stream().anyMatch(text -> text.contains(part)), part);
        }
        assertTrue(texts.stream().anyMatch(text -> text.startsWith("RT @") && text.endsWith("…")), "a retweet that was cut");
        assertTrue(texts.stream().noneMatch(text -> text.matches("(?s).*[<>{}].*")), "escaped, and nothing left of the grammar");
        assertTrue(texts.stream().noneMatch(text -> text.matches("(?s).*(  |[a-z][.!?][A-Z]).*")), "well spaced");
    }

    @Test
    void namesTheRecipientsOfReplies() {
        for (JsonNode tweet : tweets) {
            boolean reply = tweet.get("full_text").textValue().startsWith("@");
            assertEquals(reply, tweet.has("in_reply_to_status_id_str"));
            if (reply) {
                JsonNode first = tweet.get("entities").get("user_mentions").get(0);
                assertEquals(first.get("screen_name"), tweet.get("in_reply_to_screen_name"));
                assertTrue(tweet.get("in_reply_to_status_id").asLong() < tweet.get("id").asLong(),
                        "answers what was there before");
            }
        }
    }

    @Test
    void usesEveryRuleOfTheGrammarAndNoOther() {
        Grammar grammar = Grammar.read(SampleArchive.GRAMMAR);
        Deque<String> ahead = new ArrayDeque<>(List.of("tweet", "reply", "short", "retweet",
                "winter", "spring", "summer", "autumn", "christmas"));
        Set<String> reached = new HashSet<>();
        while (!ahead.isEmpty()) {
            String rule = ahead.pop();
            if (!MOMENT.contains(rule) && reached.add(rule)) {
                grammar.alternatives(rule).forEach(alternative -> ahead.addAll(references(alternative)));
            }
        }
        Set<String> forgotten = new HashSet<>(grammar.names());
        forgotten.removeAll(reached);
        assertEquals(Set.of(), forgotten);
    }

    @Test
    void refusesTextsThatAreNearlyRepeated() {
        Novelty novelty = new Novelty(0.5);
        assertTrue(novelty.admits("The goose ate the vicar's sermon before breakfast."));
        assertFalse(novelty.admits("The goose ate the vicar's sermon before noon."));
        assertTrue(novelty.admits("The goose ate a whole seed cake, and nobody saw it happen."));
    }

    private static String part(JsonNode tweet, JsonNode entity) {
        int[] characters = tweet.get("full_text").textValue().codePoints().toArray();
        int start = Integer.parseInt(entity.get("indices").get(0).textValue());
        int end = Integer.parseInt(entity.get("indices").get(1).textValue());
        return new String(characters, start, end - start);
    }

    private static List<String> references(String alternative) {
        List<String> rules = new ArrayList<>();
        Set<String> remembered = new HashSet<>();
        Matcher reference = Grammar.REFERENCE.matcher(alternative);
        while (reference.find()) {
            String text = reference.group(1);
            if (!text.contains("|") && !text.startsWith("#") && !remembered.contains(text)) {
                int colon = text.indexOf(':');
                remembered.add(text.substring(0, Math.max(0, colon)));
                String rule = text.substring(colon + 1);
                rules.add(rule.substring(0, 1).toLowerCase(Locale.ROOT) + rule.substring(1));
            }
        }
        return rules;
    }
}
