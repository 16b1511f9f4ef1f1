package io.github.huggingtweets.notebook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of a cell's text. White space is between the tokens.
 *
 * @param kind what it is
 * @param start the index of its first character
 * @param end the index after its last character
 * @param text its characters
 */
record JavaToken(Kind kind, int start, int end, String text) {

    /** The kinds of tokens. The groups of the pattern below have the same names. */
    enum Kind {
        /** A line with a command to the kernel, such as {@code %maven}. */
        MAGIC,
        COMMENT,
        /** A string, a text block or a character. */
        QUOTE,
        /** An identifier or a keyword. */
        NAME,
        NUMBER,
        /** Any other character. */
        SYMBOL
    }

    private static final Pattern TOKEN = Pattern.compile("""
            (?<MAGIC>\\A%%(?s:.*)|(?m:^\\h*%.*))
            |(?<COMMENT>//.*|/\\*(?s:.*?)(?:\\*/|\\z))
            |(?<QUOTE>\"""(?:[^\\\\"]++|(?s:\\\\.)|"(?!""))*+(?:\"""|\\z)
                |"[^"\\\\\\n]*+(?:\\\\.[^"\\\\\\n]*+)*+"?
                |'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'?)
            |(?<NAME>\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+)
            |(?<NUMBER>[0-9][\\w.]*+)
            |(?<SYMBOL>\\S)
            """, Pattern.COMMENTS);

    /** {@return the tokens of a text, which need not be complete or correct} */
    static List<JavaToken> of(String code) {
        List<JavaToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(code);
        while (matcher.find()) {
            for (Kind kind : Kind.values()) {
                if (matcher.group(kind.name()) != null) {
                    tokens.add(new JavaToken(kind, matcher.start(), matcher.end(), matcher.group()));
                }
            }
        }
        return tokens;
    }

    /** {@return whether this is a certain symbol or keyword} */
    boolean is(String other) {
        return text.equals(other);
    }

    /** {@return whether the cursor is between two characters of this token, or at the end of one that is not finished} */
    boolean contains(int cursor) {
        return start < cursor && (cursor < end || cursor == end && !isFinished());
    }

    private boolean isFinished() {
        return switch (kind) {
            case MAGIC -> false;
            case COMMENT -> text.startsWith("/*") && text.length() >= 4 && text.endsWith("*/");
            case QUOTE -> text.startsWith("\"\"\"")
                    ? text.length() >= 6 && text.endsWith("\"\"\"")
                    : text.length() >= 2 && text.endsWith(text.substring(0, 1));
            case NAME, NUMBER, SYMBOL -> true;
        };
    }
}
