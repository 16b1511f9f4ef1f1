package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitLinesTest {

    private static final int LONGEST = 100_000;

    @TempDir
    private Path folder;

    /** {@return the lines of all parts of a file, one part after the other; "null" for one that is too long} */
    private List<String> read(String content, int bytesOfAPart) throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), content);
        List<String> lines = new ArrayList<>();
        for (long start = 0; start < Files.size(file); start += bytesOfAPart) {
            org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
            try (SplitLines part = new SplitLines(FileSystem.getLocal(new Configuration()).open(path), start,
                    Math.min(Files.size(file), start + bytesOfAPart), LONGEST)) {
                while (part.next()) {
                    byte[] line = part.line();
                    lines.add(line == null ? "null" : new String(line, StandardCharsets.UTF_8));
                }
            }
        }
        return lines;
    }

    @Test
    void readsEachLineOnceHoweverTheFileIsSplit() throws IOException {
        String content = "one\n\ntwo, as long as that\r\n\n\nthr\u00e9e\nfour";
        for (int bytes = 1; bytes < 40; bytes++) {
            assertEquals(Arrays.asList(content.split("\n")), read(content, bytes), bytes + " bytes");
            assertEquals(Arrays.asList(content.split("\n")), read(content + "\n", bytes), bytes + " bytes");
        }
    }

    @Test
    void doesNotReadAByteOrderMark() throws IOException {
        assertEquals(List.of("{}", "\ufeff{}"), read("\ufeff{}\n\ufeff{}\n", 100));
        assertEquals(List.of("{}", "\ufeff{}"), read("\ufeff{}\n\ufeff{}\n", 4));
        assertEquals(List.of("x"), read("x", 1));
        assertEquals(List.of(), read("\ufeff", 3));
    }

    @Test
    void keepsALineOfTheGreatestLengthAndNotTheBytesOfALongerOne() throws IOException {
        String most = "a".repeat(LONGEST);
        String more = "b".repeat(LONGEST + 1);
        String endless = "c".repeat(5 * LONGEST);
        String content = String.join("\n", "first", most, more, "then", endless, "last", endless);
        for (int bytes : new int[] {9_999, 50_000, LONGEST + 6, 250_000, 2_000_000}) {
            assertEquals(List.of("first", most, "null", "then", "null", "last", "null"), read(content, bytes), bytes + " bytes");
        }
    }
}
