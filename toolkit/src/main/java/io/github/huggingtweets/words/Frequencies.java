package io.github.huggingtweets.words;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The terms of one kind, such as words or hashtags, that occur in somebody's own tweets, ranked. The first is the one that occurs
 * in the most tweets; with the same number of tweets, the one that is used most often; then alphabetical order decides.
 */
public final class Frequencies {

    private static final Comparator<Frequency> MOST_FIRST = Comparator.comparingInt(Frequency::tweets).reversed()
            .thenComparing(Comparator.comparingLong(Frequency::uses).reversed())
            .thenComparing(Frequency::term);

    private final String kind;
    private final UnaryOperator<String> key;
    private final List<Frequency> ranked;
    private final int tweets;
    private final int tweetsWithAny;

    /**
     * Ranks counted terms.
     *
     * @param kind the kind of the terms, in the singular
     * @param key returns the key that all forms of a term share
     * @param frequencies the terms in any order
     * @param tweets the number of tweets that were searched
     * @param tweetsWithAny the number of tweets with at least one term
     */
    Frequencies(String kind, UnaryOperator<String> key, List<Frequency> frequencies, int tweets, int tweetsWithAny) {
        this.kind = kind;
        this.key = key;
        this.ranked = frequencies.stream().sorted(MOST_FIRST).toList();
        this.tweets = tweets;
        this.tweetsWithAny = tweetsWithAny;
    }

    /**
     * Returns the most frequent terms.
     *
     * @param most the largest number of terms to return
     * @return the first terms in order, all of them if there are fewer
     */
    public List<Frequency> top(int most) {
        return ranked.subList(0, Math.min(most, ranked.size()));
    }

    /** {@return the kind of the terms, in the singular} */
    String kind() {
        return kind;
    }

    /** {@return the key that all forms of the term share} */
    String key(Frequency frequency) {
        return key.apply(frequency.term());
    }

    /** {@return the number of different terms} */
    public int size() {
        return ranked.size();
    }

    /** {@return the number of tweets that were searched: all but the retweets} */
    public int tweets() {
        return tweets;
    }

    /** {@return the number of tweets with at least one term} */
    public int tweetsWithAny() {
        return tweetsWithAny;
    }

    /**
     * Returns the share of the searched tweets that contain a term.
     *
     * @param frequency one of these frequencies
     * @return the share, from 0 to 1
     */
    public double share(Frequency frequency) {
        return tweets == 0 ? 0 : (double) frequency.tweets() / tweets;
    }

    /**
     * {@return all terms in order as a Tablesaw table: a column of terms with the name of the kind ({@code word},
     * {@code hashtag}, {@code mention}, {@code emoji}, {@code language}), and the columns {@code tweets}, {@code uses}, and
     * {@code share}, from 0 to 1}
     */
    public Table table() {
        return Table.create(plural(),
                StringColumn.create(kind, ranked.stream().map(Frequency::term)),
                IntColumn.create("tweets", ranked.stream().mapToInt(Frequency::tweets)),
                LongColumn.create("uses", ranked.stream().mapToLong(Frequency::uses)),
                DoubleColumn.create("share", ranked.stream().mapToDouble(this::share)));
    }

    private String plural() {
        String capitalized = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
        return kind.equals("emoji") ? capitalized : capitalized + "s";
    }

    /** {@return the ten most frequent terms as a table in plain text} */
    @Override
    public String toString() {
        return table().first(10).print();
    }
}
