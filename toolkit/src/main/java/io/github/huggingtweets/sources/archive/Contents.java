package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an archive says of itself that is in it: the files with tweets, and how many each holds.
 *
 * @param source the file that says so
 * @param counts the number of tweets in each file, by its name in lower case
 */
record Contents(ArchiveEntry source, Map<String, Integer> counts) {

    /**
     * Reads the list of files.
     *
     * @param source the file that says so
     * @param files an object for each file with tweets
     * @param nameField where an object has the path of the file
     * @param countField where it has the number of tweets
     * @return what is said; files of which no number is told are left out
     */
    static Contents of(ArchiveEntry source, List<ArchiveItem> files, String nameField, String countField) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ArchiveItem file : files) {
            OptionalInt count = file.count(countField);
            String path = file.text(nameField).orElse("");
            if (count.isPresent()) {
                counts.put(path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT), count.getAsInt());
            }
        }
        return new Contents(source, counts);
    }

    /**
     * Compares with what was read. How the tweets are spread over files does not matter, if there are as many.
     *
     * @param read the number of tweets read from each file, by its name in lower case
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
                "%,d of %,d tweets are missing: %s tells of %s with %,d tweets, which %s; ",
                missing, sum(counts), source.place(), lacking.getKey(), lacking.getValue(), found)
                + "download the archive again, unpack all of its ZIPs into one folder, or, "
                + "if you have taken tweets out yourself, remove " + source.name() + ".");
    }

    private static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }
}
