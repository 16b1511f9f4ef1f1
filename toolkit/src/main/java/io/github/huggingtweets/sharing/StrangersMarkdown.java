package io.github.huggingtweets.sharing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown of strangers, such as the card of a bot from the Hub, made safe for a page that shows its HTML as it is. Tags that lay out
 * text, pictures and links to the web stay; any other tag and link is shown as text.
 */
final class StrangersMarkdown {

    private static final String GAP = "(?:[ \\t]+|[ \\t]*\\n[ \\t]*)";
    private static final String TEXT = "\"[^\"<>\\n]*\"";
    private static final String WEB = "\"https?://[^\"<>\\s]*\"";

    /** Without positions, which could cover the rest of the page, and without escapes that could hide one. */
    private static final String STYLE = "\"(?:(?!position)(?:[^\"<>\\\\&\\n]|&#39;))*\"";

    private static final String TAG =
            "<!-- -->|</?(?:div|span|p|b|strong|i|em|br|hr|h[1-6]|center|table|thead|tbody|tr|td|th|ul|ol|li|code|pre"
                    + "|sub|sup|img|a)(?:" + GAP + "(?:(?:class|align|width|height|alt|title|dir)=" + TEXT + "|(?:src|href)="
                    + WEB + "|style=" + STYLE
                    + "))*+" + GAP + "?/?>";

    /** A web address, a place on the same page, or a file beside the card. */
    private static final String ADDRESS = "(?:https?://|#|[\\w-][\\w./-]*\\))";

    private static final Pattern ACTIVE =
            Pattern.compile("(?i)(" + TAG + ")|(<)(?=[a-z/!?])|(\\]\\()(?!" + ADDRESS + ")|(\\]:)");

    private StrangersMarkdown() {}

    /** {@return the text, safe for a page} */
    static String safe(String text) {
        return ACTIVE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) != null ? found.group(1)
                : found.group(2) != null ? "&lt;" : found.group(3) != null ? "]\\(" : "]\\:"));
    }
}
