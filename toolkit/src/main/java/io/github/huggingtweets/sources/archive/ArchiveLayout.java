package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An archive in one of the layouts that X has used over the years. */
interface ArchiveLayout {

    /** The handle and name of the owner if the archive does not name them. */
    String UNKNOWN = "unknown";

    /**
     * Looks for an archive in a folder.
     *
     * @param storage the folders and files
     * @param root the folder into which the ZIP of X was unpacked, or the {@code data} folder within
     * @return the archive, in the newest layout that it has; empty if there is none
     * @throws IOException if a folder can't be listed
     */
    static Optional<ArchiveLayout> in(ArchiveStorage storage, String root) throws IOException {
        Optional<ArchiveEntry> userDetails = UserDetails.in(storage, root);
        for (String data : List.of(ArchiveStorage.path(root, "data"), root)) {
            Map<String, ArchiveEntry> files = storage.files(data);
            Optional<PartFiles> tweets = PartFiles.in(files, "tweets").or(() -> PartFiles.in(files, "tweet"));
            if (tweets.isPresent()) {
                return Optional.of(new CurrentArchive(files, tweets.get(), userDetails));
            }
        }
        for (String scripts : List.of(ArchiveStorage.path(root, "data/js"), ArchiveStorage.path(root, "js"))) {
            List<ArchiveEntry> months = MonthlyArchive.months(storage.files(ArchiveStorage.path(scripts, "tweets")));
            if (!months.isEmpty()) {
                return Optional.of(new MonthlyArchive(months, storage.files(scripts), userDetails));
            }
        }
        return Optional.ofNullable(storage.files(root).get("tweets.csv")).map(file -> new CsvArchive(file, userDetails));
    }

    /**
     * Reads all tweets.
     *
     * @param tweets receives each tweet
     * @param oddTweets receives the tweets with odd values
     * @throws TweetSourceException if a file is damaged, or if tweets are missing
     */
    void readInto(TweetTable.Builder tweets, OddTweets oddTweets);

    /** {@return the first of the files with tweets} */
    ArchiveEntry firstFile();

    /**
     * Reads who owns the archive.
     *
     * @return the owner, with what the archive says of them
     * @throws TweetSourceException if a file is damaged
     */
    Author author();
}
