package io.github.huggingtweets.corpus;

import java.util.regex.Pattern;

/** Finds and replaces e-mail addresses, in the Latin alphabet and in others. */
final class EmailAddresses {

    /**
     * Scripts without spaces between words. A word in one of them may stand directly before an address and does not belong to it.
     */
    private static final String UNSPACED = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}";

    /** The characters before the {@code @}: those of RFC 6531 that people use. */
    private static final String LOCAL = "[\\p{L}\\p{M}\\p{N}_.%+'\\-&&[^" + UNSPACED + "]]";

    private static final String LABEL = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*+\\.";
    private static final String TOP = "(?:(?:xn--[A-Za-z0-9-]++|[A-Za-z]{2,})(?![A-Za-z0-9])|[\\p{L}\\p{M}&&[^A-Za-z]]{2,})";

    /**
     * The search never goes back: it begins only at the first character of the part before the {@code @}. A Mastodon handle, such
     * as {@code @name@server.example}, contains no address.
     */
    private static final Pattern FIND = Pattern.compile("(?:(?<!" + LOCAL + "|@)(?:['.%+-]++)?+" + LOCAL + "++"
            + "|(?<![" + UNSPACED + "])[" + UNSPACED + "]++)[@\uFF20](?:" + LABEL + ")+" + TOP);

    private EmailAddresses() {}

    /** {@return the text with {@value Redaction#EMAIL_ADDRESS} for each address; the text itself if there is none} */
    static String replace(String text) {
        if (!Mentions.mayBeIn(text)) {
            return text;
        }
        var found = FIND.matcher(text);
        return found.find() ? found.replaceAll(match -> opening(match.group()) + Redaction.EMAIL_ADDRESS) : text;
    }

    /** {@return the quotation marks and dashes before the address, which match but do not belong to it} */
    private static String opening(String match) {
        int start = 0;
        while ("'.%+-".indexOf(match.charAt(start)) >= 0) {
            start++;
        }
        return match.substring(0, start);
    }
}
