package io.github.huggingtweets.tweets.generated;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes any number of tweets into an X archive, or into a file of JSON Lines in the format of the API. */
public final class GeneratedArchive {

    static final String HANDLE = "generated";
    static final String NAME = "Nobody at all";
    static final String OWNER_ID = "1400000000";

    /** Writes emoji unescaped, as the site does, and does not close the ZIP. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    private static final LocalDateTime MADE = LocalDateTime.of(2026, 1, 1, 12, 0);
    private static final int BUFFER = 1 << 16;
    private static final int LEVEL = 4;

    private final int tweets;
    private final long seed;

    private GeneratedArchive(int tweets, long seed) {
        this.tweets = tweets;
        this.seed = seed;
    }

    /**
     * {@return an archive, which is not written yet}
     *
     * @param tweets the number of tweets
     * @param seed the random seed: the same seed and number of tweets give the same bytes
     */
    public static GeneratedArchive of(int tweets, long seed) {
        return new GeneratedArchive(tweets, seed);
    }

    /**
     * Writes to a file.
     *
     * @param args the file, whose name ends with {@code .zip} or {@code .jsonl}, and the number of tweets
     * @throws IOException if it can't be written
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        GeneratedArchive archive = of(Integer.parseInt(args[1]), 1);
        System.out.println(args[0].endsWith(".jsonl") ? archive.writeLines(file) : archive.writeZip(file));
    }

    /**
     * Writes the archive as a ZIP, and {@return its figures}.
     *
     * @param file the file, which is replaced if it exists
     * @throws IOException if it can't be written
     */
    public GeneratedFigures writeZip(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        GeneratedFigures figures;
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(beside), BUFFER))) {
            zip.setLevel(LEVEL);
            entry(zip, "data/account.js");
            zip.write("""
                    window.YTD.account.part0 = [
                      { "account" : { "username" : "%s", "accountId" : "%s", "accountDisplayName" : "%s" } }
                    ]""".formatted(HANDLE, OWNER_ID, NAME).getBytes(StandardCharsets.UTF_8));
            entry(zip, "data/tweets.js");
            zip.write("window.YTD.tweets.part0 = ".getBytes(StandardCharsets.UTF_8));
            figures = write(zip, true);
            zip.closeEntry();
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        return figures;
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(MADE);
        zip.putNextEntry(entry);
    }

    /**
     * Writes the tweets as objects of the API's version 1.1, one per line, and {@return their figures}.
     *
     * @param file the file, which is replaced if it exists
     * @throws IOException if it can't be written
     */
    public GeneratedFigures writeLines(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            return write(out, false);
        }
    }

    private GeneratedFigures write(OutputStream out, boolean archive) throws IOException {
        Counting counting = new Counting(out);
        GeneratedFigures figures = GeneratedFigures.NOTHING;
        TweetGenerator generator = new TweetGenerator(tweets, seed);
        try (JsonGenerator json = JSON.createGenerator(counting)) {
            TweetJson writer = new TweetJson(json, archive);
            json.setPrettyPrinter(archive ? indented() : new MinimalPrettyPrinter("\n"));
            if (archive) {
                json.writeStartArray();
            }
            for (int i = 0; i < tweets; i++) {
                GeneratedTweet tweet = generator.next();
                writer.write(tweet);
                figures = figures.plus(tweet);
            }
            if (archive) {
                json.writeEndArray();
            }
        }
        return figures.withBytes(counting.bytes);
    }

    private static PrettyPrinter indented() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    /** Counts the bytes written to it. */
    private static final class Counting extends FilterOutputStream {

        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] b, int from, int length) throws IOException {
            out.write(b, from, length);
            bytes += length;
        }
    }
}
