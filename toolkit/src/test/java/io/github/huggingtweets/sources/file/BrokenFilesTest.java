package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.tweets.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A broken file is refused with one sentence that says what is wrong, where, and what to do. */
class BrokenFilesTest extends FileOnDisk {

    private static final String CSV = "text,likes\nThe oven is on,1\nThe oven is off,2\n";
    private static final String JSON =
            "{\"text\":\"The oven is on\"}\n{\"text\":\"The oven is off\"}\n{\"text\":\"Nobody is here\"}\n";

    @Test
    void recognizesGzipByItsContent() {
        assertEquals(2, Timeline.file(write("packed.csv", gzip(CSV))).size());
        assertEquals(3, Timeline.file(write("packed.jsonl.gz", gzip(JSON))).size());
        assertEquals(2, Timeline.file(write("not-packed.csv.gz", CSV)).size());
    }

    @Test
    void readsGzipOfSeveralMembers() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (String line : JSON.split("(?<=\n)")) {
            parts.write(gzip(line));
        }
        assertEquals(List.of("The oven is on", "The oven is off", "Nobody is here"),
                texts(Timeline.file(write("parts.gz", parts.toByteArray()))));
    }

    @ParameterizedTest
    @CsvSource({"0.3", "0.6", "0.95"})
    void refusesGzipThatIsCutOff(double share) {
        byte[] whole = gzip(JSON.repeat(1_000));
        Path file = write("cut.jsonl.gz", Arrays.copyOf(whole, (int) (whole.length * share)));

        assertRefused(file, "is cut off within its gzip", "download it again");
        assertRefused(file, FileColumns.recognized().skipBroken(text -> {}), "is cut off within its gzip");
    }

    @Test
    void refusesDamagedGzip() {
        byte[] whole = gzip(JSON.repeat(1_000));
        whole[whole.length - 6] ^= 1;

        assertRefused(write("damaged.jsonl.gz", whole), "is damaged within its gzip");
    }

    @Test
    void refusesAGzipBomb() throws IOException {
        Path file = folder.resolve("bomb.gz");
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        blanks[blanks.length - 1] = '\n';
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("{\"text\":\"one\"}\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 140; i++) {
                gzip.write(blanks);
            }
        }
        assertRefused(file, "more than 500 times its size");
    }

    @Test
    void refusesALineOfMoreThan64Megabytes() throws IOException {
        Path file = folder.resolve("endless.jsonl.gz");
        byte[] letters = new byte[1 << 20];
        Arrays.fill(letters, (byte) 'a');
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("{\"text\":\"one\"}\n{\"text\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 70; i++) {
                gzip.write(letters);
            }
            gzip.write("\"}\n{\"text\":\"three\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertRefused(file, "Line 2", "longer than 64 MB");
        assertEquals(List.of("one", "three"), texts(Timeline.file(file, FileColumns.recognized().skipBroken(text -> {}))));
    }

    @Test
    void refusesFilesOfOtherFormats() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream entries = new ZipOutputStream(zip)) {
            entries.putNextEntry(new ZipEntry("tweets.csv"));
            entries.write(CSV.getBytes(StandardCharsets.UTF_8));
        }
        assertRefused(write("tweets.csv.zip", zip.toByteArray()), "is a ZIP", "unpack it", "Timeline.archive(path)");
        assertRefused(write("a.zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0}), "Zstandard", "zstd -d");
        assertRefused(write("a.bz2", "BZh91AY&SY"), "bzip2", "bunzip2");
        assertRefused(write("a.xz", new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0}), "xz", "unxz");
        assertRefused(write("a.parquet", "PAR1...."), "Parquet");
        assertRefused(write("a.csv", "<!DOCTYPE html><p>Please log in"), "web page");
        assertRefused(write("tweets.js", "window.YTD.tweets.part0 = [ ]"), "X archive", "Timeline.archive(path)");
    }

    @Test
    void refusesMissingAndEmptyFiles() {
        assertRefused(folder.resolve("missing.csv"), "There is no file");
        assertRefused(folder, "is not a file");
        assertRefused(write("empty.csv", ""), "which is empty");
        assertRefused(write("blank.csv", " \n\n"), "which is empty");
        assertRefused(write("header.csv", "id,text\n"), "There are no tweets in");
        assertRefused(write("list.json", "[ ]"), "There are no tweets in");
        assertRefused(write("page.json", "{\"data\":[],\"meta\":{\"result_count\":0}}"), "There are no tweets in");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"text\":\"The oven is o | is cut off",
        "{\"text\":\"one\",, \"id\":1} | is not valid JSON",
        "The oven is on | is not valid JSON",
        "{\"id\":\"5\"} | has no text",
        "{\"text\":\"one\",\"likes\":\"many\"} | counts the likes",
        "{\"text\":\"one\",\"is_retweet\":\"perhaps\"} | neither true nor false",
        "7 | holds \"7\" where a tweet is an object"
    })
    void namesOrSkipsBrokenLinesAmongMany(String line, String damage) {
        StringBuilder file = new StringBuilder();
        for (int number = 1; number <= 3_000; number++) {
            file.append(number == 2_222 || number == 2_900 ? line : "{\"text\":\"line " + number + "\"}").append('\n');
        }
        Path json = write("data.jsonl", file.toString());

        assertRefused(json, "Line 2222 of", damage, "skipBroken()");
        List<String> reports = new ArrayList<>();
        Timeline timeline = Timeline.file(json, FileColumns.recognized().skipBroken(reports::add));
        assertEquals(2_998, timeline.size());
        assertEquals(1, reports.size());
        for (String part : List.of("2 broken lines", "2,998 tweets", ": line 2222 ", damage)) {
            assertTrue(reports.get(0).contains(part), reports.get(0));
        }
    }

    @Test
    void refusesOrSkipsAFirstLineWithoutText() {
        Path file = write("data.jsonl", "{\"id\":\"5\"}\n" + JSON);

        assertRefused(file, "None of the fields", "\"id\"");
        assertEquals(3, Timeline.file(file, FileColumns.recognized().skipBroken(text -> {})).size());
        assertRefused(write("other.jsonl", "{\"id\":\"5\"}\n".repeat(1_000)), FileColumns.recognized().skipBroken(text -> {}),
                "None of the fields");
    }

    @Test
    void reportsNothingForASoundFile() {
        List<String> reports = new ArrayList<>();
        Timeline.file(write("data.jsonl", JSON), FileColumns.recognized().skipBroken(reports::add));

        assertEquals(List.of(), reports);
    }

    @Test
    void refusesOrSkipsABrokenFirstLine() {
        Path file = write("data.jsonl", "{\"text\":\"The ov\n" + JSON);

        assertRefused(file, "Line 1 of", "is cut off");
        assertEquals(3, Timeline.file(file, FileColumns.recognized().skipBroken(text -> {})).size());
    }

    @Test
    void refusesAFileOfBrokenLinesOnly() {
        assertRefused(write("data.jsonl", "{\"text\":\n{\"text\":}\n"), FileColumns.recognized().skipBroken(text -> {}),
                "None of the 2 lines", "can be read");
    }

    @Test
    void readsAListUpToWhereItIsCutOff() {
        String list = "[\n{\"text\":\"one\"},\n{\"text\":\"two\"},\n{\"te";
        Path file = write("list.json", list);

        assertRefused(file, "Line 4 of", "is cut off");
        assertEquals(List.of("one", "two"), texts(Timeline.file(file, FileColumns.recognized().skipBroken(text -> {}))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"one\"", "{\"text\":\"one\",", "[{\"text\":\"one\"}", "[", "{",
        "{\"data\":[{\"text\":\"o\"}"})
    void refusesJsonThatIsCutOff(String json) {
        assertRefused(write("cut.json", json), "is cut off");
    }

    @Test
    void refusesDeeplyNestedJson() {
        assertRefused(write("deep.json", "{\"user\":".repeat(5_000)), "Line 1 of", "is not valid JSON");
        assertRefused(write("deep.json", "[".repeat(5_000)), "Line 1 of", "is not valid JSON");
    }

    @Test
    void listsColumnsThatAreNotRecognized() {
        assertRefused(write("data.csv", "number,words,score\n1,one,5\n"), "None of the columns",
                "\"number\", \"words\", \"score\"", "FileColumns.text(");
        assertRefused(write("data.jsonl", "{\"number\":1,\"inner\":{\"words\":\"one\"}}\n"), "None of the fields", "\"number\"",
                "\"inner\"", "FileColumns.text(");
        assertRefused(write("data.csv", "id,words,date,likes\n1,one,2020-01-01,5\n"), "FileColumns.text(\"words\")");
        assertRefused(write("data.json", "{\"words\":{\"0\":\"one\",\"1\":\"two\"},\"id\":{\"0\":1,\"1\":2}}"),
                "to_json(path, orient=\"records\", lines=True)");
        assertRefused(write("data.csv", "1,2020-01-01 10:00,yes\n2,2020-01-02 10:00,no\n"), "no header", "\"yes\"",
                "withoutHeader()");
    }

    @Test
    void suggestsTheColumnWithTheMostWords() {
        assertRefused(write("data.csv", "Nachricht;Datum;Benutzer\nDer Ofen ist an;31.12.2023;baecker\n"),
                "FileColumns.text(\"Nachricht\")");
        assertRefused(write("data.csv", "nr,Nachricht,Benutzer\n1,Der Ofen ist an,Der Baecker\n"),
                "FileColumns.text(\"Nachricht\")");
        assertRefused(write("data.jsonl", "{\"Nachricht\":\"Der Ofen ist an\",\"Benutzer\":\"baecker\",\"Ort\":\"Ulm\"}\n"),
                "FileColumns.text(\"Nachricht\")");
        assertRefused(write("data.csv", "Der Ofen ist an,ja\nEr ist es,nein\n".repeat(2)), "no header",
                "FileColumns.text(\"1\").withoutHeader()");
    }
}
