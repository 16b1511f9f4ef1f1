package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the ways in which the site has laid out archives over the years. */
interface Generation {

    /** Who owns an archive of which nothing tells it. */
    String UNKNOWN = "unknown";

    /**
     * Finds the archive in a folder.
     *
     * @param storage the folders and files
     * @param root the folder that the site's ZIP was unpacked to, or the {@code data} folder in there
     * @return the archive of the newest generation, if there is one at all
     * @throws IOException if a folder can't be listed
     */
    static Optional<Generation> in(ArchiveStorage storage, String root) throws IOException {
        for (String data : List.of(ArchiveStorage.path(root, "data"), root)) {
            Map<String, ArchiveEntry> files = storage.files(data);
            Optional<Parts> tweets = Parts.in(files, "tweets").or(() -> Parts.in(files, "tweet"));
            if (tweets.isPresent()) {
                return Optional.of(new CurrentArchive(files, tweets.get()));
            }
        }
        for (String scripts : List.of(ArchiveStorage.path(root, "data/js"), ArchiveStorage.path(root, "js"))) {
            List<ArchiveEntry> months = MonthlyArchive.months(storage.files(ArchiveStorage.path(scripts, "tweets")));
            if (!months.isEmpty()) {
                return Optional.of(new MonthlyArchive(months, storage.files(scripts)));
            }
        }
        return Optional.ofNullable(storage.files(root).get("tweets.csv")).map(CsvArchive::new);
    }

    /**
     * Reads all tweets.
     *
     * @param tweets are given each tweet
     * @throws io.github.huggingtweets.sources.TweetSourceException if a file is damaged, or if tweets are missing
     */
    void readInto(TweetTable.Builder tweets);

    /** {@return the file with tweets that comes first} */
    ArchiveEntry firstFile();

    /**
     * Says who owns the archive.
     *
     * @return the owner, as far as it is told
     * @throws io.github.huggingtweets.sources.TweetSourceException if a file is damaged
     */
    Author author();

    /** {@return the first object of a list in a file that need not be there} */
    static Optional<ArchiveItem> first(ArchiveEntry file, String kind) {
        List<ArchiveItem> items = new ArrayList<>();
        if (file != null) {
            new ArchiveFile(file, kind).forEachItem(kind, items::add);
        }
        return items.stream().findFirst();
    }
}
