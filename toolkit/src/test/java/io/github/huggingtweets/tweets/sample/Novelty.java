package io.github.huggingtweets.tweets.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Remembers texts and decides whether another text is new: whether it shares few runs of three words with each of them. */
final class Novelty {

    private static final int RUN = 3;

    private final double tolerated;
    private final Map<String, List<Integer>> textsByRun = new HashMap<>();
    private int texts;

    /**
     * @param tolerated the largest share of its runs of three words, from 0 to 1, that a new text may have in common with one
     *         earlier text
     */
    Novelty(double tolerated) {
        this.tolerated = tolerated;
    }

    /** Remembers a text if it is new, and {@return whether it was}. */
    boolean admits(String text) {
        Set<String> runs = runs(text);
        Map<Integer, Integer> shared = new HashMap<>();
        for (String run : runs) {
            textsByRun.getOrDefault(run, List.of()).forEach(earlier -> shared.merge(earlier, 1, Integer::sum));
        }
        if (shared.values().stream().anyMatch(count -> count > tolerated * runs.size())) {
            return false;
        }
        runs.forEach(run -> textsByRun.computeIfAbsent(run, key -> new ArrayList<>()).add(texts));
        texts++;
        return true;
    }

    private static Set<String> runs(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}'@{}#]+");
        Set<String> runs = new LinkedHashSet<>();
        for (int i = 0; i + RUN <= words.length; i++) {
            runs.add(String.join(" ", List.of(words).subList(i, i + RUN)));
        }
        return runs;
    }
}
