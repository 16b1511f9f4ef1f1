package io.github.huggingtweets.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.words.TypicalWords.TypicalWord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests which words are typical of one of two people. */
class TypicalWordsTest {

    @Test
    void scoresAsMonroeAndOthersDo() {
        // 100 and 50 words in all: goose 30 and 1, tea 70 and 49; the prior weighs a tenth of both together, 15
        Words first = words(tweets(30, "goose", 70, "tea"));
        Words second = words(tweets(1, "goose", 49, "tea"));
        TypicalWords typical = TypicalWords.between(first.words(), second.words());

        double logOdds = Math.log((30 + 3.1) / (115 - 30 - 3.1)) - Math.log((1 + 3.1) / (65 - 1 - 3.1));
        double expected = logOdds / Math.sqrt(1 / (30 + 3.1) + 1 / (1 + 3.1));
        assertEquals(List.of("goose", "tea"), typical.table().stringColumn("word").asList());
        assertEquals(expected, typical.table().doubleColumn("z").get(0), 1e-12);
        assertEquals(3.4233, expected, 1e-4);
        assertTrue(typical.table().doubleColumn("z").get(1) < 0);
    }

    @Test
    void ranksTypicalWordsBeforeRareAndCommonOnes() {
        Words first = words(tweets(400, "goose tea", 3, "zeppelin tea", 200, "tea"));
        Words second = words(tweets(300, "Lighthouse Tea", 5, "goose Tea", 300, "Tea"));
        TypicalWords typical = TypicalWords.between(first.words(), second.words());

        assertEquals("goose", typical.ofFirst(1).get(0).term());
        assertEquals(400, typical.ofFirst(1).get(0).first());
        assertEquals(5, typical.ofFirst(1).get(0).second());
        assertEquals(List.of("Lighthouse"), typical.ofSecond(1).stream().map(TypicalWord::term).toList());
        assertTrue(typical.ofFirst(9).stream().noneMatch(word -> word.term().equals("zeppelin")),
                "three tweets are not significant");
        assertEquals(List.of(), typical.ofFirst(0));
        assertEquals(List.of(), typical.ofSecond(0));
    }

    @Test
    void comparesFormsOfAWordTogether() {
        TypicalWords typical = TypicalWords.between(
                words(tweets(50, "GOOSE", 50, "tea")).words(), words(tweets(50, "goose", 50, "tea")).words());

        assertEquals(2, typical.table().rowCount());
        assertEquals(0, typical.table().doubleColumn("z").get(0), 1e-12);
        assertEquals(List.of(), typical.ofFirst(9));
        assertEquals(List.of(), typical.ofSecond(9));
    }

    @Test
    void findsNoTypicalWordsWithoutTweets() {
        TypicalWords typical = TypicalWords.between(words(List.of()).words(), words(List.of()).words());

        assertEquals(List.of(), typical.ofFirst(9));
        assertEquals(0, typical.table().rowCount());
    }

    @Test
    void refusesToCompareWordsWithHashtags() {
        Words words = words(List.of("tea #tea"));

        assertEquals("A word cannot be compared with a hashtag.", assertThrows(IllegalArgumentException.class,
                () -> TypicalWords.between(words.words(), words.hashtags())).getMessage());
    }

    private static Words words(List<String> texts) {
        Author author = new Author("ada", "Ada", Optional.empty());
        return Words.of(Timeline.of(author, texts.stream().map(text -> Tweet.text(text).language("en").build()).toList()));
    }

    private static List<String> tweets(Object... countsAndTexts) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < countsAndTexts.length; i += 2) {
            texts.addAll(Collections.nCopies((int) countsAndTexts[i], (String) countsAndTexts[i + 1]));
        }
        return texts;
    }
}
