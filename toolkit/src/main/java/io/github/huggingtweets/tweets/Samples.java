package io.github.huggingtweets.tweets;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import tech.tablesaw.selection.Selection;

/** The choice of tweets by chance. */
public final class Samples {

    private Samples() {}

    /**
     * {@return a filter that keeps at most so many tweets, each as likely as any other}
     *
     * @param most how many
     * @param seed decides which
     * @throws IllegalArgumentException if the number is negative
     */
    public static Filter random(int most, long seed) {
        TimeFilters.requireCount(most);
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
}
