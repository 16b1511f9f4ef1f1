package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.Author;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The archive that X hands out to a person: a ZIP, or the folder unpacked from it. */
final class XArchive {

    /** Tweets of large archives go on in {@code tweets-part1.js}. Until 2022 the name was {@code tweet.js}. */
    private static final Pattern TWEETS = Pattern.compile("tweets?(?:-part(\\d+))?\\.js");

    private static final String WHAT_TO_GIVE = "give the ZIP that X sent you, or the folder unpacked from it.";
    private static final Author UNKNOWN = new Author("unknown", "Unknown", Optional.empty());

    private final Path given;
    private final Path root;

    private XArchive(Path given, Path root) {
        this.given = given;
        this.root = root;
    }

    static Timeline read(Path folderOrZip) {
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
            List<Tweet> tweets = new ArrayList<>();
            List<Path> files = tweetFiles(data);
            for (Path file : files) {
                new ArchiveFile(file, describe(file)).forEach("tweet", item -> tweets.add(tweet(item)));
            }
            if (tweets.isEmpty()) {
                throw new TweetSourceException("The archive is empty: there is no tweet in " + describe(files.get(0))
                        + "; give the archive of an account that has tweeted.");
            }
            return Timeline.of(author(data), tweets);
        } catch (IOException e) {
            throw unreadable(given, e);
        }
    }

    private static Tweet tweet(ArchiveItem item) {
        String text = item.requiredText("full_text");
        return new Tweet(
                item.text("id_str").or(() -> item.text("id")).orElse(""),
                item.time("created_at"),
                text,
                text.startsWith("RT @"),
                item.has("in_reply_to_status_id_str") || item.has("in_reply_to_user_id_str"),
                item.count("favorite_count"),
                item.count("retweet_count"),
                item.text("lang").orElse(""),
                item.text("source").orElse("").replaceAll("<[^>]*>", ""));
    }

    private Author author(Path data) {
        Optional<ArchiveItem> account = first(data, "account");
        Optional<String> picture = first(data, "profile").flatMap(profile -> profile.text("avatarMediaUrl"));
        String handle = account.flatMap(item -> item.text("username")).orElse(UNKNOWN.handle());
        String name = account.flatMap(item -> item.text("accountDisplayName")).orElse(UNKNOWN.name());
        return new Author(handle, name, picture.flatMap(XArchive::address));
    }

    /** {@return the first object of a file that need not be there} */
    private Optional<ArchiveItem> first(Path data, String kind) {
        Path file = data.resolve(kind + ".js");
        List<ArchiveItem> items = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            new ArchiveFile(file, describe(file)).forEach(kind, items::add);
        }
        return items.stream().findFirst();
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text)).filter(URI::isAbsolute);
        } catch (URISyntaxException e) {
            return Optional.empty(); // a bot can do without a picture
        }
    }

    /** The {@code data} folder may be the root itself, lie in it, or lie one folder deeper, where a ZIP was packed by hand. */
    private Path dataFolder() throws IOException {
        List<Path> candidates = new ArrayList<>(List.of(root.resolve("data"), root));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            folders.forEach(folder -> candidates.addAll(List.of(folder.resolve("data"), folder)));
        }
        for (Path candidate : candidates) {
            if (!tweetFiles(candidate).isEmpty()) {
                return candidate;
            }
        }
        throw new TweetSourceException("There are no tweets in " + given + ", because it has no data/tweets.js; " + WHAT_TO_GIVE);
    }

    /** {@return the files in a folder that hold tweets, by the number of their part; none where there is no such folder} */
    private static List<Path> tweetFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isRegularFile)) {
                all.forEach(file -> {
                    if (TWEETS.matcher(file.getFileName().toString()).matches()) {
                        files.add(file);
                    }
                });
            }
        }
        files.sort(Comparator.comparingInt(XArchive::part));
        return files;
    }

    private static int part(Path file) {
        Matcher name = TWEETS.matcher(file.getFileName().toString());
        return name.matches() && name.group(1) != null ? Integer.parseInt(name.group(1)) : 0;
    }

    private String describe(Path file) {
        return root.relativize(file) + " of " + given;
    }

    private static TweetSourceException unreadable(Path file, IOException cause) {
        return new TweetSourceException(file + " can't be read (" + cause + ").", cause);
    }
}
