package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.tweets.Timeline;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest extends FileOnDisk {

    private static final String CSV = "text,likes\nD\u00e9j\u00e0 vu \u65e5\u672c\u8a9e \ud83d\udc7b,1\nplain,2\n";
    private static final String JSON = "{\"text\":\"D\u00e9j\u00e0 vu \u65e5\u672c\u8a9e \ud83d\udc7b\"}\n{\"text\":\"plain\"}\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsUnicodeWithAndWithoutByteOrderMark(String name) {
        Charset charset = Charset.forName(name);
        List<String> expected = List.of("D\u00e9j\u00e0 vu \u65e5\u672c\u8a9e \ud83d\udc7b", "plain");

        assertEquals(expected, texts(Timeline.file(write("marked.csv", "\uFEFF" + CSV, charset))));
        assertEquals(expected, texts(Timeline.file(write("marked.jsonl", "\uFEFF" + JSON, charset))));
        assertEquals(expected, texts(Timeline.file(write("bare.csv", CSV, charset))));
        assertEquals(expected, texts(Timeline.file(write("bare.jsonl", JSON, charset))));
    }

    static Stream<Arguments> languages() {
        return Stream.of(
                Arguments.of("windows-1252",
                        "Ich hei\u00dfe J\u00f6rg, und das Brot kostet 3 \u20ac \u2013 \u201esehr teuer\u201c"),
                Arguments.of("ISO-8859-1", "Le caf\u00e9 est d\u00e9j\u00e0 ferm\u00e9, o\u00f9 va-t-on ?"),
                Arguments.of("ISO-8859-1", "the caf\u00e9 is closed"),
                Arguments.of("windows-1252", "it\u2019s a lovely day, isn\u2019t it"),
                Arguments.of("windows-1251", "\u0425\u043b\u0435\u0431 \u0438\u0437 \u043f\u0435\u0447\u0438 \u0438"
                        + " \u043c\u043e\u043b\u043e\u043a\u043e \u043d\u0430 \u0441\u0442\u043e\u043b\u0435"),
                Arguments.of("Shift_JIS", "\u4eca\u65e5\u306f\u30d1\u30f3\u3092\u713c\u304d\u307e\u3057\u305f\u3002"
                        + "\u660e\u65e5\u3082\u713c\u304d\u307e\u3059\u3002"));
    }

    /** The first byte that is not ASCII comes late in the file. */
    @ParameterizedTest
    @MethodSource("languages")
    void detectsOlderEncodings(String charset, String text) {
        String csv = "text,likes\n" + "plain words,1\n".repeat(20_000) + ("\"" + text + "\",2\n").repeat(20);

        List<String> texts = texts(Timeline.file(write("old.csv", csv, Charset.forName(charset))));

        assertEquals(20_020, texts.size());
        assertEquals(text, texts.get(20_019));
    }

    @Test
    void usesTheEncodingThatTheUserNames() {
        Path file = write("greek.csv", "text\n\u03c8\u03c9\u03bc\u03af\n", Charset.forName("ISO-8859-7"));

        assertEquals(List.of("\u03c8\u03c9\u03bc\u03af"),
                texts(Timeline.file(file, FileColumns.recognized().charset(Charset.forName("ISO-8859-7")))));

        Path json = write("greek.jsonl", "{\"text\":\"\u03c8\u03c9\u03bc\u03af\"}\n", Charset.forName("ISO-8859-7"));
        assertEquals(List.of("\u03c8\u03c9\u03bc\u03af"),
                texts(Timeline.file(json, FileColumns.recognized().charset(Charset.forName("ISO-8859-7")))));
    }

    private static byte[] withBrokenByte(String text, String where) {
        byte[] sound = text.getBytes(StandardCharsets.UTF_8);
        int index = new String(sound, StandardCharsets.ISO_8859_1).indexOf(where);
        ByteArrayOutputStream broken = new ByteArrayOutputStream();
        broken.write(sound, 0, index);
        broken.write(0xC3);
        broken.write(sound, index, sound.length - index);
        return broken.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void losesOneLineToABrokenByte(String form) {
        String start = form.equals("csv") ? "text\n" : "{\"text\":\"text\"}\n";
        String line = form.equals("csv") ? "\"\u00e9t\u00e9 %d\"\n" : "{\"text\":\"\u00e9t\u00e9 %d\"}\n";
        StringBuilder file = new StringBuilder(start);
        for (int number = 2; number <= 9_000; number++) {
            file.append(line.formatted(number));
        }
        Path broken = write("broken." + form, withBrokenByte(file.toString(), " 7777"));

        assertRefused(broken, "Line 7777", "bytes that are not UTF-8", "skipBroken()");
        List<String> reports = new ArrayList<>();
        List<String> texts = texts(Timeline.file(broken, FileColumns.recognized().skipBroken(reports::add)));
        assertEquals(form.equals("csv") ? 8_998 : 8_999, texts.size());
        assertEquals(false, texts.stream().anyMatch(text -> text.contains("7777")));
        assertEquals(true, reports.get(0).contains("1 broken line of"), reports.get(0));
    }

    /** In one of the four files, a character of several bytes crosses the border of a buffer. */
    @Test
    void keepsCharactersWholeAtTheBordersOfBuffers() {
        for (int shift = 0; shift < 4; shift++) {
            String text = "x".repeat(shift) + "\ud83d\udc7b\u00e9".repeat(60_000);
            assertEquals(List.of(text), texts(Timeline.file(write("long.csv", "text\n" + text))));
        }
    }
}
