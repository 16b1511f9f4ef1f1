package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The font that comes with the toolkit. */
class HouseFontTest {

    private static final Font FONT = HouseFont.regular(13);

    @ParameterizedTest
    @ValueSource(strings = {
        "Tweets by month: 3,247 – “más”, ½ × 50 %… ÄÖÜß @a_b · −1", "Łódź, İstanbul, Việt Nam", "Καλημέρα", "Привет",
        "さくらサクラ桜、髙橋﨑「東京」ー〜", "ﾊﾝｶｸ", "★☆♪♡→①㈱ (´・ω・`) ヽ(^o^)丿", "🌸😀🫠❤☀⭐✨💯",
        "안녕하세요 ㅋㅋㅋ", "السلام عليكم، كيف حالك؟ ٣", "לְשָׁלוֹם", "น้ำ สวัสดี", "हिन्दी में क्षत्रिय।",
        "❤️ ☀️ ©️ 1️⃣ 🇯🇵 👍🏽 👩‍💻"})
    void coversTheScriptsOfMostTweets(String text) {
        assertTrue(HouseFont.covers(FONT, text), text.substring(Math.max(0, FONT.canDisplayUpTo(text))));
    }

    /** JIS X 0208 as the JDK knows it: 6,879 characters. */
    @Test
    void coversJisX0208() {
        Charset japanese = Charset.forName("EUC-JP");
        StringBuilder all = new StringBuilder();
        for (int row = 0xA1; row <= 0xFE; row++) {
            for (int cell = 0xA1; cell <= 0xFE; cell++) {
                all.append(new String(new byte[] {(byte) row, (byte) cell}, japanese).replace("\uFFFD", ""));
            }
        }
        List<String> missing = all.codePoints().filter(letter -> !FONT.canDisplay(letter)).mapToObj(Character::toString).toList();

        assertTrue(all.length() >= 6879, all.length() + " characters");
        assertEquals(List.of("≒"), missing, "a sign that the web version of Noto Sans JP lacks");
    }

    @Test
    void doesNotCoverAllOfUnicode() {
        assertFalse(HouseFont.covers(FONT, "தமிழ்"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"❤️", "1️⃣", "🇯🇵", "👍🏽", "👩‍👩‍👧‍👦", "🤷🏽‍♀️", "👨‍❤️‍👨", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈"})
    void drawsAJoinedEmojiAsOnePicture(String emoji) {
        assertEquals(TextShapes.width(FONT, "😀"), TextShapes.width(FONT, emoji), 1e-3);
    }

    @Test
    void drawsEmojiThatDoNotJoinOneByOne() {
        assertEquals(2 * TextShapes.width(FONT, "😀"), TextShapes.width(FONT, "😀\u200D🚂"), 1e-3);
    }

    /** Arabic letters join, and Hindi ones merge: together they are narrower than apart. */
    @ParameterizedTest
    @ValueSource(strings = {"سلام", "क्षत्रिय"})
    void shapesJoinedLetters(String word) {
        double apart = word.codePoints().mapToDouble(letter -> TextShapes.width(FONT, Character.toString(letter))).sum();

        assertTrue(TextShapes.width(FONT, word) < 0.95 * apart, TextShapes.width(FONT, word) + " of " + apart);
    }

    @Test
    void givesInvisibleCharactersNoWidth() {
        assertEquals(TextShapes.width(FONT, "ab"), TextShapes.width(FONT, "a\uFE0F\u200Db"), 1e-3);
    }

    @Test
    void fallsBackToTheRegularFontForBoldText() {
        assertFalse(HouseFont.covers(HouseFont.semiBold(13), "桜"));
        assertTrue(TextShapes.isKnown("桜 and 🌸", HouseFont.semiBold(13)));
        assertFalse(TextShapes.isKnown("\u0378", HouseFont.semiBold(13)), "there is no such character");
    }

    @Test
    void returnsTheWeightsOfCss() {
        assertEquals(400, HouseFont.weight(HouseFont.regular(13)));
        assertEquals(600, HouseFont.weight(HouseFont.semiBold(13)));
        assertEquals(700, HouseFont.weight(new Font(Font.SERIF, Font.BOLD, 13)));
    }

    @Test
    void shortensTextThatDoesNotFit() {
        assertEquals("short", TextShapes.fit(FONT, "short", 100));
        assertEquals("桜桜桜桜桜桜桜", TextShapes.fit(FONT, "桜桜桜桜桜桜桜", 91.1), "seven squares of 13 pixels");
        assertEquals("桜桜桜桜桜桜…", TextShapes.fit(FONT, "桜桜桜桜桜桜桜桜", 91.1), "six of them, and an ellipsis of less than 13");
        assertEquals("👩‍👩‍👧‍👦…", TextShapes.fit(FONT, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 31), "families stay together");
        assertEquals("a…", TextShapes.fit(FONT, "a  " + "b".repeat(50), 25));
        assertEquals("…", TextShapes.fit(FONT, "wide", 1));
    }

    /** If fontconfig knows no font, the JDK cannot even open a font file without help. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void drawsOnAMachineWithoutFonts(@TempDir Path home) throws IOException, InterruptedException {
        Path none = Files.writeString(home.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
        ProcessBuilder java = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true",
                "-Duser.home=" + home, "-cp", System.getProperty("java.class.path"), WithoutFonts.class.getName()));
        java.environment().put("FONTCONFIG_FILE", none.toString());
        Process process = java.redirectErrorStream(true).redirectOutput(home.resolve("out").toFile()).start();

        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals("no font of the system, yet 2 marks", Files.readString(home.resolve("out")).strip());
    }

    @Test
    void saysWhereThereIsNoRoomAndTriesAgainAtTheNextChart(@TempDir Path home) throws IOException, InterruptedException {
        Path folder = home.resolve("tmp");
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path"), WithoutRoom.class.getName(),
                folder.toString())).redirectErrorStream(true).redirectOutput(home.resolve("out").toFile()).start();

        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        List<String> printed = Files.readAllLines(home.resolve("out"));
        assertTrue(printed.get(0).startsWith("The fonts of charts cannot be read ("), printed.toString());
        assertTrue(printed.get(0).contains(" Java unpacks them into " + folder + ", "), printed.toString());
        assertEquals("drawn", printed.get(1));
    }

    /** Runs in a process of its own, in which the folder for temporary files is missing at first. */
    static final class WithoutRoom {

        public static void main(String[] arguments) throws IOException {
            try {
                new ShapeRecorder().drawString("Loss", 0, 10);
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
            Files.createDirectory(Path.of(arguments[0]));
            new ShapeRecorder().drawString("Loss", 0, 10);
            System.out.println("drawn");
        }
    }

    /** Runs in a process of its own. */
    static final class WithoutFonts {

        public static void main(String[] arguments) {
            ShapeRecorder drawing = new ShapeRecorder();
            drawing.drawString("Loss 損失 📉", 0, 10);
            drawing.drawString("தமிழ் 汉语", 0, 10);
            drawing.marks().forEach(mark -> mark.paint(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB).createGraphics()));
            boolean none = HouseFont.substituteFor(FONT).equals(FONT);
            System.out.println((none ? "no font of the system" : "fonts of the system") + ", yet " + drawing.marks().size()
                    + " marks");
        }
    }
}
