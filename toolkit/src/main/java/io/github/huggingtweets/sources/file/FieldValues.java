package io.github.huggingtweets.sources.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a line of a file says of one tweet, as it says it. Made once and used for line after line. */
final class FieldValues {

    /** What stands for nothing in columns of numbers, ids and names. */
    private static final Set<String> NOTHING = Set.of("null", "none", "nan", "na", "n/a", "nat", "<na>", "[]", "{}");

    private static final int UNSET = Integer.MAX_VALUE;
    private static final TweetField[] ALL = TweetField.values();

    private final String[] values = new String[ALL.length];
    private final int[] ranks = new int[ALL.length];

    /** Nothing yet. */
    public FieldValues() {
        clear();
    }

    /** Forgets everything, for the next line. */
    public void clear() {
        Arrays.fill(values, "");
        Arrays.fill(ranks, UNSET);
    }

    /** Takes a value, unless there is one already under a name that is to be preferred. */
    public void set(List<ColumnNames.Meaning> meanings, String value) {
        for (ColumnNames.Meaning meaning : meanings) {
            set(meaning.field(), meaning.rank(), value);
        }
    }

    private void set(TweetField field, int rank, String value) {
        int index = field.ordinal();
        boolean nothing = isNothing(field, value);
        if (ranks[index] == UNSET || !nothing && (values[index].isEmpty() || rank < ranks[index])) {
            values[index] = nothing ? "" : value;
            ranks[index] = rank;
        }
    }

    private static boolean isNothing(TweetField field, String value) {
        return value.isEmpty() || field != TweetField.TEXT && (value.isBlank()
                || value.length() <= 4 && NOTHING.contains(value.strip().toLowerCase(Locale.ROOT)));
    }

    /** {@return whether the file has this field, though it may be empty} */
    public boolean has(TweetField field) {
        return ranks[field.ordinal()] != UNSET;
    }

    /** {@return a value, or an empty text} */
    public String get(TweetField field) {
        return values[field.ordinal()];
    }

    /** Takes a value that comes from beside the line. */
    public void put(TweetField field, String value) {
        values[field.ordinal()] = value;
        ranks[field.ordinal()] = 0;
    }
}
