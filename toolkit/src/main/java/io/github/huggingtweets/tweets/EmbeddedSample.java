package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.archive.XArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads the tweets of an invented person from the X archive beside this class. */
final class EmbeddedSample {

    private static final String ARCHIVE = "sample.zip";

    private EmbeddedSample() {}

    static TweetTable read() {
        try (InputStream archive = EmbeddedSample.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new TweetSourceException("The sample's archive, " + ARCHIVE + ", is missing in this build of the toolkit;"
                        + " build it again with ./mvnw package.");
            }
            // a ZIP is read from its end, but a stream within a jar only from its start
            Path copy = Files.createTempFile("huggingtweets-sample", ".zip");
            try {
                Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
                return XArchive.read(copy);
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new TweetSourceException(
                    "The sample can't be copied into the folder for temporary files (" + e + "); make room there.", e);
        }
    }
}
