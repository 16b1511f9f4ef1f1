package io.github.huggingtweets.sources.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.huggingtweets.sources.Fuzzed;
import io.github.huggingtweets.sources.TweetSourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Every archive is read, or refused with a sentence: damaged ZIPs, and whole ZIPs with damaged files. */
class ArchiveFuzzTest {

    private static final Fuzzed FOLDER = Fuzzed.folder();
    private static final byte[] ACCOUNT = """
            window.YTD.account.part0 = [{"account":{"username":"otter","accountId":"7","accountDisplayName":"Otter"}}]"""
            .getBytes(StandardCharsets.UTF_8);

    @FuzzTest
    void zip(byte[] content) {
        read(FOLDER.file("archive.zip", content), content);
    }

    @FuzzTest
    void tweets(byte[] script) {
        read(FOLDER.file("tweets.zip", zipped(Map.of("data/tweets.js", script, "data/account.js", ACCOUNT))), script);
    }

    @FuzzTest
    void tweetsOfTheYearsBefore2018(byte[] csv) {
        read(FOLDER.file("old.zip", zipped(Map.of("tweets.csv", csv))), csv);
    }

    private static byte[] zipped(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void read(Path archive, byte[] content) {
        try {
            XArchive.read(archive).table().first(3).print();
        } catch (TweetSourceException e) {
            Fuzzed.assertIsASentence(e, content);
        }
    }
}
