package io.github.huggingtweets.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetweetTextTest {

    @Test
    void readsWhatItWrites() {
        String text = RetweetText.of("miller", "Flour is in again");

        assertEquals("RT @miller: Flour is in again", text);
        assertTrue(RetweetText.isRetweet(text));
        assertEquals(Optional.of("miller"), RetweetText.retweeted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rt @miller: Flour", "RT this", "Please RT @miller: Flour", "@miller RT"})
    void distinguishesOtherTextsFromRetweets(String text) {
        assertFalse(RetweetText.isRetweet(text));
        assertEquals(Optional.empty(), RetweetText.retweeted(text));
    }
}
