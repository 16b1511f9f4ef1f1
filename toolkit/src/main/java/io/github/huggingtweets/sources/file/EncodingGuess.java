package io.github.huggingtweets.sources.file;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Guesses the encoding of a text that is not Unicode. ICU's detector knows how often letters follow each other in many languages,
 * in one encoding of each script. A text in an encoding that ICU does not know, such as that of old Macs, is decoded and shown to
 * ICU in one that it knows.
 */
final class EncodingGuess {

    private static final Charset USUAL = Charset.forName("windows-1252");
    private static final int SURE_ENOUGH = 30;
    /** How much better than the usual one another encoding has to fit, compared with ICU's confidence. */
    private static final int LEAST = 3;
    /** ICU looks at this many bytes. */
    private static final int SAMPLE = 8_000;
    /** How much a character in an impossible place counts against an encoding, compared with ICU's confidence of 0 to 100. */
    private static final int ODD = 100;

    private static final int NO_TEXT = 10;

    private static final Set<String> OF_SEVERAL_BYTES = Set.of("Shift_JIS", "EUC-JP", "EUC-KR", "Big5", "GB18030");

    /** ICU's encoding of a script, with those that are tried for it, the more usual first. */
    private static final Map<String, List<String>> FAMILIES = Map.of(
            "ISO-8859-1", List.of("windows-1252", "ISO-8859-15", "x-MacRoman"),
            "ISO-8859-2", List.of("windows-1250", "ISO-8859-2"),
            "ISO-8859-5", List.of("ISO-8859-5"),
            "windows-1251", List.of("windows-1251", "IBM866"),
            "KOI8-R", List.of("KOI8-R"),
            "ISO-8859-6", List.of("ISO-8859-6"),
            "windows-1256", List.of("windows-1256"),
            "ISO-8859-7", List.of("windows-1253", "ISO-8859-7"),
            "ISO-8859-8", List.of("windows-1255"),
            "ISO-8859-9", List.of("windows-1254"));

    /** ICU's other names for these, which it gives to texts with characters that only Windows has. */
    private static final Map<String, String> NAMES_OF_WINDOWS = Map.of("windows-1252", "ISO-8859-1", "windows-1250", "ISO-8859-2",
            "windows-1253", "ISO-8859-7", "windows-1255", "ISO-8859-8", "windows-1254", "ISO-8859-9", "ISO-8859-8-I",
            "ISO-8859-8");

    private static final Pattern CELL = Pattern.compile("[,;\t|]");
    /** Web addresses, handles, numbers and dates say nothing about the language. */
    private static final Pattern NO_WORD = Pattern.compile("[^\\s\"]*[@#:/\\\\0-9_][^\\s\"]*");

    private static final String WITHIN_WORDS = "\u2019\u2018\u00B7\u2013\u2014\u2026\u00AD\u00A0";
    private static final String BESIDE_WORDS = WITHIN_WORDS
            + "\u00A1\u00BF\u00AB\u00BB\u2039\u203A\u201A\u201C\u201D\u201E\u2022\u20AC\u00A3\u00A5\u00A2"
            + "\u00A7\u00A9\u00AE\u2122\u00B0\u00B4\u060C\u061F\u061B";

    /** An encoding and how well it fits. */
    private record Candidate(Charset charset, double fit) {}

    private EncodingGuess() {}

    /**
     * {@return the encoding that fits best; windows-1252, the most usual one, if none fits well}
     *
     * @param bytes a part of the text, from a character that is not ASCII
     */
    static Charset of(byte[] bytes) {
        // each byte is a character here, and the same byte again below
        List<String> lines = new String(bytes, StandardCharsets.ISO_8859_1).lines()
                .filter(line -> line.chars().anyMatch(c -> c >= 0x80)).toList();
        CharsetMatch match = new CharsetDetector().setText(bytes(sample(lines))).detect();
        if (match != null && OF_SEVERAL_BYTES.contains(match.getName()) && match.getConfidence() >= SURE_ENOUGH
                && Charset.isSupported(match.getName())) {
            return Charset.forName(match.getName());
        }
        byte[] words = bytes(sample(lines.stream().map(EncodingGuess::words).toList()));
        Candidate best =
                new Candidate(USUAL, LEAST + candidate(words, USUAL.name(), "ISO-8859-1").map(Candidate::fit).orElse(0.0));
        for (Map.Entry<String, List<String>> family : FAMILIES.entrySet()) {
            for (String name : family.getValue()) {
                Optional<Candidate> candidate = candidate(words, name, family.getKey());
                if (candidate.isPresent() && candidate.get().fit > best.fit) {
                    best = candidate.get();
                }
            }
        }
        return best.charset;
    }

