package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the archive that X makes for the owner of an account: a ZIP, or the folder unpacked from it. */
public final class XArchive {

    private static final String WHAT_TO_GIVE = "give the ZIP that X sent you, or the folder unpacked from it.";

    /** The archive may be this many folders deep in the given ZIP or folder. */
    private static final int DEEPEST = 3;

    private XArchive() {}

    /**
     * Reads an archive of any year. Only the files about tweets are unpacked from a ZIP, and nothing is written to disk.
     *
     * @param folderOrZip the ZIP as it was downloaded, the folder unpacked from it, or the {@code data} folder in it
     * @return the tweets of its owner
     * @throws TweetSourceException if there is no such file, or if it is not an archive, is damaged, has no tweets, or has
     *         fewer tweets than it declares
     * @throws NullPointerException if the path is null
     */
    public static TweetTable read(Path folderOrZip) {
        return read(folderOrZip, Optional.empty());
    }

    /**
     * Reads an archive as {@link #read(Path)} does, and leaves out tweets with odd values, such as a date that does not exist.
     *
     * @param folderOrZip the ZIP as it was downloaded, the folder unpacked from it, or the {@code data} folder in it
     * @param report receives one sentence after the archive was read, unless no tweet was left out: how many were, and what is
     *         odd about the first of them
     * @return the other tweets of its owner
     * @throws TweetSourceException as {@link #read(Path)} does, and if no tweet remains
     * @throws NullPointerException if the path or the report is null
     */
    public static TweetTable read(Path folderOrZip, Consumer<String> report) {
        return read(folderOrZip, Optional.of(report));
    }

    private static TweetTable read(Path folderOrZip, Optional<Consumer<String>> report) {
        Path given = Objects.requireNonNull(folderOrZip, "folderOrZip").toAbsolutePath();
        if (!Files.exists(given)) {
            throw new TweetSourceException("There is no file or folder " + given + "; " + WHAT_TO_GIVE);
        }
        try (ArchiveStorage storage = ArchiveStorage.open(given)) {
            ArchiveLayout archive = find(storage, given);
            TweetTable.Builder tweets = new TweetTable.Builder();
            OddTweets oddTweets = new OddTweets(report);
            archive.readInto(tweets, oddTweets);
            oddTweets.report(given, tweets.size());
            if (tweets.size() == 0) {
                throw new TweetSourceException("There are no tweets in " + given + ", because the list in its "
                        + archive.firstFile().name() + " is empty; give the archive of an account that has tweeted.");
            }
            return tweets.build(List.of(archive.author()));
        } catch (IOException e) {
            throw new TweetSourceException(given + " can't be read (" + e + "); make it readable to you.", e);
        }
    }

    /** Looks for the archive at the given place, then in the folders below it, since an archive may have been packed again. */
    private static ArchiveLayout find(ArchiveStorage storage, Path given) throws IOException {
        List<String> folders = List.of("");
        for (int depth = 0; depth <= DEEPEST; depth++) {
            Optional<ArchiveLayout> found = Optional.empty();
            List<String> deeper = new ArrayList<>();
            for (String folder : folders) {
                Optional<ArchiveLayout> here = ArchiveLayout.in(storage, folder);
                if (here.isPresent() && found.isPresent()) {
                    throw new TweetSourceException("There are several archives in %s (with %s and %s); give one of them."
                            .formatted(given, found.get().firstFile().path(), here.get().firstFile().path()));
                }
                found = found.or(() -> here);
                deeper.addAll(storage.folders(folder));
            }
            if (found.isPresent()) {
                return found.get();
            }
            folders = deeper;
        }
        throw new TweetSourceException("There are no tweets in " + given
                + ", because it has no data/tweets.js, nor a tweets.csv of the years before 2018; " + WHAT_TO_GIVE);
    }
}
