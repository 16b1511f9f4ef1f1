package io.github.huggingtweets.sources.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small X archives, given as entry names with their contents, to a folder or a ZIP. */
final class ArchiveOnDisk {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    ArchiveOnDisk with(String entry, String content) {
        return with(entry, content.getBytes(StandardCharsets.UTF_8));
    }

    ArchiveOnDisk with(String entry, byte[] content) {
        entries.put(entry, content);
        return this;
    }

    /** {@return the script with a list of tweets, each given by its fields} */
    static String tweets(int part, String... fields) {
        StringBuilder list = new StringBuilder("window.YTD.tweets.part" + part + " = [");
        for (String tweet : fields) {
            list.append(list.charAt(list.length() - 1) == '[' ? "\n" : ",\n");
            list.append("  {\n    \"tweet\" : {").append(tweet).append("}\n  }");
        }
        return list.append("\n]").toString();
    }

    /** {@return the fields that every tweet has} The time {@code created} is one of the first of February 2024. */
    static String fields(int id, String created, String text) {
        return """
                "id_str" : "%d", "id" : "%d", "created_at" : "Thu Feb 01 %s +0000 2024", "full_text" : "%s", "lang" : "en",
                "favorite_count" : "7", "retweet_count" : "2", "source" : "<a href=\\"https://x.example\\">An App</a>"
                """.formatted(id, id, created, text);
    }

    Path asFolder(Path folder) {
        try {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                Path file = folder.resolve(entry.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path asZip(Path file) {
        return asZip(file, ZipOutputStream.DEFLATED);
    }

    /** Writes a ZIP without compression, in whose bytes a test can find and change the content of an entry. */
    Path asStoredZip(Path file) {
        return asZip(file, ZipOutputStream.STORED);
    }

    private Path asZip(Path file, int method) {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(zipEntry(entry.getKey(), entry.getValue(), method));
                zip.write(entry.getValue());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ZipEntry zipEntry(String name, byte[] content, int method) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            entry.setCrc(checksum.getValue());
            entry.setSize(content.length);
        }
        return entry;
    }
}
