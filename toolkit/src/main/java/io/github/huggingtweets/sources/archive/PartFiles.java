package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files over which a large archive spreads one list: {@code tweets.js}, {@code tweets-part1.js} and so on.
 *
 * @param name the name of the first file, without {@code .js}
 * @param byNumber the files by their number; that of the first is 0
 */
record PartFiles(String name, SortedMap<Integer, ArchiveEntry> byNumber) {

    /**
     * Finds the files of a list.
     *
     * @param files the files of a folder by name
     * @param name the name of the first file, without {@code .js}
     * @return the files of the list; empty if there are none
     */
    static Optional<PartFiles> in(Map<String, ArchiveEntry> files, String name) {
        Pattern pattern = Pattern.compile(Pattern.quote(name) + "(?:-part(\\d{1,6}))?\\.js");
        SortedMap<Integer, ArchiveEntry> parts = new TreeMap<>();
        files.forEach((fileName, file) -> {
            Matcher matcher = pattern.matcher(fileName);
            if (matcher.matches()) {
                parts.put(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)), file);
            }
        });
        return parts.isEmpty() ? Optional.empty() : Optional.of(new PartFiles(name, parts));
    }

    /** {@return the files in the order of their numbers} */
    List<ArchiveEntry> files() {
        return List.copyOf(byNumber.values());
    }

    /**
     * Checks that no file is missing between others.
     *
     * @throws TweetSourceException if the numbers have a gap
     */
    void requireNoGap() {
        int expected = Math.min(byNumber.firstKey(), 1);
        for (Map.Entry<Integer, ArchiveEntry> part : byNumber.entrySet()) {
            if (part.getKey() != expected++) {
                throw new TweetSourceException("Tweets are missing: there is %s, but no %s-part%d.js beside it; "
                        .formatted(part.getValue().place(), name, expected - 1)
                        + "download the archive again, or unpack all of it again.");
            }
        }
    }
}
