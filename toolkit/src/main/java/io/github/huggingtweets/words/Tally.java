package io.github.huggingtweets.words;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Counts terms in bounded memory. Forms of a term, which differ in capital letters for example, count together. Above half a
 * million different terms, the rarest are dropped, as in lossy counting (G. S. Manku and R. Motwani, "Approximate Frequency
 * Counts over Data Streams", VLDB 2002). Frequent terms stay.
 */
final class Tally {

    private static final int MOST_ENTRIES = 500_000;

    private final UnaryOperator<String> key;
    private final int mostEntries;
    private final Map<String, Entry> entries = new HashMap<>();
    private int tweets;
    private int tweetsWithAny;
    private int dropped;

    /**
     * Begins to count.
     *
     * @param key returns the key that all forms of a term share
     */
    Tally(UnaryOperator<String> key) {
        this(key, MOST_ENTRIES);
    }

    Tally(UnaryOperator<String> key, int mostEntries) {
        this.key = key;
        this.mostEntries = mostEntries;
    }

    /**
     * Counts the terms of one more tweet.
     *
     * @param forms the terms as they are written there, each as many times as it occurs
     */
    void add(Collection<String> forms) {
        tweets++;
        tweetsWithAny += forms.isEmpty() ? 0 : 1;
        for (String form : forms) {
            entries.computeIfAbsent(key.apply(form), term -> new Entry()).add(form, tweets);
        }
        dropTheRarest();
    }

    /** Adds the counts of another tally, of other tweets. */
    void addAll(Tally other) {
        tweets += other.tweets;
        tweetsWithAny += other.tweetsWithAny;
        other.entries.forEach((term, entry) -> entries.merge(term, entry, Entry::plus));
        dropTheRarest();
    }

    /** {@return the counted terms, ranked} */
    Frequencies frequencies(String kind) {
        List<Frequency> all = entries.values().stream().map(Entry::frequency).toList();
        return new Frequencies(kind, key, all, tweets, tweetsWithAny);
    }

    private void dropTheRarest() {
        if (entries.size() > mostEntries) {
            while (entries.size() > mostEntries / 4 * 3) {
                dropped++;
                entries.values().removeIf(entry -> entry.tweets <= dropped);
            }
        }
    }

    /** One term with its forms. Most terms have one form only, which needs no map. */
    private static final class Entry {

        private String form;
        private Map<String, Long> forms;
        private int tweets;
        private long uses;
        private int latestTweet;

        void add(String used, int tweet) {
            count(used, 1);
            tweets += latestTweet == tweet ? 0 : 1;
            latestTweet = tweet;
        }

        Entry plus(Entry other) {
            if (other.forms == null) {
                count(other.form, other.uses);
            } else {
                other.forms.forEach(this::count);
            }
            tweets += other.tweets;
            // the other tally has numbers of its own for its tweets
            latestTweet = 0;
            return this;
        }

        private void count(String used, long times) {
            if (form == null) {
                form = used;
            } else if (forms == null && !form.equals(used)) {
                forms = new HashMap<>(Map.of(form, uses));
            }
            if (forms != null) {
                forms.merge(used, times, Long::sum);
            }
            uses += times;
        }

        Frequency frequency() {
            return new Frequency(forms == null ? form : mostUsed(), tweets, uses);
        }

        private String mostUsed() {
            return forms.entrySet().stream()
                    .max(Map.Entry.<String, Long>comparingByValue()
                            // of two equally frequent forms, the one with fewer capitals, which sort before small letters
                            .thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow().getKey();
        }
    }
}
