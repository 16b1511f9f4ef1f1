package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.TweetTable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import tech.tablesaw.selection.Selection;

/** Filters that keep at most a given number of tweets. */
final class Samples {

    private Samples() {}

    /**
     * {@return a filter that keeps the newest tweets}
     *
     * @param most the largest number of tweets to keep
     * @throws IllegalArgumentException if the number is negative
     */
    static Filter newest(int most) {
        requireCount(most);
        return new Filter(String.format(Locale.ENGLISH, "The newest %,d", most), (table, rows) -> {
            int[] newest = TweetTable.newestFirst(table, rows.toArray());
            return Selection.with(Arrays.copyOf(newest, Math.min(most, newest.length)));
        });
    }

    /**
     * {@return a filter that keeps random tweets, each with the same probability}
     *
     * @param most the largest number of tweets to keep
     * @param seed the seed of the random choice
     * @throws IllegalArgumentException if the number is negative
     */
    static Filter random(int most, long seed) {
        requireCount(most);
        return new Filter(String.format(Locale.ENGLISH, "%,d at random, seed %d", most, seed), (table, rows) -> {
            int[] all = rows.toArray();
            Random random = new Random(seed);
            int size = Math.min(most, all.length);
            for (int i = 0; i < size; i++) { // the first steps of Fisher and Yates' shuffle
                int other = i + random.nextInt(all.length - i);
                int row = all[other];
                all[other] = all[i];
                all[i] = row;
            }
            return Selection.with(Arrays.copyOf(all, size));
        });
    }

    private static void requireCount(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("There is no timeline of " + most + " tweets; give a number from 0 on.");
        }
    }
}
