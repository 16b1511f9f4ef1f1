package io.github.huggingtweets.tweets.archive;

import io.github.huggingtweets.corpus.Author;
import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.tweets.TimelineBuilder;
import io.github.huggingtweets.tweets.Tweet;
import io.github.huggingtweets.tweets.TweetSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The archive that X hands out to a person: a ZIP, or the folder unpacked from it. */
public final class XArchive {

    /** The names of the file with the tweets, less {@code .js}: today's, and that of old archives. */
    private static final List<String> TWEETS = List.of("tweets", "tweet");

    private static final String WHAT_TO_GIVE = "give the ZIP that X sent you, or the folder unpacked from it.";

    private final Path given;
    private final Path root;

    private XArchive(Path given, Path root) {
        this.given = given;
        this.root = root;
    }

    /**
     * Reads an archive.
     *
     * @param folderOrZip the ZIP as it was downloaded, the folder unpacked from it, or the {@code data} folder in there
     * @return the timeline of its owner
     * @throws TweetSourceException if there is no such file, if it is not an archive, or if it is damaged or empty
     */
    public static Timeline read(Path folderOrZip) {
        Path given = Objects.requireNonNull(folderOrZip, "folderOrZip").toAbsolutePath();
        if (!Files.exists(given)) {
            throw new TweetSourceException("There is no file or folder " + given + "; " + WHAT_TO_GIVE);
        }
        if (Files.isDirectory(given)) {
            return new XArchive(given, given).timeline();
        }
        requireZip(given);
        try (FileSystem zip = FileSystems.newFileSystem(given)) {
            return new XArchive(given, zip.getPath("/")).timeline();
        } catch (IOException | ProviderNotFoundException e) {
            throw new TweetSourceException("The ZIP " + given + " is cut off or damaged; download it again.", e);
        }
    }

    private static void requireZip(Path file) {
        byte[] start = new byte[0];
        if (Files.isRegularFile(file)) {
            try (InputStream bytes = Files.newInputStream(file)) {
                start = bytes.readNBytes(2);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        if (!Arrays.equals(start, new byte[] {'P', 'K'})) {
            throw new TweetSourceException(file + " is neither a ZIP nor a folder; " + WHAT_TO_GIVE);
        }
    }

    private Timeline timeline() {
        try {
            Path data = dataFolder();
            TimelineBuilder tweets = new TimelineBuilder();
            for (Path file : tweetFiles(data)) {
                forEach(file, "tweet", item -> tweets.add(tweet(item)));
            }
            if (tweets.size() == 0) {
                throw new TweetSourceException("There are no tweets in " + given
                        + ", because the list in its tweets.js is empty; give the archive of an account that has tweeted.");
            }
            return tweets.build(List.of(author(data)));
        } catch (IOException e) {
            throw unreadable(given, e);
        }
    }

    private static Tweet tweet(ArchiveItem item) {
        String text = item.requiredText("full_text");
        return Tweet.text(text)
                .id(item.text("id_str").or(() -> item.text("id")).orElse(""))
                .time(item.time("created_at"))
                .retweet(text.startsWith("RT @"))
                .reply(item.has("in_reply_to_status_id_str") || item.has("in_reply_to_user_id_str"))
                .likes(item.count("favorite_count"))
                .retweets(item.count("retweet_count"))
                .language(item.text("lang").orElse(""))
                .app(item.text("source").orElse("").replaceAll("<[^>]*>", ""))
                .build();
    }

    private Author author(Path data) {
        Optional<ArchiveItem> account = first(data, "account");
        Optional<String> picture = first(data, "profile").flatMap(profile -> profile.text("avatarMediaUrl"));
        String handle = account.flatMap(item -> item.text("username")).orElse("unknown");
        String name = account.flatMap(item -> item.text("accountDisplayName")).orElse(handle);
        return new Author(handle, name, picture.flatMap(XArchive::address));
    }

    /** {@return the first object of a file that need not be there} */
    private Optional<ArchiveItem> first(Path data, String kind) {
        Path file = data.resolve(kind + ".js");
        List<ArchiveItem> items = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            forEach(file, kind, items::add);
        }
        return items.stream().findFirst();
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> List.of("http", "https").contains(String.valueOf(uri.getScheme())));
        } catch (URISyntaxException e) {
            return Optional.empty(); // a bot can do without a picture
        }
    }

    /** The {@code data} folder may be the root itself, lie in it, or lie one folder deeper, where somebody packed a ZIP anew. */
    private Path dataFolder() throws IOException {
        Predicate<Path> holdsTweets = folder -> !tweetFiles(folder).isEmpty();
        Optional<Path> near = Stream.of(root.resolve("data"), root).filter(holdsTweets).findFirst();
        if (near.isPresent()) {
            return near.get();
        }
        List<Path> deeper;
        try (Stream<Path> folders = Files.list(root)) {
            deeper = folders.sorted().flatMap(folder -> Stream.of(folder.resolve("data"), folder)).filter(holdsTweets).toList();
        }
        if (deeper.size() > 1) {
            throw new TweetSourceException("There are several archives in " + given + " (" + describe(deeper.get(0)) + " and "
                    + describe(deeper.get(1)) + "); give one of them.");
        }
        return deeper.stream().findFirst().orElseThrow(() -> new TweetSourceException(
                "There are no tweets in " + given + ", because it has no data/tweets.js; " + WHAT_TO_GIVE));
    }

    /** {@return the files of a folder that hold tweets, in the order of their parts; none where there is no such folder} */
    private static List<Path> tweetFiles(Path folder) {
        for (String name : TWEETS) {
            List<Path> files = new ArrayList<>();
            Path file = folder.resolve(name + ".js");
            for (int part = 1; Files.isRegularFile(file); part++) {
                files.add(file);
                file = folder.resolve(name + "-part" + part + ".js");
            }
            if (!files.isEmpty()) {
                return files;
            }
        }
        return List.of();
    }

    private void forEach(Path file, String kind, Consumer<ArchiveItem> reader) {
        new ArchiveFile(file, describe(file) + " of " + given).forEach(kind, reader);
    }

    private String describe(Path file) {
        return root.relativize(file).toString();
    }

    private static TweetSourceException unreadable(Path file, IOException cause) {
        return new TweetSourceException(file + " can't be read (" + cause + "); make it readable to you.", cause);
    }
}
