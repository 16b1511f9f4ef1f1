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
 * The files that one list of a large archive is spread over: {@code tweets.js}, {@code tweets-part1.js} and so on.
 *
 * @param name the name of the first, less {@code .js}
 * @param byNumber the files, the first with the number 0
 */
record Parts(String name, SortedMap<Integer, ArchiveEntry> byNumber) {

    /**
     * Finds the parts of a list.
     *
     * @param files the files of a folder by name
     * @param name the name of the first part, less {@code .js}
     * @return the parts, if there are any
     */
    static Optional<Parts> in(Map<String, ArchiveEntry> files, String name) {
        Pattern pattern = Pattern.compile(Pattern.quote(name) + "(?:-part(\\d{1,6}))?\\.js");
        SortedMap<Integer, ArchiveEntry> parts = new TreeMap<>();
        files.forEach((fileName, file) -> {
            Matcher matcher = pattern.matcher(fileName);
            if (matcher.matches()) {
                parts.put(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)), file);
            }
        });
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Parts(name, parts));
    }

    /** {@return the files in their order} */
    List<ArchiveEntry> files() {
        return List.copyOf(byNumber.values());
    }

    /**
     * Looks for a gap in the numbers.
     *
     * @throws TweetSourceException if a part is missing before another
     */
    void requireNoGap() {
        int expected = Math.min(byNumber.firstKey(), 1);
        for (Map.Entry<Integer, ArchiveEntry> part : byNumber.entrySet()) {
            if (part.getKey() != expected++) {
                throw new TweetSourceException("Tweets are missing: there is %s, but no %s-part%d.js beside it; "
                        .formatted(part.getValue().place(), name, expected - 1)
                        + "download the archive again, or unpack all of it anew.");
            }
        }
    }
}
