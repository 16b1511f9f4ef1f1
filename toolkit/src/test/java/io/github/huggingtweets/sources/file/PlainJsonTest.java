package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.file.PlainJson.NotPlainException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are read as Jackson reads them, or left to it. */
class PlainJsonTest {

    private static final List<String> LINES = Stream
            .of(JsonOfToolsTest.TWARC_1, JsonOfToolsTest.ANSWER,
                    """
                            {"text" : "na\\u00efve \\ud83c\\udf89 \\"q\\" \\\\ \\/ \\b\\f\\n\\r\\t \\ud83c", "likes": 1.250 ,"id":-0,"x":[[],{},[1e5,-2.5E-3]]}
                            {"full_text":"é “ü” 😀 \u0800 \uffff","créé":{"text":"no"},"fav\\u006frites":7,"retweets":null,"n":[true,false,null]}
                            {"_id":{"$oid":"5"},"text":"of MongoDB","created_at":{"$date":"2020-01-02T03:04:05Z"},"favorites":{"$numberLong":"5"}}
                            {"id":"3","content":"<p>one</p>","account":{"acct":"a","display_name":"A","url":"https://m.example/@a"},"visibility":"public",\
                            "reblogs_count":2,"favourites_count":1,"mentions":[{"url":"https://m.example/@b","acct":"b@c.example","id":"1"},7],"reblog":null}
                            {"tweet":{"id_str":"5","full_text":"from an archive","created_at":"Thu Feb 01 08:00:00 +0000 2024"},"text":{"a":1}}
                            {"text":"one","referenced_tweets":[{"id":"9","type":"quoted","text":"inner"},{"type":"replied_to","id":"4"},3]}
                            """)
            .flatMap(String::lines).toList();

    /** What makes a difference in JSON or in UTF-8. */
    private static final int[] BYTES = {'{', '}', '[', ']', '"', '\\', ',', ':', 'u', 'n', '0', '1', '9', '-', '+', '.', 'e', 'E',
        ' ', '\t', '\r', 0, 1, 0x7F, 0x80, 0xBF, 0xC1, 0xC3, 0xA9, 0xE0, 0xED, 0xA0, 0xEF, 0xF0, 0x90, 0xF4, 0x8F, 0xF5, 0xFF};

    private static final StoredFile FILE = new StoredFile("tweets.jsonl", "tweets.jsonl", 0, InputStream::nullInputStream);

    private interface Source {
        JsonReader of(byte[] line) throws IOException;
    }

    private static JsonReader plain(byte[] line) {
        PlainJson plain = new PlainJson();
        plain.begin(line, 0, line.length, 1);
        return plain;
    }

    private static JsonReader jackson(byte[] line) throws IOException {
        return JacksonReader.of(line, 0, line.length);
    }

    /** {@return all that is read from some lines, or why it is refused} */
    private static String read(Source source, byte[]... lines) throws IOException {
        List<String> read = new ArrayList<>();
        TweetCollector collector = new TweetCollector(FILE, FileColumns.recognized(), true, new TweetReceiver() {

            @Override
            public void add(Tweet tweet, Signature signature) {
                read.add(tweet + " by " + signature);
            }

            @Override
            public void broken(long line, String damage) {
                read.add(damage);
            }
        });
        JsonTweets tweets = new JsonTweets(FILE, new ColumnNames(Map.of()), collector);
        try {
            for (byte[] line : lines) {
                try {
                    tweets.readLine(source.of(line), 1);
                } catch (BrokenLineException e) {
                    collector.broken(1, e);
                }
            }
            collector.endSettingAside();
            return read.toString();
        } catch (TweetSourceException e) {
            return e.getMessage();
        }
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsTheLinesOfToolsAsJacksonDoes() throws IOException {
        for (String line : LINES) {
            for (String form : List.of(line, line + "\n", line.replace(",\"", " ,\t\"") + "\r\n",
                    line.replace(":", ": ") + " ")) {
                assertEquals(read(PlainJsonTest::jackson, bytes(form)), read(PlainJsonTest::plain, bytes(form)), form);
            }
        }
        byte[][] all = LINES.stream().map(PlainJsonTest::bytes).toArray(byte[][]::new);
        assertEquals(read(PlainJsonTest::jackson, all), read(PlainJsonTest::plain, all));
    }

    @Test
    void readsDamagedLinesAsJacksonDoesOrRefusesThem() throws IOException {
        Random random = new Random(5);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] line = damaged(bytes(LINES.get(random.nextInt(LINES.size()))), random);
            byte[] before = bytes(LINES.get(random.nextInt(LINES.size())));
            String plain;
            try {
                plain = read(PlainJsonTest::plain, before, line);
            } catch (NotPlainException e) {
                refused++;
                continue;
            }
            read++;
            assertEquals(read(PlainJsonTest::jackson, before, line), plain, () -> new String(line, StandardCharsets.UTF_8));
        }
        assertTrue(read > 3_000 && refused > 3_000, read + " read, " + refused + " refused");
    }

    private static byte[] damaged(byte[] line, Random random) {
        byte[] damaged = line;
        for (int times = random.nextInt(3); times >= 0; times--) {
            int at = random.nextInt(damaged.length);
            int left = damaged.length - at;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(damaged, 0, at);
            int from = at;
            switch (random.nextInt(4)) {
                case 0 -> bytes.write(BYTES[random.nextInt(BYTES.length)]);
                case 1 -> {
                    bytes.write(BYTES[random.nextInt(BYTES.length)]);
                    from++;
                }
                case 2 -> from += random.nextInt(Math.min(20, left) + 1);
                default -> from -= random.nextInt(Math.min(20, at) + 1);
            }
            bytes.write(damaged, from, damaged.length - from);
            damaged = bytes.toByteArray();
            if (damaged.length == 0) {
                return line;
            }
        }
        return damaged;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"one\"}{\"text\":\"two\"}", "[{\"text\":\"one\"}]", "{\"text\":\"one\",\"likes\":NaN}",
        "{\"text\":\"one\",}", "{\"text\":\"one\"", "{\"text\":\"\\x\"}", "{\"text\":01}", "{\"text\":tru}", "\"text\"",
        "\uFEFF{}"})
    void refusesALineThatIsNotOneObject(String line) {
        assertThrows(NotPlainException.class, () -> read(PlainJsonTest::plain, bytes(line)));
    }

    @Test
    void refusesALineOfSeveralLines() {
        assertThrows(NotPlainException.class,
                () -> read(PlainJsonTest::plain, bytes("{\"text\":\"one\"}\n{\"text\":\"two\"}\n")));
    }

    @Test
    void refusesWhatIsNestedVeryDeeply() {
        String deep = "{\"x\":" + "[{\"y\":".repeat(40) + "1" + "}]".repeat(40) + ",\"text\":\"one\"}";

        assertThrows(NotPlainException.class, () -> read(PlainJsonTest::plain, bytes(deep)));
    }
}
