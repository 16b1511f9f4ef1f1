package io.github.huggingtweets.spark;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.spark.InventedTweet.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what is written of an {@link InventedLake}. */
final class InventedCount {

    private final Map<String, int[]> byAuthor = new HashMap<>();
    private long twice;

    void add(InventedTweet tweet, boolean again) {
        if (again) {
            twice++;
        } else {
            byAuthor.computeIfAbsent(tweet.author().handle(), handle -> new int[Kind.values().length])[tweet.kind().ordinal()]++;
        }
    }

    InventedFigures figures(long lines, long seed) {
        TreeMap<String, Figures> figures = new TreeMap<>();
        byAuthor.forEach((handle, counts) -> {
            int retweets = counts[Kind.RETWEET.ordinal()];
            int shortTweets = counts[Kind.SHORT.ordinal()];
            int kept = counts[Kind.KEPT.ordinal()];
            figures.put(handle, new Figures(retweets + shortTweets + kept, retweets, shortTweets, kept));
        });
        return new InventedFigures(lines, twice, seed, figures);
    }
}
