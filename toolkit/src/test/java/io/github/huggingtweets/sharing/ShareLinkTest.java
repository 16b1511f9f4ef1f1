package io.github.huggingtweets.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ShareLinkTest {

    private static final String BEFORE = "https://twitter.com/intent/tweet?text=";

    /** What X finds in the link: the URI class undoes the encoding on its own. */
    private static String filledIn(String tweet) {
        URI link = ShareLink.of(tweet);
        assertTrue(link.toString().startsWith(BEFORE), link.toString());
        assertTrue(link.toString().substring(BEFORE.length()).matches("[A-Za-z0-9._*%-]*"), link.toString());
        return link.getQuery().substring("text=".length());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @Test
    void encodesEveryCharacter() {
        for (String tweet : new String[] {"My dream is a quiet garden.", "50 % off & more: #1 = a+b? \"yes\" <b>",
            "¿Qué? 日本語 👩‍🌾", ""}) {
            assertEquals(tweet, filledIn(tweet));
        }
    }

    @Test
    void leavesATextOf250CharactersWhole() {
        String tweet = "🌿 ".repeat(124) + "ab";

        assertEquals(250, length(tweet));
        assertEquals(tweet, filledIn(tweet));
    }

    @Test
    void cutsALongerTextAfterAWord() {
        assertEquals("word ".repeat(49) + "word…", filledIn("word ".repeat(60).strip()));
        assertEquals("five5 ".repeat(40) + "five5…", filledIn("five5 ".repeat(60).strip()));
    }

    @Test
    void keepsAWordThatEndsAtTheCut() {
        String fitting = "a".repeat(100) + " " + "b".repeat(148);

        assertEquals(fitting + "…", filledIn(fitting + " and more"));
        assertEquals("a".repeat(100) + "…", filledIn(fitting + "b and more"));
    }

    @Test
    void cutsATextWithoutSpacesBetweenTwoVisibleCharacters() {
        String farmer = "👩‍🌾"; // three code points
        String cut = filledIn(farmer.repeat(100));

        assertEquals(farmer.repeat(83) + "…", cut);
        assertEquals("語".repeat(249) + "…", filledIn("語".repeat(300)));
    }

    @Test
    void cutsAnEndlessFirstWordBetweenTwoVisibleCharacters() {
        assertEquals(" " + "a".repeat(248) + "…", filledIn(" " + "a".repeat(400)));
    }
}
