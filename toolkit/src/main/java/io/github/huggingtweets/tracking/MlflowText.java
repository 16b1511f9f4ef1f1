package io.github.huggingtweets.tracking;

/** Texts as MLflow takes and shows them. */
final class MlflowText {

    private MlflowText() {}

    /** {@return a text of which Markdown interprets nothing} */
    static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\p{Punct}])", "\\\\$1");
    }

    /** {@return the first characters of a digest} */
    static String start(String digest, int most) {
        return digest.substring(0, Math.min(most, digest.length()));
    }

    /** {@return a text, cut off with an ellipsis if it has more code points than MLflow takes} */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
