package io.github.huggingtweets.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Escapes text for Markdown, in a paragraph or in the cell of a table, and reads it back. */
final class Markdown {

    /** The characters that begin emphasis, code, links, pictures, formulas or cells within a line. */
    private static final Pattern ACTIVE = Pattern.compile("[\\\\`*_\\[\\](){}!|~$^:]");

    /** What GitHub and others make a link of, even where it is escaped, and the place where a comment prevents that. */
    private static final Pattern BARE_LINK = Pattern.compile("(?<=:)(?=//)|(?<=\\b[Ww]{3})(?=\\.)|(?<=[\\w.+-])(?=@[\\w-])");

    /** Shows nothing, and ends a word. Escaped text has no other {@code <}. */
    private static final String NOTHING = "<!-- -->";

    private static final Pattern ESCAPED = Pattern.compile("\\\\(\\p{Punct})|&(amp|lt|gt);|" + NOTHING);

    private static final Pattern GAPS = Pattern.compile("[\\p{Cntrl}\\p{IsWhite_Space}]+");
    private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

    /** Marks that change the direction of what follows them, and so of the words behind a name. */
    private static final Pattern DIRECTION = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private static final String ISOLATED = "\u2068";
    private static final String END = "\u2069";

    private Markdown() {}

    /**
     * {@return the text on one line, with all characters escaped that have a meaning in Markdown or HTML} Marks of direction in it
     * change nothing behind it.
     *
     * @param text the text
     */
    static String escape(String text) {
        String line = oneLine(text);
        boolean turns = DIRECTION.matcher(line).find();
        StringBuilder escaped = new StringBuilder();
        for (String part : BARE_LINK.split(line, -1)) {
            String html = part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            escaped.append(escaped.isEmpty() ? "" : NOTHING).append(ACTIVE.matcher(html).replaceAll("\\\\$0"));
        }
        return turns ? ISOLATED + escaped + END : escaped.toString();
    }

    /** {@return the {@linkplain #oneLine line} of which {@link #escape} made this text} */
    static String unescape(String escaped) {
        boolean turns = escaped.startsWith(ISOLATED) && escaped.endsWith(END) && escaped.length() > 1;
        Matcher found = ESCAPED.matcher(turns ? escaped.substring(1, escaped.length() - 1) : escaped);
        return found.replaceAll(match -> Matcher.quoteReplacement(match.group(1) != null ? match.group(1)
                : match.group(2) == null ? "" : match.group(2).equals("amp") ? "&" : match.group(2).equals("lt") ? "<" : ">"));
    }

    /**
     * {@return the cells of a row of a table, as they are written, without white space at their ends; empty if the line is no row}
     *
     * @param line the line
     */
    static List<String> cells(String line) {
        String row = line.strip();
        if (!row.startsWith("|")) {
            return List.of();
        }
        List<String> cells = new ArrayList<>();
        int begin = 1;
        for (int i = 1; i < row.length(); i++) {
            if (row.charAt(i) == '\\') {
                i++;
            } else if (row.charAt(i) == '|') {
                cells.add(row.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        if (begin < row.length()) {
            cells.add(row.substring(begin).strip());
        }
        return cells;
    }

    /**
     * {@return the text with each run of white space and control characters as one space, since a blank line would end a block, and
     * with U+FFFD for halves of characters, which no file can hold}
     */
    static String oneLine(String text) {
        return GAPS.matcher(HALF_CHARACTER.matcher(text).replaceAll("\uFFFD")).replaceAll(" ").strip();
    }
}
