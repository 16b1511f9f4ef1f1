package io.github.huggingtweets.drawing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes a file whole or not at all: beside its place first, and then it is moved there. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a file. Folders that are missing are made.
     *
     * @param what what is written, for the message of a failure, such as "The picture"
     * @param file the file, which is replaced if it exists
     * @param content its content
     * @throws UncheckedIOException if the file cannot be written; an earlier file is then kept, and no other is left behind
     */
    public static void write(String what, Path file, byte[] content) {
        Path place = file.toAbsolutePath().normalize();
        Path beside = place.resolveSibling("." + UUID.randomUUID() + ".part");
        List<File> made = Stream.iterate(place.getParent(), folder -> folder != null && Files.notExists(folder), Path::getParent)
                .map(Path::toFile).toList();
        boolean written = false;
        try {
            if (Files.isDirectory(place)) {
                throw new FileSystemException(file.toString(), null, "it is a folder; add the name of a file to it");
            }
            if (!Files.isDirectory(place.getParent())) { // also a link to a folder
                Files.createDirectories(place.getParent());
            }
            Files.write(beside, content, StandardOpenOption.CREATE_NEW);
            Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING);
            written = true;
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be saved as \"%s\": %s".formatted(what, file, reason(e)), e);
        } finally {
            if (!written) {
                beside.toFile().delete();
                made.forEach(File::delete); // the innermost first
            }
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "there is a file where its folder should be; choose another one.";
        }
        if (e instanceof AccessDeniedException) {
            return "its folder cannot be written; choose another one.";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder cannot be made; choose another one.";
        }
        String reason = e instanceof FileSystemException problem ? problem.getReason() : e.getMessage();
        if (reason == null) {
            return e.toString();
        }
        return reason + (reason.contains("space") ? "; make room there, or choose another place." : ".");
    }
}
