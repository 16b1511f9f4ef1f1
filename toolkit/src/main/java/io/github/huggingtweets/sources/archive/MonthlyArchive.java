package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An archive of the years before 2018: a script for each month. Its {@code tweets.csv} has the same tweets, but less of each. */
final class MonthlyArchive implements Generation {

    private final List<ArchiveEntry> months;
    private final Map<String, ArchiveEntry> files;

    /**
     * @param months the files with the tweets
     * @param files those that say whose tweets they are, and how many
     */
    MonthlyArchive(List<ArchiveEntry> months, Map<String, ArchiveEntry> files) {
        this.months = months;
        this.files = files;
    }

    /** {@return those of the files that hold the tweets of a month} */
    static List<ArchiveEntry> months(Map<String, ArchiveEntry> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().matches("\\d{4}_\\d{2}\\.js"))
                .map(Map.Entry::getValue).toList();
    }

    @Override
    public void readInto(TweetTable.Builder tweets) {
        LongTexts none = new LongTexts();
        Map<String, Integer> read = new HashMap<>();
        for (ArchiveEntry month : months) {
            ArchiveFile file = new ArchiveFile(month, "tweet");
            file.forEach(new TweetObjects(file::place, none, tweets::add));
            read.put(month.name().toLowerCase(Locale.ROOT), file.count());
        }
        tree("tweet_index.js").ifPresent(
                index -> Contents.of(files.get("tweet_index.js"), index.list(""), "file_name", "tweet_count").requireAll(read));
    }

    @Override
    public ArchiveEntry firstFile() {
        return months.get(0);
    }

    @Override
    public Author author() {
        Optional<ArchiveItem> user = tree("user_details.js");
        String handle = user.flatMap(item -> item.text("screen_name")).orElse(UNKNOWN);
        return new Author(handle, user.flatMap(item -> item.text("full_name")).orElse(handle), Optional.empty());
    }

    private Optional<ArchiveItem> tree(String name) {
        return Optional.ofNullable(files.get(name)).map(file -> new ArchiveFile(file, "entry").tree());
    }
}
