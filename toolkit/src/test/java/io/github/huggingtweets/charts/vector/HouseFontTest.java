package io.github.huggingtweets.charts.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The font that comes with the toolkit. */
class HouseFontTest {

    private static final Font FONT = HouseFont.regular(13);

    @Test
    void itHasTheLettersOfChartsAndNotAllOfUnicode() {
        assertTrue(HouseFont.covers(FONT, "Tweets by month: 3,247 – “más”, ½ × 50 %… ÄÖÜß @a_b · −1"));
        assertFalse(HouseFont.covers(FONT, "🌸"));
        assertFalse(HouseFont.covers(FONT, "月"));
    }

    @Test
    void weightsAreTheNumbersOfCss() {
        assertEquals(400, HouseFont.weight(HouseFont.regular(13)));
        assertEquals(600, HouseFont.weight(HouseFont.semiBold(13)));
        assertEquals(700, HouseFont.weight(new Font(Font.SERIF, Font.BOLD, 13)));
    }

    @Test
    void textThatFitsStaysAndOtherTextEndsInAnEllipsis() {
        assertEquals("short", HouseFont.fit(FONT, "short", 100));
        assertEquals("🌸🌸🌸🌸🌸🌸🌸", HouseFont.fit(FONT, "🌸🌸🌸🌸🌸🌸🌸", 91), "seven squares of 13 pixels");
        assertEquals("🌸🌸🌸🌸🌸🌸…", HouseFont.fit(FONT, "🌸🌸🌸🌸🌸🌸🌸🌸", 91), "six of them, and an ellipsis of less than 13");
        assertEquals("a…", HouseFont.fit(FONT, "a  " + "b".repeat(50), 25));
        assertEquals("…", HouseFont.fit(FONT, "wide", 1));
    }

    /** Where fontconfig knows no font, the JDK cannot even open a font file without help. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void chartsAreDrawnOnAMachineWithoutFonts(@TempDir Path home) throws IOException, InterruptedException {
        Path none = Files.writeString(home.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
        ProcessBuilder java = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true", "-Duser.home=" + home,
                "-cp", System.getProperty("java.class.path"), WithoutFonts.class.getName()));
        java.environment().put("FONTCONFIG_FILE", none.toString());
        Process process = java.redirectErrorStream(true).redirectOutput(home.resolve("out").toFile()).start();

        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals("no font of the system, yet 2 marks", Files.readString(home.resolve("out")).strip());
    }

    /** Runs in a process of its own. */
    static final class WithoutFonts {

        public static void main(String[] arguments) {
            Drawing drawing = new Drawing();
            drawing.drawString("Loss", 0, 10);
            drawing.drawString("損失", 0, 10);
            drawing.marks().forEach(mark -> mark.paint(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB).createGraphics()));
            boolean none = HouseFont.substituteFor(FONT).equals(FONT);
            System.out.println((none ? "no font of the system" : "fonts of the system") + ", yet " + drawing.marks().size() + " marks");
        }
    }
}
