package io.github.huggingtweets.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.tweets.Timeline;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Table;

/** Tests what is counted in texts. Expected terms are sorted by code point. */
class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "en | A well-known goose, a co-op; O'Brien's e-mail | O'Brien co-op e-mail goose well-known",
        "en | 'Quoted' words “curly” (round) rock 'n' roll… | Quoted curly rock roll round words",
        "en | I don't, don’t, DON'T, dont and I'm and that’ll | ",
        "en | 42 1,000 3.14 3rd 20 % 4:30pm half-past covid-19 | covid-19 half-past",
        "en | goose -- kettle - spoon–knife | goose kettle knife spoon",
        "en | U.S.A. once.Twice snake_case _stressed_ | Twice U.S.A case snake stressed",
        "en | R&amp;D &lt;b&gt;bold&lt;/b&gt; &quot;said&quot; AT&T it&#39;s | bold said",
        "en | see https://t.co/Abc123 http://example.org/goose?a=b&amp;c=d www.example.net and example.com/tea | see",
        "en | cut off https://t… and htt | cut htt",
        "en | mail ann.lee+tea@example.co.uk or @ann or #tea or $TEA | mail",
        "es | ¿Qué tal el año? Más té, por favor | año favor tal té",
        "fr | L'homme qu’on aime, aujourd'hui et d'une île | aime aujourd'hui homme île",
        "it | Un'altra volta all'alba c'è l’amore | alba altra amore volta",
        "de | Die Straße ist naß, nicht das Mädchen | Mädchen Straße naß",
        "ja | 東京で猫を見ました。猫はかわいい | かわいい 東京 猫 見",
        "zh | 我今天去北京吃烤鸭 | 今天 北京 吃 烤鸭",
        "th | วันนี้อากาศดีมาก | ดี อากาศ",
        "ko | 고양이 그리고 강아지 | 강아지 고양이",
        "ru | Это не кошка, а Собака | Собака кошка",
        "ar | ذهبت إلى المدرسة | المدرسة ذهبت",
    })
    void findsWordsInEveryScript(String language, String text, String words) {
        assertEquals(words == null ? "" : words, sorted(Words.of(timeline(language, text)).words()));
    }

    @Test
    void countsStopWordsOnRequest() {
        assertEquals("and cat dog the x", sorted(Words.of(timeline("en", "The cat and the dog x")).withStopWords().words()));
        assertEquals(List.of(), Words.of(timeline("en", "The cat")).withStopWords().stopWordLanguages());
    }

    @Test
    void leavesOutTheStopWordsOfTheTweetsLanguage() {
        Timeline both = timeline(tweet("de", "die war gut"), tweet("en", "die war gut"), tweet("en", "tea"));

        assertEquals(Map.of("die", 1, "war", 1, "gut", 2, "tea", 1), tweetsOf(Words.of(both).words()));
        assertEquals(List.of("English", "German"), Words.of(both).stopWordLanguages());
    }

    @Test
    void leavesOutMainStopWordsOfTweetsInRareAndUnknownLanguages() {
        Stream<Tweet> english = IntStream.range(0, 50).mapToObj(i -> tweet("en", "tea"));
        Stream<Tweet> others = Stream.of(tweet("und", "the kettle"), tweet("", "the cup"), tweet("nl", "the het theepot"));
        Words words = Words.of(timeline(Stream.concat(english, others).toArray(Tweet[]::new)));

        assertEquals(Map.of("tea", 50, "kettle", 1, "cup", 1, "theepot", 1), tweetsOf(words.words()));
        assertEquals(List.of("English"), words.stopWordLanguages());
    }

    @Test
    void guessesTheLanguageIfTheSourceGivesNone() {
        Words words = Words.of(timeline("", "Das ist ein Haus", "und die Katze ist nicht da", "ich bin im Garten"));

        assertEquals(List.of("German"), words.stopWordLanguages());
        assertEquals("Garten Haus Katze", sorted(words.words()));
        assertEquals(List.of(), Words.of(timeline("", "goose goose kettle")).stopWordLanguages());
    }

    @Test
    void countsFormsTogetherUnderTheMostUsedOne() {
        Frequencies words = Words.of(timeline("en", "Goose goose GOOSE", "Goose Cafe\u0301", "Café ＴＥＡ", "tea Tea tea")).words();

        assertEquals(new Frequency("Goose", 2, 4), words.top(1).get(0));
        assertEquals(Map.of("Goose", 2, "Café", 2, "tea", 2), tweetsOf(words).entrySet().stream().collect(
                Collectors.toMap(entry -> Normalizer.normalize(entry.getKey(), Normalizer.Form.NFC), Map.Entry::getValue)));
    }

    @Test
    void leavesRetweetsOut() {
        Timeline timeline = timeline(tweet("en", "goose #Tea @ann 🦢"),
                Tweet.text("RT @bob: kettle #No 🙈").language("de").retweet(true).build());
        Words words = Words.of(timeline);

        assertEquals("goose", sorted(words.words()));
        assertEquals("#Tea", sorted(words.hashtags()));
        assertEquals("@ann", sorted(words.mentions()));
        assertEquals("🦢", sorted(words.emoji()));
        assertEquals("English", sorted(words.languages()));
        assertEquals(1, words.tweets());
        assertEquals(1, words.retweets());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "#goose (#Tea_Room2) #2024goals | #2024goals #Tea_Room2 #goose",
        "#1 #123 a#b R#D # #- https://example.org/#part | ",
        "I &#39;ll and &amp;#39 | ",
        "今日 #さくら咲いた。＃東京タワー #桜 | #さくら咲いた #東京タワー #桜",
        "#année #Straße #кот #สวัสดี | #Straße #année #кот #สวัสดี",
        "#Goose #goose #goose | #goose",
        "#Ｔｅａ #tea #tea | #tea",
    })
    void findsHashtagsByTheRulesOfX(String text, String hashtags) {
        assertEquals(hashtags == null ? "" : hashtags, sorted(Words.of(timeline("en", text)).hashtags()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "@Ann, ＠bob: hi(@carl) .@dora | @Ann @bob @carl @dora",
        "ann@example.com a@b josé@correo.es https://example.social/@ann | ",
        "@ann @ANN @Ann @ANN | @ANN",
        "@ann@mastodon.social said @ann | @ann @ann@mastodon.social",
        "@ann.bsky.social and @b-c.bsky.social. | @ann.bsky.social @b-c.bsky.social",
        "thanks @ann.how are you | @ann",
        "日本の@neko_chanさん | @neko_chan",
    })
    void findsMentionsByTheRulesOfEachNetwork(String text, String mentions) {
        assertEquals(mentions == null ? "" : mentions, sorted(Words.of(timeline("en", text)).mentions()));
    }

    @Test
    void treatsDomainsAsHandlesInTimelinesOfBluesky() {
        Author author = new Author("ada.example.org", "Ada", Optional.empty());
        Timeline timeline = Timeline.of(author, List.of(tweet("en", "hi @ann.example.com and @bob.bsky.social")));

        assertEquals("@ann.example.com @bob.bsky.social", sorted(Words.of(timeline).mentions()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "family 👨‍👩‍👧‍👦 flags 🇪🇸🇩🇪 key 1️⃣ England 🏴󠁧󠁢󠁥󠁮󠁧󠁿 | 1️⃣ 🇩🇪 🇪🇸 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👨‍👩‍👧‍👦",
        "👍 👍🏽 👍🏽 👍🏿 | 👍🏽",
        "hearts ❤ ❤️ 🧑🏻‍❤️‍🧑🏿 | ❤️ 🧑🏻‍❤️‍🧑🏿",
        "no emoji: © ™ ↔ 1 # * ❤︎ 한글 漢字 | ",
        "but ©️ and ↔️ | ©️ ↔️",
        "not recommended 👩‍🦢 | 👩 🦢",
    })
    void countsEmojiWhole(String text, String emoji) {
        assertEquals(emoji == null ? "" : emoji, sorted(Words.of(timeline("en", text)).emoji()));
    }

    @Test
    void countsTwoUsesOfAnEmojiInOneTweet() {
        assertEquals(List.of(new Frequency("🦢", 2, 4), new Frequency("🙈", 1, 1)),
                Words.of(timeline("en", "🦢🦢🦢", "🦢 🙈", "no")).emoji().top(9));
    }

    @ParameterizedTest
    @CsvSource({"es, Spanish", "in, Indonesian", "iw, Hebrew", "pt-BR, Portuguese", "zh_TW, Chinese", "ckb, Central Kurdish",
        "en-US, English", "und, ''", "zxx, ''", "qme, ''", "qst, ''", "qht, ''", "'', ''"})
    void namesLanguagesInEnglish(String code, String name) {
        assertEquals(name, sorted(Words.of(timeline(code, "x")).languages()));
    }

    @Test
    void ranksByTweetsThenUsesThenAlphabet() {
        Frequencies tags = Words.of(timeline("en", "#b #c #c", "#a #c", "#b #a #d", "#d", "none")).hashtags();

        assertEquals(List.of("#c", "#a", "#b", "#d"), tags.top(9).stream().map(Frequency::term).toList());
        assertEquals(List.of("#c"), tags.top(1).stream().map(Frequency::term).toList());
        assertEquals(4, tags.size());
        assertEquals(5, tags.tweets());
        assertEquals(4, tags.tweetsWithAny());
        assertEquals(0.4, tags.share(tags.top(1).get(0)));
    }

    @Test
    void makesATableOfTheCounts() {
        Table table = Words.of(timeline("en", "#tea #tea", "#tea #fog", "", "")).hashtags().table();

        assertEquals(List.of("hashtag", "tweets", "uses", "share"), table.columnNames());
        assertEquals(List.of("#tea", "#fog"), table.stringColumn("hashtag").asList());
        assertEquals(List.of(2, 1), table.intColumn("tweets").asList());
        assertEquals(List.of(3L, 1L), table.longColumn("uses").asList());
        assertEquals(List.of(0.5, 0.25), table.doubleColumn("share").asList());
    }

    @Test
    void countsTheSameWithManyThreadsAsWithOne() {
        Timeline sample = Timeline.sample();
        Pattern goose = Pattern.compile("(?i)(?<![\\p{L}\\p{N}'#@-])goose(?=$|'s|[^\\p{L}\\p{N}'-])");
        Table own = sample.table().dropWhere(sample.table().booleanColumn("retweet").isTrue());
        long tweets = own.stringColumn("text").asList().stream().filter(text -> goose.matcher(text).find()).count();

        Map<String, Integer> words = tweetsOf(Words.of(sample).words());
        assertTrue(tweets > 500, "the sample is about a goose");
        assertEquals((int) tweets, words.get("goose"));
        assertFalse(words.containsKey("the"));
    }

    @Test
    void countsNothingWithoutTweets() {
        Words words = Words.of(timeline());

        for (Frequencies none : List.of(words.words(), words.hashtags(), words.mentions(), words.emoji(), words.languages())) {
            assertEquals(List.of(), none.top(20));
            assertEquals(0, none.table().rowCount());
            assertEquals(0, none.tweets());
        }
    }

    private static String sorted(Frequencies frequencies) {
        return frequencies.top(frequencies.size()).stream().map(Frequency::term).sorted().collect(Collectors.joining(" "));
    }

    private static Map<String, Integer> tweetsOf(Frequencies frequencies) {
        return frequencies.top(frequencies.size()).stream().collect(Collectors.toMap(Frequency::term, Frequency::tweets));
    }

    private static Timeline timeline(String language, String... texts) {
        return timeline(Stream.of(texts).map(text -> tweet(language, text)).toArray(Tweet[]::new));
    }

    private static Timeline timeline(Tweet... tweets) {
        return Timeline.of(new Author("ada", "Ada", Optional.empty()), List.of(tweets));
    }

    private static Tweet tweet(String language, String text) {
        return Tweet.text(text).language(language).build();
    }
}
