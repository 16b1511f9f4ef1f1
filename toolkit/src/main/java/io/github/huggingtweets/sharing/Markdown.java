package io.github.huggingtweets.sharing;

import java.util.regex.Pattern;

/** Escapes text for Markdown, in a paragraph or in the cell of a table. */
final class Markdown {

    /** The characters that begin emphasis, code, links, pictures, formulas or cells within a line. */
    private static final Pattern ACTIVE = Pattern.compile("[\\\\`*_\\[\\](){}!|~$^:]");

    private static final Pattern GAPS = Pattern.compile("[\\p{Cntrl}\\p{IsWhite_Space}]+");

    private Markdown() {}

    /** {@return the text on one line, with all characters escaped that have a meaning in Markdown or HTML} */
    static String escape(String text) {
        String html = oneLine(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return ACTIVE.matcher(html).replaceAll("\\\\$0");
    }

    /** {@return the text with each run of white space and control characters as one space, since a blank line would end a block} */
    static String oneLine(String text) {
        return GAPS.matcher(text).replaceAll(" ").strip();
    }
}
