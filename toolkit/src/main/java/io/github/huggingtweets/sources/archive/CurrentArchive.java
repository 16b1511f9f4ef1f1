package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An archive as X makes them since 2018: a {@code data} folder with a script for each kind of data. */
final class CurrentArchive implements ArchiveLayout {

    private final Map<String, ArchiveEntry> files;
    private final PartFiles tweetFiles;
    private final Optional<ArchiveEntry> userDetails;
    private final Optional<ArchiveItem> manifest;

    /**
     * @param files the files of the {@code data} folder
     * @param tweetFiles those with the tweets
     * @param userDetails the file that names the owner in older archives, if there is one
     */
    CurrentArchive(Map<String, ArchiveEntry> files, PartFiles tweetFiles, Optional<ArchiveEntry> userDetails) {
        this.files = files;
        this.tweetFiles = tweetFiles;
        this.userDetails = userDetails;
        manifest = Optional.ofNullable(files.get("manifest.js")).map(file -> new ScriptFile(file, "entry").tree());
    }

    @Override
    public void readInto(TweetTable.Builder tweets, OddTweets oddTweets) {
        LongTexts longTexts = new LongTexts(oddTweets.areLeftOut());
        PartFiles.in(files, "note-tweet").ifPresent(parts -> parts.files().forEach(
                file -> new ScriptFile(file, "long tweet").forEachItem("noteTweet", longTexts::add)));

        Map<String, Integer> read = TweetReader.readAll(tweetFiles.files(), longTexts, tweets, oddTweets);
        Optional<DeclaredCounts> declared = declaredCounts();
        declared.ifPresent(counts -> counts.requireAll(read));
        if (declared.isEmpty()) {
            tweetFiles.requireNoGap();
        }
    }

    /** {@return the numbers of tweets that the manifest declares; empty if there is no manifest, or if it declares none} */
    private Optional<DeclaredCounts> declaredCounts() {
        return manifest.flatMap(item -> item.in("dataTypes"))
                .flatMap(types -> types.in("tweets").or(() -> types.in("tweet")))
                .map(type -> DeclaredCounts.of(files.get("manifest.js"), type.list("files"), "fileName", "count"))
                .filter(declared -> !declared.counts().isEmpty());
    }

    @Override
    public ArchiveEntry firstFile() {
        return tweetFiles.files().get(0);
    }

    @Override
    public Author author() {
        Optional<ArchiveItem> account = first("account.js", "account");
        Optional<ArchiveItem> user = manifest.flatMap(item -> item.in("userInfo"));
        String handle = account.flatMap(item -> item.text("username"))
                .or(() -> user.flatMap(item -> item.text("userName"))).orElse(UNKNOWN);
        if (handle.equals(UNKNOWN)) {
            return UserDetails.author(userDetails);
        }
        String name = account.flatMap(item -> item.text("accountDisplayName"))
                .or(() -> user.flatMap(item -> item.text("displayName"))).orElse(handle);
        Optional<URI> picture = first("profile.js", "profile")
                .flatMap(profile -> profile.text("avatarMediaUrl")).flatMap(Author::pictureAt);
        return new Author(handle, name, picture);
    }

    /** {@return the first object of the list in a file; empty if there is no such file, or if its list is empty} */
    private Optional<ArchiveItem> first(String name, String kind) {
        List<ArchiveItem> items = new ArrayList<>();
        Optional.ofNullable(files.get(name)).ifPresent(file -> new ScriptFile(file, kind).forEachItem(kind, items::add));
        return items.stream().findFirst();
    }
}
