package io.github.huggingtweets.sharing;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The link that shares a generated tweet. It opens a new tweet on X with the text filled in, which a person may then send. */
public final class ShareLink {

    /** The greatest number of code points that are filled in. X allows 280, so there is room for a person's own words. */
    public static final int MOST_CHARACTERS = 250;

    private static final String ELLIPSIS = "…";

    /** One visible character, which may have several code points, as the emoji of a family does. */
    private static final Pattern VISIBLE_CHARACTER = Pattern.compile("\\X");

    private static final Pattern LAST_WORD = Pattern.compile("(?U)\\s+\\S*\\z");

    private ShareLink() {}

    /**
     * Makes the link for a text. A text that is too long is cut after a word and ends with an ellipsis.
     *
     * @param text the tweet
     * @return an address of X
     */
    public static URI of(String text) {
        return URI.create("https://twitter.com/intent/tweet?text="
                + URLEncoder.encode(shortened(text), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** {@return the text, or its beginning with an ellipsis if it is longer than {@value #MOST_CHARACTERS} characters} */
    static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= MOST_CHARACTERS) {
            return text;
        }
        int end = text.offsetByCodePoints(0, MOST_CHARACTERS - ELLIPSIS.length());
        // With the next character, so that a word that ends at the cut is kept.
        Matcher lastWord = LAST_WORD.matcher(text.substring(0, text.offsetByCodePoints(end, 1)));
        String words = lastWord.find() ? text.substring(0, lastWord.start()) : "";
        return (words.isBlank() ? visibleCharacters(text, end) : words) + ELLIPSIS;
    }

    private static String visibleCharacters(String text, int end) {
        Matcher character = VISIBLE_CHARACTER.matcher(text);
        int cut = 0;
        while (character.find() && character.end() <= end) {
            cut = character.end();
        }
        return text.substring(0, cut == 0 ? end : cut);
    }
}
