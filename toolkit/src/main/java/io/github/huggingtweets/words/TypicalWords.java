package io.github.huggingtweets.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Finds the words, hashtags or other terms that are more typical of one person than of another. The measure of a word is the
 * log-odds ratio between the two people, with an informative Dirichlet prior, divided by its standard deviation. It favours
 * neither rare words, whose ratio may be high by chance, nor words that everybody uses.
 *
 * <p>The method is that of B. L. Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' Words: Lexical Feature Selection and
 * Evaluation for Identifying the Content of Political Conflict", Political Analysis 16 (2008), 372-403, section 3. The prior is
 * the words of both people together, at a tenth of their weight. A word counts once in a tweet, so that one tweet that repeats it
 * tells nothing.
 */
public final class TypicalWords {

    /** A larger weight would hide words that only one person uses; a smaller one would rank them below words that both use. */
    private static final double WEIGHT_OF_PRIOR = 0.1;

    /** A z-score beyond this number, in either direction, occurs by chance for one word of 20. */
    private static final double SIGNIFICANT = 1.96;

    private final List<TypicalWord> ranked;

    private TypicalWords(List<TypicalWord> words) {
        ranked = words.stream()
                .sorted(Comparator.comparingDouble(TypicalWord::z).reversed().thenComparing(TypicalWord::term)).toList();
    }

    /**
     * One of the words.
     *
     * @param term the word, in the most used form of the person that it is typical of
     * @param first the number of tweets of the first person in which it occurs
     * @param second the number of tweets of the second person in which it occurs
     * @param z the z-score: above 0 if the word is more typical of the first person, below 0 if of the second; above 1.96 or
     *         below -1.96 it is significant at the level of 0.05
     */
    public record TypicalWord(String term, int first, int second, double z) {}

    /**
     * Compares two people.
     *
     * @param first the terms of the first person, such as {@code Words.of(timeline).words()}
     * @param second the terms of the second person, of the same kind
     * @return the terms of both, ranked
     * @throws IllegalArgumentException if the kinds differ, such as words and hashtags
     */
    public static TypicalWords between(Frequencies first, Frequencies second) {
        if (!first.kind().equals(second.kind())) {
            throw new IllegalArgumentException("A %s cannot be compared with a %s.".formatted(first.kind(), second.kind()));
        }
        Map<String, Frequency> ofFirst = byKey(first);
        Map<String, Frequency> ofSecond = byKey(second);
        double sizeOfFirst = size(first);
        double sizeOfSecond = size(second);
        List<TypicalWord> words = new ArrayList<>();
        ofFirst.forEach((key, one) -> {
            Frequency other = ofSecond.getOrDefault(key, new Frequency(one.term(), 0, 0));
            double z = z(one.tweets(), sizeOfFirst, other.tweets(), sizeOfSecond);
            words.add(new TypicalWord(z < 0 ? other.term() : one.term(), one.tweets(), other.tweets(), z));
        });
        ofSecond.forEach((key, other) -> {
            if (!ofFirst.containsKey(key)) {
                double z = z(0, sizeOfFirst, other.tweets(), sizeOfSecond);
                words.add(new TypicalWord(other.term(), 0, other.tweets(), z));
            }
        });
        return new TypicalWords(words);
    }

    /**
     * Returns the words that are most typical of the first person.
     *
     * @param most the largest number of words to return
     * @return the significant words, the most typical one first
     */
    public List<TypicalWord> ofFirst(int most) {
        return ranked.stream().limit(most).filter(word -> word.z() > SIGNIFICANT).toList();
    }

    /**
     * Returns the words that are most typical of the second person.
     *
     * @param most the largest number of words to return
     * @return the significant words, the most typical one first
     */
    public List<TypicalWord> ofSecond(int most) {
        return ranked.stream().skip(Math.max(0, ranked.size() - (long) most)).filter(word -> word.z() < -SIGNIFICANT)
                .sorted(Comparator.comparingDouble(TypicalWord::z).thenComparing(TypicalWord::term)).toList();
    }

    /**
     * {@return all words as a Tablesaw table, from the most typical of the first person to the most typical of the second, with
     * the columns {@code word}, {@code first} and {@code second}, which are numbers of tweets, and {@code z}, the z-score}
     */
    public Table table() {
        return Table.create("Typical words",
                StringColumn.create("word", ranked.stream().map(TypicalWord::term)),
                IntColumn.create("first", ranked.stream().mapToInt(TypicalWord::first)),
                IntColumn.create("second", ranked.stream().mapToInt(TypicalWord::second)),
                DoubleColumn.create("z", ranked.stream().mapToDouble(TypicalWord::z)));
    }

    /** {@return the ten words that are most typical of the first person as a table in plain text} */
    @Override
    public String toString() {
        return table().first(10).print();
    }

    /** {@return the z-score of a word that occurs in at least one tweet of the two people} */
    private static double z(double first, double sizeOfFirst, double second, double sizeOfSecond) {
        double prior = WEIGHT_OF_PRIOR * (first + second);
        double sizeOfPrior = WEIGHT_OF_PRIOR * (sizeOfFirst + sizeOfSecond);
        double logOdds = Math.log((first + prior) / (sizeOfFirst + sizeOfPrior - first - prior))
                - Math.log((second + prior) / (sizeOfSecond + sizeOfPrior - second - prior));
        double variance = 1 / (first + prior) + 1 / (second + prior);
        return logOdds / Math.sqrt(variance);
    }

    private static Map<String, Frequency> byKey(Frequencies frequencies) {
        Map<String, Frequency> byKey = new HashMap<>();
        frequencies.top(frequencies.size()).forEach(frequency -> byKey.put(frequencies.key(frequency), frequency));
        return byKey;
    }

    private static double size(Frequencies frequencies) {
        return frequencies.top(frequencies.size()).stream().mapToDouble(Frequency::tweets).sum();
    }
}
