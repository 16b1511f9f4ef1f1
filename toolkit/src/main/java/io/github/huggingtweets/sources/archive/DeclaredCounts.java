package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many tweets each file of an archive should hold, as a list in the archive declares.
 *
 * @param source the file with that list
 * @param counts the number of tweets in each file, by the file's name in lower case
 */
record DeclaredCounts(ArchiveEntry source, Map<String, Integer> counts) {

    /**
     * Reads the declared numbers.
     *
     * @param source the file with the list
     * @param files the list: an object for each file with tweets
     * @param nameField the field of such an object that holds the path of the file
     * @param countField the field that holds the number of tweets
     * @return the declared numbers, without the files that have none
     */
    static DeclaredCounts of(ArchiveEntry source, List<ArchiveItem> files, String nameField, String countField) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ArchiveItem file : files) {
            OptionalInt count = file.count(countField);
            String path = file.text(nameField).orElse("");
            if (count.isPresent()) {
                counts.put(path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT), count.getAsInt());
            }
        }
        return new DeclaredCounts(source, counts);
    }

    /**
     * Compares the declared numbers with the tweets that were read. Only the sums are compared, since tweets may have
     * been moved between files.
     *
     * @param read the number of tweets read from each file, by the file's name in lower case
     * @throws TweetSourceException if fewer tweets were read
     */
    void requireAll(Map<String, Integer> read) {
        long missing = sum(counts) - sum(read);
        if (missing <= 0) {
            return;
        }
        Map.Entry<String, Integer> lacking = counts.entrySet().stream()
                .filter(file -> read.getOrDefault(file.getKey(), 0) < file.getValue())
                .findFirst().orElseThrow();
        String found = read.containsKey(lacking.getKey())
                ? String.format(Locale.ENGLISH, "has %,d", read.get(lacking.getKey())) : "is not there";
        throw new TweetSourceException(String.format(Locale.ENGLISH,
                "%,d of %,d tweets are missing: %s lists %s with %,d tweets, which %s; ",
                missing, sum(counts), source.place(), lacking.getKey(), lacking.getValue(), found)
                + "download the archive again, unpack all of its ZIPs into one folder, or, "
                + "if you have taken tweets out yourself, remove " + source.name() + ".");
    }

    private static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }
}
