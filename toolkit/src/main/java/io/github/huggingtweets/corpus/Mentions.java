package io.github.huggingtweets.corpus;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How tweets mention people. */
public final class Mentions {

    /**
     * Finds a mention: {@code @name} as X writes it, {@code @name.example} as Bluesky does, and {@code @name@server.example} as
     * Mastodon does. Group 1 is the handle without its {@code @}. What follows a letter or a digit is no mention but part of an
     * e-mail address, or of nothing; {@code @5pm} is a time. The search takes time in proportion to the text.
     */
    public static final Pattern FIND = Pattern.compile("(?<![A-Za-z0-9_])[@\uFF20]"
            + "(?!\\d++(?:[.,:]\\d++)*+(?:[aApP][mM]|[hHkK])?+(?!\\w))(" // a time or a price
            + "(?>\\w[\\w-]*+(?:\\.\\w[\\w-]*+)++|\\w++)" // a domain or a name
            + "(?:@\\w[\\w-]*+(?:\\.\\w[\\w-]*+)++)?+)"); // of a server

    private Mentions() {}

    /** {@return whether a text may hold one, which is found out quickly} */
    public static boolean areIn(String text) {
        return text.indexOf('@') >= 0 || text.indexOf('\uFF20') >= 0;
    }

    /** {@return the text with other people's mentions made into {@value Redaction#HANDLE}; itself where there are none} */
    static String replace(String text, Set<String> ownHandles) {
        if (!areIn(text)) {
            return text;
        }
        String replaced = FIND.matcher(text).replaceAll(mention -> Matcher.quoteReplacement(
                ownHandles.contains(mention.group(1).toLowerCase(Locale.ROOT)) ? mention.group() : Redaction.HANDLE));
        return replaced.equals(text) ? text : replaced;
    }
}
