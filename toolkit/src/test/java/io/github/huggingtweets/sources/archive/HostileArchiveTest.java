package io.github.huggingtweets.sources.archive;

import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.fields;
import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.tweets;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that were made to do harm, or that could do harm by chance. */
class HostileArchiveTest {

    private static final String MINE = tweets(0, fields(11, "08:00:00", "The oven is on"));
    private static final String THEIRS = tweets(0, fields(12, "08:00:00", "Somebody else's secret"));

    @TempDir
    private Path folder;

    private static void assertRefused(Path given, String... parts) {
        String message = assertThrows(TweetSourceException.class, () -> Timeline.archive(given)).getMessage();
        assertAll(Arrays.stream(parts).map(part -> () -> assertTrue(message.contains(part), message)));
        assertTrue(message.contains(given.toString()), message);
        assertFalse(message.contains("secret"), message);
    }

    private static void assertIsMine(Path given) {
        assertEquals(List.of("The oven is on"), Timeline.archive(given).table().stringColumn("text").asList());
    }

    private Path zip() {
        return folder.resolve("archive.zip");
    }

    /** Replaces bytes of a file; each character stands for one byte. */
    private static Path replace(Path file, String bytes, String others) throws IOException {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(content.contains(bytes));
        Files.writeString(file, content.replace(bytes, others), StandardCharsets.ISO_8859_1);
        return file;
    }

    @Test
    void refusesAFlippedByteInAText() throws IOException {
        Path damaged = new ArchiveOnDisk().with("data/tweets.js", MINE).asStoredZip(zip());
        assertRefused(replace(damaged, "The oven is on", "The oven is in"),
                "data/tweets.js of", "is damaged in the ZIP (its checksum is wrong)", "1 of its tweets");
    }

    @Test
    void refusesAFlippedByteInALargeFile() throws IOException {
        String[] many = new String[10_000];
        Arrays.setAll(many, id -> fields(id, "08:00:00", "The oven is on for number " + id));
        Path damaged = new ArchiveOnDisk().with("data/tweets.js", tweets(0, many)).asStoredZip(zip());
        assertEquals(10_000, Timeline.archive(damaged).size());

        assertRefused(replace(damaged, "on for number 77\"", "on for number 78\""), "checksum is wrong", "10000 of its tweets");
    }

    @Test
    void refusesAnEntryLargerThanItStates() throws IOException {
        Path lying = new ArchiveOnDisk().with("data/tweets.js", MINE).asZip(zip());
        byte[] bytes = Files.readAllBytes(lying);
        int central = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        bytes[central + 24] = 20; // the size before compression, in bytes
        bytes[central + 25] = 0;
        Files.write(lying, bytes);

        assertRefused(lying, "damaged in the ZIP (it unpacks to more than the 20 bytes that it should)");
    }

    @Test
    void refusesAZipBomb() {
        byte[] spaces = new byte[64 << 20];
        Arrays.fill(spaces, (byte) ' ');
        assertRefused(new ArchiveOnDisk().with("data/tweets.js", spaces).asZip(zip()), "data/tweets.js of", "67,108,864");
    }

    @Test
    void refusesATextOfMoreThanAMillionCharacters() {
        String endless = "\u20AC".repeat(2_000_000);
        String tweets = tweets(0, fields(1, "08:00:00", "ok"), fields(2, "08:00:00", endless));
        assertRefused(new ArchiveOnDisk().with("data/tweets.js", tweets).asFolder(folder),
                "holds a text of more than 1,000,000 characters in line 8", "1 of its tweets");
    }

