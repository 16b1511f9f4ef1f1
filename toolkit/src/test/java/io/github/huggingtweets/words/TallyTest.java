package io.github.huggingtweets.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests counting in bounded memory. */
class TallyTest {

    @Test
    void countsFrequentTermsExactlyAndDropsRareOnes() {
        Tally tally = new Tally(word -> word.toLowerCase(Locale.ROOT), 100);
        for (int tweet = 0; tweet < 10_000; tweet++) {
            tally.add(List.of("Tea", "goose", tweet % 2 == 0 ? "cup" : "Cup", "rare" + tweet));
        }
        Frequencies counted = tally.frequencies("word");

        assertTrue(counted.size() <= 100, counted.size() + " terms");
        assertEquals(List.of(10_000, 10_000, 10_000), counted.top(3).stream().map(Frequency::tweets).toList());
        assertEquals(List.of("Tea", "cup", "goose"), counted.top(3).stream().map(Frequency::term).toList());
    }

    @Test
    void addsTheCountsOfAnotherTally() {
        Tally whole = new Tally(word -> word.toLowerCase(Locale.ROOT));
        List<Tally> parts = IntStream.range(0, 3).mapToObj(i -> new Tally(word -> word.toLowerCase(Locale.ROOT))).toList();
        List<List<String>> tweets = List.of(List.of("Tea", "tea", "TEA"), List.of("TEA"), List.of("fog", "TEA"),
                List.of(), List.of("Fog"));
        for (int i = 0; i < tweets.size(); i++) {
            whole.add(tweets.get(i));
            parts.get(i % 3).add(tweets.get(i));
        }
        parts.get(1).addAll(parts.get(2));
        parts.get(0).addAll(parts.get(1));

        assertEquals(whole.frequencies("word").top(9), parts.get(0).frequencies("word").top(9));
        assertEquals(List.of(new Frequency("TEA", 3, 5), new Frequency("fog", 2, 2)), whole.frequencies("word").top(9));
        assertEquals(5, parts.get(0).frequencies("word").tweets());
        assertEquals(4, parts.get(0).frequencies("word").tweetsWithAny());
    }
}
