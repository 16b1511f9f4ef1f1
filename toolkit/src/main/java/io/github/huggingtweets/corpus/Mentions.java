package io.github.huggingtweets.corpus;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds and replaces mentions of people in tweets. */
final class Mentions {

    /**
     * Finds a mention: {@code @name} on X, {@code @name.example} on Bluesky, and {@code @name@server.example} on Mastodon. Group
     * 1 is the handle without its {@code @}. An {@code @} after a letter or a digit begins no mention, since it may belong to an
     * e-mail address; {@code @5pm} is a time. The time of a search is proportional to the length of the text.
     */
    static final Pattern FIND = Pattern.compile("(?<![A-Za-z0-9_])[@\uFF20]"
            + "(?!\\d++(?:[.,:]\\d++)*+(?:[aApP][mM]|[hHkK])?+(?!\\w))(" // a time or a price
            + "(?>\\w[\\w-]*+(?:\\.\\w[\\w-]*+)++|\\w++)" // a domain or a name
            + "(?:@\\w[\\w-]*+(?:\\.\\w[\\w-]*+)++)?+)"); // of a server

    private Mentions() {}

    /**
     * {@return whether a text has an {@code @}, without which there are neither mentions nor e-mail addresses; this check is
     * fast}
     */
    static boolean mayBeIn(String text) {
        return text.indexOf('@') >= 0 || text.indexOf('\uFF20') >= 0;
    }

    /** {@return the text with {@value Redaction#HANDLE} for each mention of somebody else; the text itself if there is none} */
    static String replace(String text, Set<String> ownHandles) {
        if (!mayBeIn(text)) {
            return text;
        }
        String replaced = FIND.matcher(text).replaceAll(mention -> Matcher.quoteReplacement(
                ownHandles.contains(mention.group(1).toLowerCase(Locale.ROOT)) ? mention.group() : Redaction.HANDLE));
        return replaced.equals(text) ? text : replaced;
    }
}