    @Test
    void refusesAManifestThatIsTooLarge() throws IOException {
        new ArchiveOnDisk().with("data/tweets.js", MINE).asFolder(folder);
        Files.write(folder.resolve("data/manifest.js"), new byte[20_000_000]);
        assertRefused(folder, "data/manifest.js of", "too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "../data/tweets.js", "/data/tweets.js", "..\\data\\tweets.js", "C:\\data\\tweets.js", "data/../data/tweets.js"
    })
    void ignoresNamesThatLeadOutOfTheZip(String name) {
        Path outside = folder.resolve("inner/archive.zip");
        new ArchiveOnDisk().with("keep", "").asFolder(folder.resolve("inner"));
        assertRefused(new ArchiveOnDisk().with(name, THEIRS).asZip(outside), "no data/tweets.js");
        assertIsMine(new ArchiveOnDisk().with(name, THEIRS).with("data/tweets.js", MINE).asZip(outside));
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA/Tweets.JS", "data\\tweets.js", "twitter-2024\\data\\tweets.js", "./data/tweets.js"})
    void readsNamesAsOtherProgramsWriteThem(String name) {
        assertIsMine(new ArchiveOnDisk().with(name, MINE).with("__MACOSX/data/tweets.js", "\u0000\u0005").asZip(zip()));
    }

    @Test
    void ignoresTheFolderThatMacOsAdds() {
        assertIsMine(new ArchiveOnDisk().with("mine/data/tweets.js", MINE).with("__MACOSX/data/tweets.js", THEIRS)
                .asFolder(folder));
    }

    @Test
    void readsAZipWithNamesInLatin1() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(zip()), StandardCharsets.ISO_8859_1)) {
            zip.putNextEntry(new ZipEntry("data/tweets_media/caf\u00E9.jpg"));
            zip.putNextEntry(new ZipEntry("data/tweets.js"));
            zip.write(MINE.getBytes(StandardCharsets.UTF_8));
        }
        assertIsMine(zip());
    }

    @Test
    void refusesTwoEntriesOfTheSameName() throws IOException {
        Path given = new ArchiveOnDisk().with("data/tweets.js", MINE).with("data/tweetz.js", THEIRS).asZip(zip());
        assertRefused(replace(given, "tweetz", "tweets"), "data/tweets.js of", "there twice");
    }

    @Test
    void refusesTwoEntriesThatDifferOnlyInCase() {
        Path given = new ArchiveOnDisk().with("data/tweets.js", MINE).with("Data/tweets.js", THEIRS).asZip(zip());
        assertRefused(given, "data/tweets.js of", "there twice");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void refusesALinkThatLeadsOutOfTheArchive() throws IOException {
        Path elsewhere = new ArchiveOnDisk().with("tweets.js", THEIRS).asFolder(folder.resolve("elsewhere")).resolve("tweets.js");
        Path data = Files.createDirectories(folder.resolve("archive/data"));
        Files.createSymbolicLink(data.resolve("tweets.js"), elsewhere);
        assertRefused(folder.resolve("archive"), "is a link that leads out of the archive");

        Files.delete(data.resolve("tweets.js"));
        new ArchiveOnDisk().with("tweets.js", MINE).asFolder(data);
        assertIsMine(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("archive")));
    }

    @Test
    void refusesALinkInAZip() {
        assertRefused(new ArchiveOnDisk().with("data/tweets.js", "../../../etc/passwd").asZip(zip()), "does not begin like");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void refusesUtf16(String name) {
        byte[] bytes = MINE.getBytes(Charset.forName(name));
        assertRefused(new ArchiveOnDisk().with("data/tweets.js", bytes).asFolder(folder), "written in UTF-16");
    }

    @Test
    void refusesASecondListAfterTheFirst() {
        Path given = new ArchiveOnDisk().with("data/tweets.js", MINE + "\n" + THEIRS).asFolder(folder);
        assertRefused(given, "holds more after its end in line 8", "1 of its tweets");
    }

    @Test
    void readsAZipOfMoreThan65535Files() {
        ArchiveOnDisk archive = new ArchiveOnDisk().with("data/tweets.js", MINE);
        for (int i = 0; i < 66_000; i++) {
            archive.with("data/tweets_media/" + i + ".jpg", new byte[0]);
        }
        assertIsMine(archive.asStoredZip(zip()));
    }
}
