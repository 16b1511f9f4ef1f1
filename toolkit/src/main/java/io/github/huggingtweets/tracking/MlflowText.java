package io.github.huggingtweets.tracking;

import java.util.regex.Pattern;

/** Texts as MLflow takes and shows them. */
final class MlflowText {

    private static final Pattern MARKUP = Pattern.compile("[&<>\\[\\]()!*_`#~|\\\\{}+=:/@]");

    private MlflowText() {}

    /** {@return a text in Markdown of which nothing is interpreted, as MLflow shows it: it knows only some escapes by a backslash} */
    static String plain(String text) {
        return MARKUP.matcher(text.replaceAll("\\s+", " "))
                .replaceAll(letter -> "&#%d;".formatted((int) letter.group().charAt(0)));
    }

    /** {@return the first characters of a digest} */
    static String start(String digest, int most) {
        return digest.substring(0, Math.min(most, digest.length()));
    }

    /** {@return a text, cut off with an ellipsis if it has more code points than MLflow takes} */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
