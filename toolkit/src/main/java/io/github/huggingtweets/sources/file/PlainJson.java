package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a line that holds one JSON object, as nearly all lines do, and refuses all others without a reason: {@link JacksonReader}
 * reads those, and knows what is wrong with them. What this class accepts, that one accepts, with the same values.
 *
 * <p>Jackson is faster only after some hundred megabytes. This class is so small that it is compiled at once, and makes no text of a
 * name that it expects, or of a value that nobody asks for.
 */
final class PlainJson extends JsonReader {

    /** The line is not as plain as expected. */
    static final class NotPlainException extends IOException {

        private static final long serialVersionUID = 1L;

        private NotPlainException() {
            super("not plain");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private static final NotPlainException NOT_PLAIN = new NotPlainException();
    /** Jackson has limits as well, which are wider. */
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NAME = 1 << 10;
    private static final int LONGEST_NUMBER = 100;
    private static final int DEEPEST = Long.SIZE;

    /** The characters that stand behind a backslash, by the letter. */
    private static final char[] ESCAPED = new char['u'];

    static {
        String letters = "\"\\/bfnrt";
        for (int i = 0; i < letters.length(); i++) {
            ESCAPED[letters.charAt(i)] = "\"\\/\b\f\n\r\t".charAt(i);
        }
    }

    private byte[] bytes;
    private int at;
    private int last;
    private long line;
    private boolean started;
    /** Whether an object or a list has just begun, so that no comma is expected. */
    private boolean begun;

    private Kind kind;
    private int start;
    private int end;
    private boolean escaped;
    private boolean ascii;
    private String text;
    private char[] characters = {};

    /**
     * Begins to read a line.
     *
     * @param array an array with the line, which is not changed until the line has been read
     * @param from where the line begins in it
     * @param length the length of the line in bytes, with or without its end
     * @param number the number of the line, from 1
     */
    void begin(byte[] array, int from, int length, long number) {
        int to = length > 0 && array[from + length - 1] == '\n' ? from + length - 1 : from + length;
        boolean ended = to < array.length && array[to] == '\n';
        bytes = ended ? array : Arrays.copyOfRange(array, from, to + 1);
        at = ended ? from : 0;
        last = at + to - from;
        bytes[last] = '\n'; // where each loop ends at the latest
        line = number;
        started = false;
    }

    @Override
    boolean nextValue() throws NotPlainException {
        byte next = visible();
        if (next == '\n' && at == last) {
            return false;
        }
        if (next != '{' || started) {
            throw NOT_PLAIN;
        }
        started = true;
        value(next);
        return true;
    }

    @Override
    JsonField nextField(JsonField object, JsonField previous) throws NotPlainException {
        byte next = visible();
        if (next == '}') {
            at++;
            begun = false;
            return null;
        }
        JsonField field = field(object, previous, afterComma(next));
        value(afterColon());
        return field;
    }

    @Override
    boolean nextElement() throws NotPlainException {
        byte next = visible();
        if (next == ']') {
            at++;
            begun = false;
            return false;
        }
        value(afterComma(next));
        return true;
    }

    @Override
    Kind kind() {
        return kind;
    }

    @Override
    String text() {
        if (text == null) {
            text = decoded();
        }
        return text;
    }

    @Override
    void skip() throws NotPlainException {
        if (kind.isScalar()) {
            return;
        }
        boolean object = kind == Kind.OBJECT;
        long around = 0; // a bit for each value around this one, the innermost last: whether it is an object
        int depth = 0;
        while (true) {
            byte next = visible();
            if (next == (object ? '}' : ']')) {
                at++;
                begun = false;
                if (depth-- == 0) {
                    return;
                }
                object = (around & 1) != 0;
                around >>>= 1;
                continue;
            }
            next = afterComma(next);
            if (object) {
                string(next);
                next = afterColon();
            }
            value(next);
            if (!kind.isScalar()) {
                if (++depth > DEEPEST) {
                    throw NOT_PLAIN;
                }
                around = around << 1 | (object ? 1 : 0);
                object = kind == Kind.OBJECT;
            }
        }
    }

    @Override
    String find(JsonField object, String name) throws NotPlainException {
        int beginning = at;
        String found = "";
        JsonField field = nextField(object, null);
        if (field != null && field.name().equals(name)) {
            if (kind != Kind.TEXT) {
                throw NOT_PLAIN;
            }
            return text();
        }
        for (; field != null; field = nextField(object, field)) {
            if (kind == Kind.TEXT && field.name().equals(name)) {
                found = text();
            }
            skip();
        }
        at = beginning;
        begun = true;
        return found;
    }

    @Override
    long line() {
        return line;
    }

    /** {@return the next byte that is not white space; a line ends with a new line, which counts as visible} */
    private byte visible() {
        byte next = bytes[at];
        while (next == ' ' || next == '\t' || next == '\r') {
            next = bytes[++at];
        }
        return next;
    }

    /** {@return what follows the comma before a field or an element; the first one has none} */
    private byte afterComma(byte next) throws NotPlainException {
        if (begun) {
            begun = false;
            return next;
        }
        if (next != ',') {
            throw NOT_PLAIN;
        }
        at++;
        return visible();
    }

    private byte afterColon() throws NotPlainException {
        if (visible() != ':') {
            throw NOT_PLAIN;
        }
        at++;
        return visible();
    }

    /** Reads a name. Most objects have the same fields in the same order, so the name is compared with the expected one first. */
    private JsonField field(JsonField object, JsonField previous, byte quote) throws NotPlainException {
        JsonField expected = object.expectedAfter(previous);
        if (expected != null && quote == '"' && expected.isAt(bytes, at + 1)) {
            at += expected.length() + 2;
            return expected;
        }
        string(quote);
        if (end - start > LONGEST_NAME) {
            throw NOT_PLAIN;
        }
        JsonField field = object.within(decoded());
        object.expect(field, previous, bytes, start, end);
        return field;
    }

    /** Reads a value that is neither an object nor a list, or the bracket with which it begins. */
    private void value(byte first) throws NotPlainException {
        text = null;
        switch (first) {
            case '"' -> {
                kind = Kind.TEXT;
                string(first);
            }
            case '{' -> bracket(Kind.OBJECT);
            case '[' -> bracket(Kind.LIST);
            case 't' -> literal("true", Kind.OTHER);
            case 'f' -> literal("false", Kind.OTHER);
            case 'n' -> literal("null", Kind.NOTHING);
            default -> number(first);
        }
    }

    private void bracket(Kind of) {
        kind = of;
        begun = true;
        at++;
    }

    private void literal(String word, Kind meaning) throws NotPlainException {
        start = at;
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at++] != word.charAt(i)) {
                throw NOT_PLAIN;
            }
        }
        kind = meaning;
        endScalar();
    }

    private void number(byte first) throws NotPlainException {
        start = at;
        kind = Kind.OTHER;
        if (first == '-') {
            at++;
        }
        if (bytes[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (bytes[at] == '.') {
            kind = Kind.FRACTION;
            at++;
            digits();
        }
        if (bytes[at] == 'e' || bytes[at] == 'E') {
            kind = Kind.FRACTION;
            at++;
            if (bytes[at] == '+' || bytes[at] == '-') {
                at++;
            }
            digits();
        }
        if (at - start > LONGEST_NUMBER) {
            throw NOT_PLAIN;
        }
        endScalar();
    }

    private void digits() throws NotPlainException {
        int first = at;
        while (bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw NOT_PLAIN;
        }
    }

    private void endScalar() throws NotPlainException {
        end = at;
        escaped = false;
        ascii = true;
        byte next = bytes[at];
        if (next != ',' && next != '}' && next != ']' && next != ' ' && next != '\t' && next != '\r') {
            throw NOT_PLAIN;
        }
    }

    private void string(byte quote) throws NotPlainException {
        if (quote != '"') {
            throw NOT_PLAIN;
        }
        byte[] line = bytes;
        int i = at + 1;
        start = i;
        escaped = false;
        ascii = true;
        while (true) {
            byte next = line[i++];
            if (next >= ' ') {
                if (next == '"') {
                    break;
                }
                if (next == '\\') {
                    escaped = true;
                    i = afterEscape(i);
                }
            } else if (next < 0) {
                ascii = false;
                i = afterCharacter(next & 0xFF, i);
            } else {
                throw NOT_PLAIN;
            }
        }
        end = i - 1;
        at = i;
        if (end - start > LONGEST_TEXT) {
            throw NOT_PLAIN;
        }
    }

    private int afterEscape(int letter) throws NotPlainException {
        int what = bytes[letter];
        if (what == 'u') {
            if (hex(letter + 1) < 0 || hex(letter + 2) < 0 || hex(letter + 3) < 0 || hex(letter + 4) < 0) {
                throw NOT_PLAIN;
            }
            return letter + 5;
        }
        if (what < 0 || what >= ESCAPED.length || ESCAPED[what] == 0) {
            throw NOT_PLAIN;
        }
        return letter + 1;
    }

    /** {@return the place after a character of UTF-8, as strict as it is defined} */
    private int afterCharacter(int first, int second) throws NotPlainException {
        int next = bytes[second] & 0xFF;
        boolean right = first < 0xE0 ? first >= 0xC2 && isWithin(next, 0x80, 0xBF)
                : first < 0xF0 ? isWithin(next, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF)
                : first < 0xF5 && isWithin(next, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
        int last = first < 0xE0 ? second : first < 0xF0 ? second + 1 : second + 2;
        for (int i = second + 1; right && i <= last; i++) {
            right = isWithin(bytes[i] & 0xFF, 0x80, 0xBF);
        }
        if (!right) {
            throw NOT_PLAIN;
        }
        return last + 1;
    }

    private static boolean isWithin(int value, int least, int most) {
        return value >= least && value <= most;
    }

    private String decoded() {
        return escaped ? unescaped()
                : new String(bytes, start, end - start, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private String unescaped() {
        if (characters.length < end - start) {
            characters = new char[end - start];
        }
        int length = 0;
        int i = start;
        while (i < end) {
            int first = bytes[i++];
            if (first == '\\') {
                first = bytes[i++];
                if (first == 'u') {
                    characters[length++] = (char) (hex(i) << 12 | hex(i + 1) << 8 | hex(i + 2) << 4 | hex(i + 3));
                    i += 4;
                } else {
                    characters[length++] = ESCAPED[first];
                }
            } else if (first >= 0) {
                characters[length++] = (char) first;
            } else if (first < (byte) 0xE0) {
                characters[length++] = (char) ((first & 0x1F) << 6 | bytes[i++] & 0x3F);
            } else if (first < (byte) 0xF0) {
                characters[length++] = (char) ((first & 0xF) << 12 | (bytes[i++] & 0x3F) << 6 | bytes[i++] & 0x3F);
            } else {
                int character = (first & 7) << 18 | (bytes[i++] & 0x3F) << 12 | (bytes[i++] & 0x3F) << 6 | bytes[i++] & 0x3F;
                characters[length++] = Character.highSurrogate(character);
                characters[length++] = Character.lowSurrogate(character);
            }
        }
        return new String(characters, 0, length);
    }

    private int hex(int i) {
        return Character.digit(bytes[i], 16);
    }
}
