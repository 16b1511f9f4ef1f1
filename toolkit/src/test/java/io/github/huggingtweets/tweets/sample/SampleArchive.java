package io.github.huggingtweets.tweets.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the embedded sample. Each run writes the same archive. */
public final class SampleArchive {

    /** The files of the grammar, one for each theme. */
    static final List<String> GRAMMAR = List.of(
            "themes.txt", "words.txt", "dreams.txt", "goose.txt", "marmalade.txt", "train.txt", "house.txt", "kitchen.txt",
            "guests.txt", "aunt.txt", "village.txt", "lists.txt", "stories.txt",
            "winter.txt", "spring.txt", "summer.txt", "autumn.txt", "christmas.txt",
            "replies.txt", "short.txt", "retweets.txt");

    private static final Path RESOURCE = Path.of("toolkit/src/main/resources/io/github/huggingtweets/tweets/sample.zip");
    private static final int TWEETS = 3247;
    private static final int RETWEETS = 139;
    private static final int SHORT = 276;
    private static final int PERCENT_OF_REPLIES = 15;
    private static final long SEED = 714;

    private SampleArchive() {}

    /**
     * Writes the archive to a file.
     *
     * @param args the file; by default the one of the toolkit, relative to the root of the repository
     * @throws IOException if it can't be written
     */
    public static void main(String[] args) throws IOException {
        Path path = args.length > 0 ? Path.of(args[0]) : RESOURCE;
        Path beside = Files.write(path.resolveSibling(path.getFileName() + ".part"), zip(entries()));
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
        System.out.printf("%s: %,d bytes%n", path.toAbsolutePath(), Files.size(path));
    }

    /** {@return the files of the archive by name} */
    static Map<String, byte[]> entries() {
        return new ArchiveWriter(Grammar.lines("people.txt"), new Random(SEED + 1)).entries(posts());
    }

    /** {@return all posts, oldest first} */
    static List<Post> posts() {
        Random random = new Random(SEED);
        List<Post> posts = chronicle();
        Set<Instant> taken = posts.stream().map(Post::time).collect(Collectors.toSet());
        List<Instant> times = new Calendar(random).times(TWEETS - posts.size(), taken);
        List<Post.Kind> kinds = kinds(times.size(), random);
        Voice voice = new Voice(Grammar.read(GRAMMAR), random);
        for (int i = 0; i < times.size(); i++) {
            posts.add(new Post(times.get(i), kinds.get(i), voice.say(kinds.get(i), times.get(i))));
        }
        posts.sort(Comparator.comparing(Post::time));
        return posts;
    }

    /** {@return the events that happen once, from lines of a day, a time and a text} */
    private static List<Post> chronicle() {
        List<Post> posts = new ArrayList<>();
        for (String line : Grammar.lines("chronicle.txt")) {
            Instant time = LocalDateTime.parse(line.substring(0, 16).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            posts.add(new Post(time, Post.Kind.CHRONICLE, line.substring(17).replace("\\n", "\n")));
        }
        return posts;
    }

    private static List<Post.Kind> kinds(int count, Random random) {
        List<Post.Kind> kinds = new ArrayList<>();
        kinds.addAll(Collections.nCopies(RETWEETS, Post.Kind.RETWEET));
        kinds.addAll(Collections.nCopies(SHORT, Post.Kind.SHORT));
        kinds.addAll(Collections.nCopies(count * PERCENT_OF_REPLIES / 100, Post.Kind.REPLY));
        kinds.addAll(Collections.nCopies(count - kinds.size(), Post.Kind.ORIGINAL));
        Collections.shuffle(kinds, random);
        return kinds;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                // a local time: ZIP files have no time zone, and the bytes must not depend on one
                header.setTimeLocal(Calendar.LAST.atTime(21, 30));
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
