package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An archive as the site has handed them out since 2018: a {@code data} folder with a script for each kind of data. */
final class CurrentArchive implements Generation {

    private final Map<String, ArchiveEntry> files;
    private final Parts tweetFiles;
    private final Optional<ArchiveItem> manifest;

    /**
     * @param files the files of the {@code data} folder
     * @param tweetFiles those with the tweets
     */
    CurrentArchive(Map<String, ArchiveEntry> files, Parts tweetFiles) {
        this.files = files;
        this.tweetFiles = tweetFiles;
        manifest = Optional.ofNullable(files.get("manifest.js")).map(file -> new ArchiveFile(file, "entry").tree());
    }

    @Override
    public void readInto(TweetTable.Builder tweets) {
        LongTexts longTexts = new LongTexts();
        Parts.in(files, "note-tweet").ifPresent(parts -> parts.files().forEach(
                file -> new ArchiveFile(file, "long tweet").forEachItem("noteTweet", longTexts::add)));

        Map<String, Integer> read = new HashMap<>();
        try (TweetQueue queue = new TweetQueue(tweets)) {
            for (ArchiveEntry entry : tweetFiles.files()) {
                ArchiveFile file = new ArchiveFile(entry, "tweet");
                file.forEach(new TweetObjects(file::place, longTexts, queue));
                read.put(entry.name().toLowerCase(Locale.ROOT), file.count());
            }
            queue.finish();
        }
        Optional<Contents> contents = contents();
        contents.ifPresent(told -> told.requireAll(read));
        if (contents.isEmpty()) {
            tweetFiles.requireNoGap();
        }
    }

    /** {@return what the manifest tells, where there is one that tells of tweets} */
    private Optional<Contents> contents() {
        return manifest.flatMap(item -> item.in("dataTypes"))
                .flatMap(types -> types.in("tweets").or(() -> types.in("tweet")))
                .map(type -> Contents.of(files.get("manifest.js"), type.list("files"), "fileName", "count"))
                .filter(told -> !told.counts().isEmpty());
    }

    @Override
    public ArchiveEntry firstFile() {
        return tweetFiles.files().get(0);
    }

    @Override
    public Author author() {
        Optional<ArchiveItem> account = Generation.first(files.get("account.js"), "account");
        Optional<ArchiveItem> user = manifest.flatMap(item -> item.in("userInfo"));
        String handle = account.flatMap(item -> item.text("username"))
                .or(() -> user.flatMap(item -> item.text("userName"))).orElse(UNKNOWN);
        String name = account.flatMap(item -> item.text("accountDisplayName"))
                .or(() -> user.flatMap(item -> item.text("displayName"))).orElse(handle);
        Optional<URI> picture = Generation.first(files.get("profile.js"), "profile")
                .flatMap(profile -> profile.text("avatarMediaUrl")).flatMap(Author::pictureAt);
        return new Author(handle, name, picture);
    }
}
