package io.github.huggingtweets.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The tweets of a corpus as they were before it was cleaned, retweets and short tweets included. They are read from where the timeline
 * has them whenever they are needed.
 */
public final class RawTweets {

    private final List<Part> parts;
    private final boolean isRedacted;

    RawTweets(List<Part> parts, boolean isRedacted) {
        this.parts = parts;
        this.isRedacted = isRedacted;
    }

    /** Writes the tweets of one author, each as an object of JSON. */
    @FunctionalInterface
    interface Source {

        void write(String handle, JsonGenerator json) throws IOException;
    }

    /** {@return whether the corpus was {@linkplain Corpus#redact redacted}, so that these hold what it must not tell} */
    public boolean isRedacted() {
        return isRedacted;
    }

    /**
     * Writes them as JSON Lines: the handle, the text, and where they are known the id, the time, and whether it is a retweet.
     *
     * @param file the file, replaced if there is one
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out);
        }
    }

    /** {@return the SHA-256 of the file that {@link #write} writes, in hexadecimal digits} */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                write(out);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written
        }
    }

    private void write(OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8).createGenerator(out)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            for (Part part : parts) {
                part.raw().write(part.author().handle(), json);
            }
            if (json.getOutputContext().getEntryCount() > 0) {
                json.writeRaw('\n');
            }
        }
    }
}
