package io.github.huggingtweets.words;

import java.util.Locale;
import java.util.regex.Pattern;

/** The links of a text, whose schemes {@code http:} and {@code https:} may be written in any case. */
public final class Links {

    private static final Pattern SCHEME = Pattern.compile("https?:(?=\\S)", Pattern.CASE_INSENSITIVE);

    private Links() {}

    /**
     * Looks for a link.
     *
     * @param text the text of a tweet
     * @return whether the text has one
     */
    public static boolean areIn(String text) {
        return SCHEME.matcher(text).find();
    }

    /**
     * Writes the schemes of links as the rules of huggingtweets know them. These rules leave {@code HTTPS://T.CO/X} in a text.
     *
     * @param text the text of a tweet
     * @return the text with the schemes in lower case
     */
    public static String withLowerCaseSchemes(String text) {
        return SCHEME.matcher(text).replaceAll(scheme -> scheme.group().toLowerCase(Locale.ROOT));
    }
}
