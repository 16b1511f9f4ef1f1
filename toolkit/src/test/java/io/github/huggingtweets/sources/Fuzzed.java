package io.github.huggingtweets.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What holds for every file of strangers: it is read, or refused with a sentence. */
public final class Fuzzed {

    private static final int LONGEST_MESSAGE = 2_000;
    /** Words of a library or of Java that tell a reader nothing. */
    private static final Pattern INTERNAL = Pattern.compile("REDACTED|com\\.fasterxml|java\\.(lang|util|io)\\.");

    private final Path folder;

    private Fuzzed(Path folder) {
        this.folder = folder;
    }

    /** {@return an empty folder that is removed when the program ends} */
    public static Fuzzed folder() {
        try {
            Path folder = Files.createTempDirectory("fuzz");
            folder.toFile().deleteOnExit();
            return new Fuzzed(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a file with a content} */
    public Path file(String name, byte[] content) {
        try {
            Path file = Files.write(folder.resolve(name), content);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the folder} */
    public Path path() {
        return folder;
    }

    /**
     * Asserts that a reader refused a file with a sentence that people can read. The sentence may repeat what the file holds, also
     * where the fuzzer has learned the words that are looked for here.
     */
    public static void assertIsASentence(RuntimeException refusal, byte[] content) {
        String message = refusal.getMessage();
        String given = new String(content, StandardCharsets.ISO_8859_1).replace("\0", ""); // of UTF-16, too
        boolean isSentence = message != null && !message.isBlank() && message.length() <= LONGEST_MESSAGE
                && message.chars().noneMatch(Character::isISOControl)
                && INTERNAL.matcher(message).results().map(MatchResult::group).allMatch(given::contains);
        if (!isSentence) {
            throw new AssertionError("No sentence for people: " + message, refusal);
        }
    }
}