    /** {@return the words of a line, without those of columns that are plain ASCII, such as the name of an app} */
    private static String words(String line) {
        return CELL.splitAsStream(line).filter(cell -> cell.chars().anyMatch(c -> c >= 0x80))
                .map(cell -> NO_WORD.matcher(cell).replaceAll(" ")).collect(Collectors.joining(" "));
    }

    /** {@return lines from all parts of a text, as many as ICU looks at} */
    private static String sample(List<String> lines) {
        int length = lines.stream().mapToInt(String::length).sum();
        int step = Math.max(1, length / SAMPLE);
        List<String> some = new ArrayList<>();
        for (int line = 0; line < lines.size(); line += step) {
            some.add(lines.get(line));
        }
        return some.stream().collect(Collectors.joining("\n"));
    }

    private static byte[] bytes(String sample) {
        return sample.substring(0, Math.min(SAMPLE, sample.length())).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** {@return how well an encoding fits; empty if this Java does not have it} */
    private static Optional<Candidate> candidate(byte[] words, String name, String known) {
        if (!Charset.isSupported(name)) {
            return Optional.empty();
        }
        String text = new String(words, Charset.forName(name));
        return Optional.of(new Candidate(Charset.forName(name), confidence(text, known) - ODD * oddShare(text)));
    }

    /** {@return ICU's confidence that a text is in a language of an encoding that it knows} */
    private static int confidence(String text, String known) {
        byte[] bytes = text.getBytes(Charset.forName(known));
        for (CharsetMatch match : new CharsetDetector().setText(bytes).detectAll()) {
            if (NAMES_OF_WINDOWS.getOrDefault(match.getName(), match.getName()).equals(known)) {
                return match.getConfidence();
            }
        }
        return 0;
    }

    /**
     * {@return the share of the characters that are not ASCII and stand in an impossible place: a sign within a word, or a capital
     * after a small letter; bytes that are no text count several times}
     */
    private static double oddShare(String text) {
        int foreign = 0;
        int odd = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                foreign++;
                odd += isNoText(c) ? NO_TEXT
                        : isOdd(c, i == 0 ? ' ' : text.charAt(i - 1), i + 1 == text.length() ? ' ' : text.charAt(i + 1)) ? 1 : 0;
            }
        }
        return foreign == 0 ? 0 : (double) odd / foreign;
    }

    private static boolean isOdd(char c, char before, char after) {
        if (Character.isLetter(c)) {
            return Character.isUpperCase(c) && Character.isLowerCase(before);
        }
        boolean within = Character.isLetter(before) && Character.isLetter(after);
        boolean beside = Character.isLetter(before) || Character.isLetter(after);
        return BESIDE_WORDS.indexOf(c) >= 0 ? within && WITHIN_WORDS.indexOf(c) < 0 : beside && !isMark(c);
    }

    /** {@return whether a byte is a control character or none at all, or the sign for any currency, whose place the euro took} */
    private static boolean isNoText(char c) {
        return c < 0xA0 || c == '\uFFFD' || c == '\u00A4';
    }

    /** {@return whether a character joins the letters beside it, as the vowels of Arabic and Hebrew and the joiners of Persian} */
    private static boolean isMark(char c) {
        return Character.getType(c) == Character.NON_SPACING_MARK || Character.getType(c) == Character.FORMAT;
    }
}
