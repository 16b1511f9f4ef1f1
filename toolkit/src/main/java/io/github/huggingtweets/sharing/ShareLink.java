package io.github.huggingtweets.sharing;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The link beside a generated tweet, which opens a new tweet with the text filled in, to be read and sent by a person. */
public final class ShareLink {

    /** The most characters (code points) of a text that are filled in; X takes 280, so there is room for a word of one's own. */
    public static final int MOST_CHARACTERS = 250;

    private static final String ELLIPSIS = "…";

    /** What readers see as one character, a family of emoji say; a text without spaces may be cut between two of them. */
    private static final Pattern VISIBLE_CHARACTER = Pattern.compile("\\X");

    private static final Pattern LAST_WORD = Pattern.compile("(?U)\\s+\\S*\\z");

    private ShareLink() {}

    /**
     * Makes the link for a text. One that is too long is cut behind a word, and ends with an ellipsis.
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
        // Together with the character behind it, so that a word that ends just here stays whole.
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
