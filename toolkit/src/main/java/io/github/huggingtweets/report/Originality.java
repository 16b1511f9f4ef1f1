package io.github.huggingtweets.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of what a bot writes stands in the tweets that it has learned from, and how much it repeats itself.
 *
 * @param asked the number of tweets that it was asked for
 * @param sampling the settings that they were written with by their names, the seed included
 * @param trainingTweets the number of tweets that they were compared with
 * @param longestRuns how many of the generated tweets have a longest run of so many words that stands in a training tweet, by
 *     the number of words; 0 words if not even one does
 * @param copies how many of them are a training tweet: the same words, case, spaces and links aside
 * @param repeats how many of them are the same as another one of them, case, spaces and links aside
 * @param distinct2 the number of different pairs of neighbouring words in them, divided by the number of all such pairs; 1 if
 *     no pair occurs twice, and empty if there is no pair. This is distinct-2, see Li et al. (2016), A Diversity-Promoting
 *     Objective Function for Neural Conversation Models; the pairs are divided by the number of pairs instead of that of words.
 * @param distinct2OfPeople the same of as many training tweets, drawn with the same seed, or of all if there are fewer
 */
public record Originality(
        int asked,
        Map<String, String> sampling,
        int trainingTweets,
        SortedMap<Integer, Integer> longestRuns,
        int copies,
        int repeats,
        OptionalDouble distinct2,
        OptionalDouble distinct2OfPeople) {

    /** A run of so many words is long: it is hardly there by chance. */
    public static final int LONG_RUN = 8;

    /** Copies the parts. */
    public Originality {
        sampling = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(sampling, "sampling")));
        longestRuns = Collections.unmodifiableSortedMap(new TreeMap<>(Objects.requireNonNull(longestRuns, "longestRuns")));
    }

    /** {@return the number of generated tweets, which is less than was asked for if somebody stopped the generation} */
    public int tweets() {
        return longestRuns.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * {@return how many of the generated tweets have a run of words that stands in a training tweet}
     *
     * @param words the least number of words of the run
     */
    public int withRunOf(int words) {
        return longestRuns.tailMap(words).values().stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return the number of words that the longest runs of half of the generated tweets have at most} */
    public int medianRun() {
        int half = (tweets() + 1) / 2;
        int soFar = 0;
        for (Map.Entry<Integer, Integer> run : longestRuns.entrySet()) {
            soFar += run.getValue();
            if (soFar >= half) {
                return run.getKey();
            }
        }
        return 0;
    }

    /** {@return the number of words of the longest run of all} */
    public int longestRun() {
        return longestRuns.isEmpty() ? 0 : longestRuns.lastKey();
    }
}
