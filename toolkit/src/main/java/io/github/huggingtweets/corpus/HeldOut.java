package io.github.huggingtweets.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The random choice of the texts that a model is not trained on: the same share of each author's tweets. */
final class HeldOut {

    private final Set<String> chosen = new HashSet<>();
    private final Set<String> decided = new HashSet<>();

    HeldOut(List<Part> parts, double fraction, long seed) {
        parts.forEach(part -> choose(part.tweets(), fraction, seed));
    }

    /** {@return whether a tweet is held out} */
    boolean contains(String tweet) {
        return chosen.contains(tweet);
    }

    private void choose(List<String> tweets, double fraction, long seed) {
        Map<String, Integer> copies = new HashMap<>();
        tweets.forEach(tweet -> copies.merge(tweet, 1, Integer::sum));
        List<String> shuffled = new ArrayList<>(new LinkedHashSet<>(tweets));
        Collections.shuffle(shuffled, new Random(seed));

        long room = Math.min(Math.round(tweets.size() * fraction), tweets.size() - 1);
        for (String tweet : copies.keySet()) {
            room -= chosen.contains(tweet) ? copies.get(tweet) : 0; // held out already, as a tweet of another author
        }
        for (String tweet : shuffled) {
            if (copies.get(tweet) <= room && decided.add(tweet)) {
                chosen.add(tweet);
                room -= copies.get(tweet);
            }
        }
        decided.addAll(copies.keySet());
    }
}
