package io.github.huggingtweets.originality;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** How much texts repeat each other. */
public final class Diversity {

    private Diversity() {}

    /**
     * Computes distinct-2 (Li et al. 2016, A Diversity-Promoting Objective Function for Neural Conversation Models): the number of
     * different pairs of neighbouring words in some texts, divided by the number of all such pairs. The paper divides by the
     * number of words instead. Words, and which of them are the same, are those of {@link TrainingTweets}; a pair does not go from
     * one text into the next. The more texts, the lower it is, so compare equally many.
     *
     * @param texts the texts
     * @return a number above 0 and up to 1, which means that no pair occurs twice; empty if no text has two words
     */
    public static OptionalDouble distinct2(List<String> texts) {
        WordCutter cutter = new WordCutter();
        Set<List<String>> different = new HashSet<>();
        long all = 0;
        for (String text : texts) {
            List<String> words = cutter.words(text).stream().map(WordCutter.Word::key).toList();
            for (int i = 1; i < words.size(); i++) {
                different.add(List.of(words.get(i - 1), words.get(i)));
                all++;
            }
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) different.size() / all);
    }

    /**
     * Counts the texts that are the same as another one of them: the same words in the same order, and no others. Texts without
     * words do not count.
     *
     * @param texts the texts
     * @return the number of these texts, each of two equal ones included
     */
    public static int repeats(List<String> texts) {
        TrainingTweets index = TrainingTweets.of(texts);
        return (int) texts.stream().filter(text -> index.copyFromOthers(text).whole()).count();
    }
}
