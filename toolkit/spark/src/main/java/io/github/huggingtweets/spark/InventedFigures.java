package io.github.huggingtweets.spark;

import io.github.huggingtweets.corpus.Figures;
import java.util.SortedMap;

/**
 * What an {@link InventedLake} has written, as it counted that itself.
 *
 * @param lines the number of lines
 * @param twice the number of those that repeat another one
 * @param seed the seed
 * @param byAuthor the figures of each author, by handle, in which each tweet counts once
 */
public record InventedFigures(long lines, long twice, long seed, SortedMap<String, Figures> byAuthor) {

    boolean isOf(int accounts, long count, long usedSeed) {
        return byAuthor.size() == accounts && lines == count && seed == usedSeed;
    }

    /** {@return the number of lines and authors, and how many lines repeat another one} */
    @Override
    public String toString() {
        return "%,d tweets by %,d authors, %,d of them twice".formatted(lines, byAuthor.size(), twice);
    }
}
