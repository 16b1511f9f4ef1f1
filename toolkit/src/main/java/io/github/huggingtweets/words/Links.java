package io.github.huggingtweets.words;

import java.util.Locale;
import java.util.regex.Pattern;

/** The links of a text, whose schemes {@code http:} and {@code https:} may be written in any case. */
public final class Links {

    private static final Pattern SCHEME = Pattern.compile("https?:(?=\\S)", Pattern.CASE_INSENSITIVE);

    /** A link, up to the next white space: what Unicode calls so, and the separators that Java and Python add to it. */
    private static final Pattern LINK = Pattern.compile("[Hh][Tt][Tt][Pp][Ss]?:[^\\p{IsWhite_Space}\\x1C-\\x1F]+");

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

    /**
     * Blanks out links. A link is {@code http:} or {@code https:}, in any case, and all that follows up to the next white space.
     *
     * @param text the text of a tweet
     * @return the text, as long as before, with spaces in the place of its links
     */
    public static String blanked(String text) {
        return text.indexOf(':') < 0 ? text : LINK.matcher(text).replaceAll(link -> " ".repeat(link.end() - link.start()));
    }
}
