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
 * What occurs in somebody's own tweets, and in how many of them: words, or hashtags, or another kind. What occurs in the most
 * tweets comes first; within the same number of tweets, what is used most often; then by the alphabet.
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
     * Ranks what was counted.
     *
     * @param kind what a term is, in the singular
     * @param key what is the same of two forms of one term
     */
    Frequencies(String kind, UnaryOperator<String> key, List<Frequency> frequencies, int tweets, int tweetsWithAny) {
        this.kind = kind;
        this.key = key;
        this.ranked = frequencies.stream().sorted(MOST_FIRST).toList();
        this.tweets = tweets;
        this.tweetsWithAny = tweetsWithAny;
    }

    /**
     * Returns what occurs in the most tweets.
     *
     * @param most how many to return at most
     * @return the first ones in order; fewer where there are fewer
     */
    public List<Frequency> top(int most) {
        return ranked.subList(0, Math.min(most, ranked.size()));
    }

    /** {@return what a term is, in the singular} */
    String kind() {
        return kind;
    }

    /** {@return what the term has in common with its other forms} */
    String key(Frequency frequency) {
        return key.apply(frequency.term());
    }

    /** {@return the number of different ones} */
    public int size() {
        return ranked.size();
    }

    /** {@return the number of tweets that were looked through, which is all but the retweets} */
    public int tweets() {
        return tweets;
    }

    /** {@return the number of tweets in which at least one occurs} */
    public int tweetsWithAny() {
        return tweetsWithAny;
    }

    /**
     * {@return the share of the tweets that were looked through, from 0 to 1}
     *
     * @param frequency one of these
     */
    public double share(Frequency frequency) {
        return tweets == 0 ? 0 : (double) frequency.tweets() / tweets;
    }

    /**
     * {@return all of them in order as a Tablesaw table: the term, whose column has the name of the kind ({@code word},
     * {@code hashtag}, {@code mention}, {@code emoji}, {@code language}), {@code tweets}, {@code uses}, and {@code share}, from 0
     * to 1}
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

    /** {@return the ten most frequent as a small table of text} */
    @Override
    public String toString() {
        return table().first(10).print();
    }
}
