package io.github.huggingtweets.sharing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * UTF-8 text that was read in another encoding with one byte per character, perhaps twice, and saved again. The robot of a card's
 * header tells whether that happened, and in which encoding.
 *
 * <p>A run of letters outside ASCII is repaired if all its bytes are there. Some encodings have no character for some bytes from
 * 80 to 9F, which programs then drop. These bytes never begin a character of UTF-8, so what is left of such a run is not UTF-8,
 * and that a byte is missing is noticed. Which one it was cannot be known: the run stays as it is.
 */
final class Mojibake {

    private static final String ROBOT = "🤖";

    /** No two of them show the robot in the same way. */
    static final List<String> ENCODINGS = List.of("windows-1252", "windows-1254", "windows-1250", "windows-1251",
            "windows-1256", "windows-1258", "ISO-8859-1", "ISO-8859-2", "ISO-8859-5", "ISO-8859-9", "ISO-8859-15", "IBM437",
            "IBM850", "IBM866", "x-MacRoman", "KOI8-R");

    /** What becomes of the robot, and what undoes it. */
    private static final Map<String, List<Misreading>> ROBOTS = robots();

    private static final Pattern OUTSIDE_ASCII = Pattern.compile("[^\\x00-\\x7F]+");

    private Mojibake() {}

    private static Map<String, List<Misreading>> robots() {
        List<Misreading> readings = ENCODINGS.stream().filter(Charset::isSupported).map(Misreading::new).toList();
        Map<String, List<Misreading>> robots = new LinkedHashMap<>(); // those that were read once come first
        for (Misreading once : readings) {
            once.shown(ROBOT).forEach(robot -> robots.putIfAbsent(robot, List.of(once)));
        }
        for (Misreading first : readings) {
            for (Misreading second : readings) {
                first.shown(ROBOT).flatMap(second::shown)
                        .forEach(robot -> robots.putIfAbsent(robot, List.of(second, first)));
            }
        }
        return robots;
    }

    /**
     * A repaired text.
     *
     * @param text the text
     * @param lost the runs of letters that could not be repaired, as they still stand in the text
     */
    record Repaired(String text, List<String> lost) {}

    /**
     * Repairs the text of a card.
     *
     * @param text the text of a card
     * @return the repaired text; the text itself if its robot is whole, or if there is none
     */
    static Repaired repair(String text) {
        List<Misreading> undone = text.contains(ROBOT) ? List.of() : ROBOTS.entrySet().stream()
                .filter(robot -> text.contains(robot.getKey()))
                .findFirst().map(Map.Entry::getValue).orElse(List.of());
        List<String> lost = new ArrayList<>();
        String repaired = undone.isEmpty() ? text : OUTSIDE_ASCII.matcher(text).replaceAll(run -> {
            Optional<String> original = Optional.of(run.group());
            for (Misreading reading : undone) {
                original = original.flatMap(reading::undo);
            }
            if (original.isEmpty()) {
                lost.add(run.group());
            }
            return Matcher.quoteReplacement(original.orElse(run.group()));
        });
        return new Repaired(repaired, lost);
    }

    /** {@return the text of bytes that are not UTF-8, read as Windows reads them in western Europe} */
    static String western(byte[] bytes) {
        return new Misreading("windows-1252").read(bytes, (char) 0);
    }

    /** An encoding in which UTF-8 was read. */
    private static final class Misreading {

        private static final char UNKNOWN = '\uFFFD';

        private final char[] characters = new char[256];
        private final Map<Character, Integer> bytes = new HashMap<>();

        Misreading(String encoding) {
            for (int value = 0; value < 256; value++) {
                characters[value] = Charset.forName(encoding).decode(ByteBuffer.wrap(new byte[] {(byte) value})).charAt(0);
                bytes.putIfAbsent(characters[value], value);
            }
            bytes.remove(UNKNOWN);
            for (int value = 0x80; value < 0x100; value++) { // browsers read what an encoding lacks as control characters
                if (characters[value] == UNKNOWN) {
                    bytes.putIfAbsent((char) value, value);
                }
            }
        }

        /** {@return how a text may look when its UTF-8 is read in this encoding: without the bytes that have no character, with
         * control characters for them, or with question marks} */
        Stream<String> shown(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return Stream.of(read(utf8, '\1'), read(utf8, (char) 0), read(utf8, UNKNOWN)).distinct();
        }

        /** Reads bytes; what has no character becomes a control character with the number 0, nothing with 1, and else this one. */
        private String read(byte[] utf8, char instead) {
            StringBuilder text = new StringBuilder();
            for (byte each : utf8) {
                char character = characters[each & 0xFF];
                if (character != UNKNOWN) {
                    text.append(character);
                } else if (instead != 1) {
                    text.append(instead == 0 ? (char) (each & 0xFF) : instead);
                }
            }
            return text.toString();
        }

        /** {@return the text whose UTF-8 was read; empty if a byte is missing, or if it was no UTF-8} */
        private Optional<String> undo(String text) {
            byte[] utf8 = new byte[text.length()];
            for (int i = 0; i < utf8.length; i++) {
                Integer value = bytes.get(text.charAt(i));
                if (value == null) {
                    return Optional.empty();
                }
                utf8[i] = value.byteValue();
            }
            try {
                CharBuffer original = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
                return Optional.of(original.toString());
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }
    }
}
