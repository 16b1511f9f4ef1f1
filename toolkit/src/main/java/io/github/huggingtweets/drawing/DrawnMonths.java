package io.github.huggingtweets.drawing;

import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.Arrays;

/**
 * The months that a chart draws. A single tweet with an odd date, such as the year 1, would make the bars of all others too thin
 * to be seen; so a chart has at most 50 years, those with the most tweets.
 *
 * @param first the first month with a tweet
 * @param count the number of months
 * @param apart the months of the tweets that are not drawn, in order
 */
record DrawnMonths(YearMonth first, int count, int[] apart) {

    private static final int MOST = 600;

    /**
     * {@return the months to draw}
     *
     * @param months the {@link #number} of each tweet's month, at least one, in any order
     */
    static DrawnMonths of(int[] months) {
        int[] sorted = months.clone();
        Arrays.sort(sorted);
        int from = 0;
        int to = 0;
        for (int start = 0, end = 0; start < sorted.length; start++) {
            while (end < sorted.length && sorted[end] - sorted[start] < MOST) {
                end++;
            }
            if (end - start >= to - from) {
                from = start;
                to = end;
            }
        }
        int[] apart = Arrays.copyOf(sorted, from + sorted.length - to);
        System.arraycopy(sorted, to, apart, from, sorted.length - to);
        return new DrawnMonths(month(sorted[from]), sorted[to - 1] - sorted[from] + 1, apart);
    }

    /** {@return the number of a month, counted from the year 0} */
    static int number(YearMonth month) {
        return (int) month.getLong(ChronoField.PROLEPTIC_MONTH);
    }

    private static YearMonth month(int number) {
        return YearMonth.of(0, 1).plusMonths(number);
    }

    /** {@return the index of a month among those that are drawn; out of their range if it is not drawn} */
    int index(YearMonth month) {
        return number(month) - number(first);
    }

    /** {@return a sentence about the tweets that are not drawn, after a space; empty if all are} */
    String note() {
        if (apart.length == 0) {
            return "";
        }
        int from = month(apart[0]).getYear();
        int to = month(apart[apart.length - 1]).getYear();
        return English.format(" %s of the %s not drawn.", English.count(apart.length, "more tweet"),
                (from == to ? "year " + from : "years " + from + " to " + to) + (apart.length == 1 ? " is" : " are"));
    }
}
