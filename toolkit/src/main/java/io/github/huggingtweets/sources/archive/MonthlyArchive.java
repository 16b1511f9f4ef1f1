package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An archive from before 2018, with a script for each month. Its {@code tweets.csv} has the same tweets with fewer fields, and is
 * not read.
 */
final class MonthlyArchive implements ArchiveLayout {

    private final List<ArchiveEntry> months;
    private final Map<String, ArchiveEntry> files;
    private final Optional<ArchiveEntry> userDetails;

    /**
     * @param months the files with the tweets
     * @param files the files beside them, one of which declares the numbers of tweets
     * @param userDetails the file that names the owner, if there is one
     */
    MonthlyArchive(List<ArchiveEntry> months, Map<String, ArchiveEntry> files, Optional<ArchiveEntry> userDetails) {
        this.months = months;
        this.files = files;
        this.userDetails = userDetails;
    }

    /** {@return the files among these that hold the tweets of a month} */
    static List<ArchiveEntry> months(Map<String, ArchiveEntry> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().matches("\\d{4}_\\d{2}\\.js"))
                .map(Map.Entry::getValue).toList();
    }

    @Override
    public void readInto(TweetTable.Builder tweets, OddTweets oddTweets) {
        Map<String, Integer> read = TweetReader.readAll(months, new LongTexts(false), tweets, oddTweets);
        tree("tweet_index.js").ifPresent(index -> DeclaredCounts
                .of(files.get("tweet_index.js"), index.list(""), "file_name", "tweet_count").requireAll(read));
    }

    @Override
    public ArchiveEntry firstFile() {
        return months.get(0);
    }

    @Override
    public Author author() {
        return UserDetails.author(userDetails);
    }

    private Optional<ArchiveItem> tree(String name) {
        return Optional.ofNullable(files.get(name)).map(file -> new ScriptFile(file, "entry").tree());
    }
}
