package io.github.huggingtweets.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names the content of a file: the SHA-256 of a file that the Hub stores as a large one, else the SHA-1 that git computes. Other
 * servers with the same protocol may use any name.
 *
 * @param value the name, which is also the name of the file in the cache
 */
record Etag(String value) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern GIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.=+-]{0,127}");
    private static final int BUFFER = 1 << 16;

    Etag {
        if (!FILE_NAME.matcher(value).matches()) {
            throw new HubException("The Hub gives a file an ETag that cannot be the name of a file; check HF_ENDPOINT");
        }
    }

    /** {@return the name in the header {@code "name"} or {@code W/"name"}} */
    static Etag ofHeader(String header) {
        return new Etag(header.strip().replaceFirst("^W/", "").replace("\"", ""));
    }

    /**
     * Compares a file with the checksum, if this is one.
     *
     * @param file any file
     * @return false if the file has another content; true if it has this one, or if the name is not a checksum
     * @throws IOException if the file cannot be read
     */
    boolean fits(Path file) throws IOException {
        if (SHA_256.matcher(value).matches()) {
            return value.equals(digest("SHA-256", new byte[0], file));
        }
        if (GIT.matcher(value).matches()) { // git hashes a header, too
            byte[] header = ("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII);
            return value.equals(digest("SHA-1", header, file));
        }
        return true;
    }

    /** {@return the SHA-256 of a file, by which the Hub names a large one} */
    static Etag sha256(Path file) throws IOException {
        return new Etag(digest("SHA-256", new byte[0], file));
    }

    private static String digest(String algorithm, byte[] before, Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(before);
            byte[] buffer = new byte[BUFFER];
            for (int read; (read = content.read(buffer)) >= 0;) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
