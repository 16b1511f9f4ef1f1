package io.github.huggingtweets.words;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Counts terms that are the same but for their form, such as capital letters, in a bounded space: beyond half a million
 * different ones, the rarest are forgotten, as in lossy counting (Manku and Motwani, 2002). What is frequent stays.
 */
final class Tally {

    private static final int MOST_ENTRIES = 500_000;

    private final UnaryOperator<String> key;
    private final int mostEntries;
    private final Map<String, Entry> entries = new HashMap<>();
    private int tweets;
    private int tweetsWithAny;
    private int forgotten;

    /**
     * Begins to count.
     *
     * @param key what is the same of two forms of one term
     */
    Tally(UnaryOperator<String> key) {
        this(key, MOST_ENTRIES);
    }

    Tally(UnaryOperator<String> key, int mostEntries) {
        this.key = key;
        this.mostEntries = mostEntries;
    }

    /**
     * Counts what occurs in one more tweet.
     *
     * @param forms the terms as they are written there, as often as they occur
     */
    void add(Collection<String> forms) {
        tweets++;
        tweetsWithAny += forms.isEmpty() ? 0 : 1;
        for (String form : forms) {
            entries.computeIfAbsent(key.apply(form), term -> new Entry()).add(form, tweets);
        }
        forgetTheRarest();
    }

    /** Adds what was counted in other tweets. */
    void addAll(Tally other) {
        tweets += other.tweets;
        tweetsWithAny += other.tweetsWithAny;
        other.entries.forEach((term, entry) -> entries.merge(term, entry, Entry::plus));
        forgetTheRarest();
    }

    Frequencies frequencies(String kind) {
        List<Frequency> all = entries.values().stream().map(Entry::frequency).toList();
        return new Frequencies(kind, key, all, tweets, tweetsWithAny);
    }

    private void forgetTheRarest() {
        if (entries.size() > mostEntries) {
            while (entries.size() > mostEntries / 4 * 3) {
                forgotten++;
                entries.values().removeIf(entry -> entry.tweets <= forgotten);
            }
        }
    }

    /** One term with its forms. Most have a single one, which takes no map. */
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
            // the other tally numbered its tweets anew
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
                            // of two as frequent, the one with fewer capital letters, which sort before the small ones
                            .thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow().getKey();
        }
    }
}
