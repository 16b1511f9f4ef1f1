package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.tweets.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Writes files of tweets for a test, and returns columns of what is read from them. */
abstract class FileOnDisk {

    @TempDir
    Path folder;

    Path write(String name, String content) {
        return write(name, content, StandardCharsets.UTF_8);
    }

    Path write(String name, String content, Charset charset) {
        return write(name, content.getBytes(charset));
    }

    Path write(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** {@return one column of a timeline, as texts} */
    static List<String> column(Timeline timeline, String name) {
        return timeline.table().column(name).asStringColumn().asList();
    }

    static List<String> texts(Timeline timeline) {
        return column(timeline, "text");
    }

    static List<String> handles(Timeline timeline) {
        return timeline.authors().stream().map(author -> author.handle()).toList();
    }

    /** Asserts that a file is refused with a message of one line that contains all parts and the file. */
    static void assertRefused(Path file, FileColumns columns, String... parts) {
        String message = assertThrows(TweetSourceException.class, () -> Timeline.file(file, columns)).getMessage();
        assertAll(Arrays.stream(parts).map(part -> () -> assertTrue(message.contains(part), message)));
        assertTrue(message.contains(file.toString()), message);
        assertFalse(message.contains("\n"), message);
    }

    static void assertRefused(Path file, String... parts) {
        assertRefused(file, FileColumns.recognized(), parts);
    }
}
