package io.github.huggingtweets.corpus;

import java.util.regex.Pattern;

/** E-mail addresses, those of other alphabets included. */
final class EmailAddresses {

    /** Scripts that set no space before an address, so that the word before it is none of its letters. */
    private static final String JOINED = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}";

    /** What the part before the {@code @} may hold, of RFC 6531's characters those that people use. */
    private static final String LOCAL = "[\\p{L}\\p{M}\\p{N}_.%+'\\-&&[^" + JOINED + "]]";

    private static final String LABEL = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*+\\.";
    private static final String TOP = "(?:(?:xn--[A-Za-z0-9-]++|[A-Za-z]{2,})(?![A-Za-z0-9])|[\\p{L}\\p{M}&&[^A-Za-z]]{2,})";

    /**
     * The search never goes back over what it has seen: it begins only where the part before the {@code @} does. What a Mastodon
     * handle holds behind its first {@code @} is no address.
     */
    private static final Pattern FIND = Pattern.compile("(?:(?<!" + LOCAL + "|@)(?:['.%+-]++)?+" + LOCAL + "++"
            + "|(?<![" + JOINED + "])[" + JOINED + "]++)[@\uFF20](?:" + LABEL + ")+" + TOP);

    private EmailAddresses() {}

    static String replace(String text) {
        if (!Mentions.areIn(text)) {
            return text;
        }
        var found = FIND.matcher(text);
        return found.find() ? found.replaceAll(match -> opening(match.group()) + Redaction.EMAIL_ADDRESS) : text;
    }

    /** Quotation marks and dashes that stand before the address. */
    private static String opening(String match) {
        int start = 0;
        while ("'.%+-".indexOf(match.charAt(start)) >= 0) {
            start++;
        }
        return match.substring(0, start);
    }
}
