package io.github.huggingtweets.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sharing.Mojibake.Repaired;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {

    /** Otherwise the robot would not tell the encoding. */
    @Test
    void seesAnotherRobotInEachEncoding() {
        Map<String, String> encodings = new HashMap<>();
        for (String encoding : Mojibake.ENCODINGS) {
            String robot = PublishedCard.misread("🤖", encoding);
            assertEquals(null, encodings.put(robot, encoding), robot);
            assertTrue(robot.length() >= 4, encoding);
        }
    }

    /** Otherwise a whole letter could be lost without a trace. */
    @Test
    void readsEachByteThatBeginsALetter() {
        for (String encoding : Mojibake.ENCODINGS) {
            for (int first = 0xC2; first <= 0xF4; first++) {
                assertNotEquals("\uFFFD", Charset.forName(encoding).decode(ByteBuffer.wrap(new byte[] {(byte) first})).toString(),
                        encoding + " " + first);
            }
        }
    }

    /** Each letter is either repaired, or reported and left as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "windows-1254", "windows-1258", "windows-1250", "IBM850"})
    void repairsALetterExactlyOrSaysThatItIsLost(String encoding) {
        int lost = 0;
        for (int letter = 0x80; letter < 0x20000; letter += letter < 0x3000 ? 1 : 37) {
            if (Character.isSurrogate((char) letter) && letter < 0x10000) {
                continue;
            }
            String text = "🤖 a" + Character.toString(letter) + "b";
            String broken = PublishedCard.misread(text, encoding);
            Repaired repaired = Mojibake.repair(broken);
            if (repaired.lost().isEmpty()) {
                assertEquals(text, repaired.text());
            } else {
                lost++;
                assertEquals("🤖 " + broken.substring(broken.indexOf(' ') + 1), repaired.text());
                assertEquals(List.of(broken.substring(broken.indexOf('a') + 1, broken.length() - 1)), repaired.lost());
            }
        }
        assertEquals(encoding.equals("IBM850"), lost == 0, "IBM850 has a character for each byte, the others have not: " + lost);
    }

    @Test
    void leavesTextsWithoutARobotAlone() {
        assertEquals(new Repaired("ZoÃ«", List.of()), Mojibake.repair("ZoÃ«"));
    }
}
