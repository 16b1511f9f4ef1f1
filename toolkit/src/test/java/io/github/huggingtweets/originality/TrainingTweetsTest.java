package io.github.huggingtweets.originality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTweetsTest {

    private static final TrainingTweets TWEETS = TrainingTweets.of(List.of(
            "My dream is to sleep until noon, every day.",
            "I never sleep until noon",
            "The kettle knows https://t.co/abc what I like",
            "never sleep until"));

    @Test
    void findsTheLongestRunAndItsTweet() {
        assertEquals(new Copy("My dream is to sleep until noon, every day.", 4, 5, 22, false),
                TWEETS.copy("WOW, is to SLEEP\u00a0until midnight"));
    }

    @Test
    void prefersTheFirstOfEquallyLongRuns() {
        assertEquals(new Copy("The kettle knows https://t.co/abc what I like", 2, 0, 10, false),
                TWEETS.copy("the kettle until noon"));
    }

    @Test
    void prefersTheTweetWithTheFewestWordsAndThenTheFirst() {
        assertEquals("never sleep until", TWEETS.copy("we sleep until tea").tweet());
        assertEquals("b a", TrainingTweets.of(List.of("x y a", "b a", "a c")).copy("a").tweet());
    }

    @Test
    void knowsTextsThatAreTrainingTweetsButForCaseSpacesAndLinks() {
        assertEquals(new Copy("I never sleep until noon", 5, 2, 28, true),
                TWEETS.copy("  i NEVER\n\tsleep  until noon\u2003HTTPS://t.co/xyz "));
        assertEquals(new Copy("The kettle knows https://t.co/abc what I like", 6, 0, 28, true),
                TWEETS.copy("the kettle knows what i like"));
        assertFalse(TWEETS.copy("I never sleep until noon.").whole());
        assertFalse(TWEETS.copy("never sleep until noon").whole(), "this is a part of a training tweet");
        assertFalse(TWEETS.copy("so I never sleep until noon").whole(), "this is more than a training tweet");
    }

    @Test
    void includesALinkWithinARun() {
        String text = "say: kettle KNOWS http://x.y/z what";
        Copy copy = TWEETS.copy(text);

        assertEquals("kettle KNOWS http://x.y/z what", text.substring(copy.start(), copy.end()));
        assertEquals(3, copy.words());
    }

    @Test
    void goesNotFromOneTweetIntoTheNext() {
        assertEquals(2, TrainingTweets.of(List.of("a b", "c d", "a b")).copy("a b c d").words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000\u0085\u001f", "https://t.co/abc", "no word is THERE.", "12 🦢 !"})
    void findsNothingInTextsWithoutACommonWord(String text) {
        assertEquals(new Copy("", 0, 0, 0, false),
                TrainingTweets.of(List.of("", " ", "https://t.co/abc", "goose")).copy(text));
        assertEquals(new Copy("", 0, 0, 0, false), TrainingTweets.of(List.of()).copy(text));
    }

    @ParameterizedTest
    @CsvSource({"Straße, STRASSE", "ΟΔΟΣ, οδος", "ΟΔΟΣ, οδοσ", "İyi, i\u0307yi", "IYI, iyi", "ﬁne, FINE", "ДА, да"})
    void comparesByUnicodesFullCaseFolding(String word, String other) {
        assertTrue(TrainingTweets.of(List.of(word)).copy(other).whole());
    }

    @ParameterizedTest
    @CsvSource({"ıyı, IYI", "e\u0301t\u00e9, \u00e9t\u00e9", "go\u200bose, goose", "'goose,', goose", "#goose, goose", "１２, 12",
        "http:, http://t.co/a"})
    void tellsOtherDifferencesApart(String word, String other) {
        assertEquals(0, TrainingTweets.of(List.of(word)).copy(other).words());
        assertTrue(TrainingTweets.of(List.of(word)).copy(word).whole());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "東京で猫を見ました。猫はかわいい | きょう東京で猫を見ました！ | 東京で猫を見ま | 6",
        "我今天去北京吃烤鸭 | 他说：我今天去北京 | 我今天去北京 | 4",
        "วันนี้อากาศดีมาก | เมื่อวานอากาศดีมากครับ | อากาศดีมาก | 3",
        "iPhoneを買った | MyPhoneを買った | を買った | 4",
        "「東京」へ行く | 「東京」へ 行く | 「東京」へ 行く | 3",
        "고양이를 봤다 | 고양이를 봤어 | 고양이를 | 1",
        "سلام عليكم يا صديقي | عليكم يا سيدي | عليكم يا | 2"})
    void findsWordsWithoutSpacesByDictionaries(String tweet, String text, String copied, int words) {
        Copy copy = TrainingTweets.of(List.of(tweet)).copy(text);

        assertEquals(copied, text.substring(copy.start(), copy.end()));
        assertEquals(words, copy.words());
    }

    @Test
    void leavesOutRunsWithinTheBeginning() {
        String text = "My dream is to sleep and I never do";

        assertEquals(5, TWEETS.copyBeyond(text, "My dream is to slee".length()).words(), "the run ends after the beginning");
        assertEquals(new Copy("I never sleep until noon", 2, 25, 32, false),
                TWEETS.copyBeyond(text, "My dream is to sleep".length()));
        assertEquals(Copy.nothing(), TWEETS.copyBeyond(text, text.length()));
    }

    @Test
    void comparesATextWithTheOthers() {
        TrainingTweets three = TrainingTweets.of(List.of("a b c", "A b d", "e f", "E  f"));

        assertEquals(new Copy("A b d", 2, 0, 3, false), three.copyFromOthers("a b c"));
        assertTrue(three.copyFromOthers("e f").whole(), "there are two of them");
        assertEquals(three.copy("b d"), three.copyFromOthers("b d"));
        assertEquals(Copy.nothing(), TrainingTweets.of(List.of("a b a b")).copyFromOthers("a b a b"));
    }

    @Test
    void marksRunsOfFiveWordsAndWholeTweets() {
        assertFalse(new Copy("a b c d x", 4, 0, 7, false).isMarked());
        assertTrue(new Copy("a b c d e x", 5, 0, 9, false).isMarked());
        assertTrue(new Copy("so it goes", 3, 0, 10, true).isMarked());
    }

    private static final List<List<String>> VOCABULARIES = List.of(
            List.of("a"),
            List.of("a", "B", "A"),
            List.of("goose", "Goose", "tea,", "tea", "🦢", "🦢🏽", "👩‍👩‍👧", "سلام", "שלום", "Straße", "STRASSE", "ΟΔΟΣ",
                    "οδος", "İ", "ı",
                    "I", "x\u200by", "\u200b", "&lt;b&gt;", "https://t.co/abc", "HTTP://x", "see:http://y", "http:"),
            IntStream.range(0, 60).mapToObj(i -> "w" + i).toList(),
            List.of("東京", "で", "猫を", "コーヒー", "วันนี้", "อากาศ", "ດີ", "မြန်မာ", "ខ្មែរ", "goose", "🦢", "。", "「", "𠮷野", "고양이"));
    private static final List<String> SPACES =
            List.of(" ", " ", " ", "  ", "\u00a0", "\n", "\u3000", "\u2009 ", "\u001c", "\u0085");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void agreesWithTryingEveryRunOfEveryTweet(int which) {
        Random random = new Random(which);
        int copied = 0;
        for (int round = 0; round < 20; round++) {
            List<String> tweets = IntStream.range(0, random.nextInt(60)).mapToObj(i -> randomTweet(which, random)).toList();
            TrainingTweets index = TrainingTweets.of(tweets);
            for (int i = 0; i < 20; i++) {
                String text = randomTweet(which, random);
                int beginning = random.nextInt(text.length() + 1);
                assertEquals(BruteForce.copy(tweets, text, 0), index.copy(text), () -> text + " of " + tweets);
                assertEquals(BruteForce.copy(tweets, text, beginning), index.copyBeyond(text, beginning));
                copied += index.copy(text).words();
            }
            for (String tweet : tweets) {
                assertEquals(BruteForce.copy(BruteForce.others(tweets, tweet), tweet, 0), index.copyFromOthers(tweet),
                        () -> tweet + " of " + tweets);
            }
        }
        assertTrue(copied > 20 * 20, "words are copied");
    }

    private static String randomTweet(int which, Random random) {
        List<String> vocabulary = VOCABULARIES.get(which);
        StringBuilder tweet = new StringBuilder(random.nextInt(5) == 0 ? " " : "");
        for (int words = random.nextInt(random.nextInt(10) == 0 ? 60 : 12); words > 0; words--) {
            tweet.append(vocabulary.get(random.nextInt(vocabulary.size())))
                    .append(which == 4 && random.nextInt(3) > 0 ? "" : SPACES.get(random.nextInt(SPACES.size())));
        }
        return tweet.toString();
    }

    @Test
    void sortsManyEqualAndLongTweets() {
        String aaa = String.join(" ", Collections.nCopies(3_000, "a"));
        List<String> tweets = new ArrayList<>(List.of(aaa, aaa + " b", "b " + aaa));
        IntStream.range(0, 5_000).forEach(i -> tweets.add("the same words again " + i % 10));
        TrainingTweets index = TrainingTweets.of(tweets);

        assertEquals(new Copy(aaa + " b", 3_001, 2, 6_003, false), index.copy("c " + aaa + " b b"));
        assertEquals(new Copy("the same words again 7", 5, 3, 25, false), index.copy("so the same words again 7 8"));
    }

    /** Tries every run of words of a text in every tweet, with words found by regular expressions where these can find them. */
    private static final class BruteForce {

        private static final Pattern LINK = Pattern.compile("[hH][tT][tT][pP][sS]?:[^\\s\u0085\u00a0\u2009\u3000\u001c]+");
        private static final Pattern WORD = Pattern.compile("[^\\s\u0085\u00a0\u2009\u3000\u001c]+");

        private static final Pattern WITHOUT_SPACES =
                Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsMyanmar}\\p{IsKhmer}]");

        private record Span(String key, int start, int end) {}

        static Copy copy(List<String> tweets, String text, int beginning) {
            List<Span> words = words(text);
            List<List<String>> keys = tweets.stream().map(tweet -> keys(words(tweet))).toList();
            for (int length = words.size(); length > 0; length--) {
                for (int first = 0; first + length <= words.size(); first++) {
                    Span last = words.get(first + length - 1);
                    List<String> run = keys(words.subList(first, first + length));
                    List<Integer> with = IntStream.range(0, tweets.size())
                            .filter(i -> Collections.indexOfSubList(keys.get(i), run) >= 0).boxed().toList();
                    if (last.end() > beginning && !with.isEmpty()) {
                        int fewest = with.stream().mapToInt(i -> keys.get(i).size()).min().getAsInt();
                        int nearest = with.stream().filter(i -> keys.get(i).size() == fewest).findFirst().get();
                        return new Copy(tweets.get(nearest), length, words.get(first).start(), last.end(),
                                keys.get(nearest).equals(keys(words)));
                    }
                }
            }
            return new Copy("", 0, 0, 0, false);
        }

        /** Leaves out one text with the words of another, the last one, since an index names the first. */
        static List<String> others(List<String> tweets, String text) {
            List<String> others = new ArrayList<>(tweets);
            IntStream.range(0, tweets.size()).filter(i -> keys(words(tweets.get(i))).equals(keys(words(text))))
                    .max().ifPresent(others::remove);
            return others;
        }

        private static List<String> keys(List<Span> words) {
            return words.stream().map(Span::key).collect(Collectors.toList());
        }

        private static List<Span> words(String text) {
            if (WITHOUT_SPACES.matcher(text).find()) {
                return new WordCutter().words(text).stream()
                        .map(word -> new Span(key(text.substring(word.start(), word.end())), word.start(), word.end())).toList();
            }
            String plain = LINK.matcher(text).replaceAll(link -> " ".repeat(link.group().length()));
            return WORD.matcher(plain).results()
                    .map(word -> new Span(key(word.group()), word.start(), word.end())).toList();
        }

        /** Folds the letters of the vocabularies. */
        private static String key(String word) {
            return word.equals("ı") ? word : word.toUpperCase(Locale.ROOT).replace("İ", "I\u0307");
        }
    }
}
