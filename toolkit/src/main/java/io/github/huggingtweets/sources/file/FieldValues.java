package io.github.huggingtweets.sources.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The values of one tweet's fields, as a line of the file writes them. One object is used for all lines. */
final class FieldValues {

    /** How tools write a missing number, id or name. */
    private static final Set<String> NOTHING = Set.of("null", "none", "nan", "na", "n/a", "nat", "<na>", "[]", "{}");

    private static final int UNSET = Integer.MAX_VALUE;
    private static final TweetField[] ALL = TweetField.values();

    private final String[] values = new String[ALL.length];
    private final int[] ranks = new int[ALL.length];

    FieldValues() {
        clear();
    }

    /** Removes all values before the next line. */
    void clear() {
        Arrays.fill(values, "");
        Arrays.fill(ranks, UNSET);
    }

    /** Sets a value, unless there is one already under a name that is preferred. */
    void set(List<ColumnNames.Meaning> meanings, String value) {
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
        return value.isEmpty() || field != TweetField.TEXT && mayBeNothing(value.charAt(0)) && isNothing(value);
    }

    /** {@return whether a missing value may begin like this, as hardly any other does} */
    private static boolean mayBeNothing(char first) {
        return first <= ' ' || first > '~' || first == 'n' || first == 'N' || first == '<' || first == '[' || first == '{';
    }

    private static boolean isNothing(String value) {
        return value.isBlank() || value.length() <= 4 && NOTHING.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    /** {@return whether the line has this field, which may be empty} */
    boolean has(TweetField field) {
        return ranks[field.ordinal()] != UNSET;
    }

    /** {@return the value of a field, or an empty text} */
    String get(TweetField field) {
        return values[field.ordinal()];
    }

    /** Sets a value that comes from elsewhere in the file. */
    void put(TweetField field, String value) {
        values[field.ordinal()] = value;
        ranks[field.ordinal()] = 0;
    }
}
