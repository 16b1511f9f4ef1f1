package io.github.huggingtweets.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The tweets of one person or several in the order in which a model learns them, balanced between the people. */
final class TrainingText {

    /** Where repeating makes a text so many times as long, hardly anything in it would be new. */
    private static final int MOST_REPETITION = 20;

    private final List<Part> parts;

    TrainingText(List<Part> parts) {
        this.parts = parts.stream().filter(part -> !part.tweets().isEmpty()).toList();
    }

    /** Writes one epoch after the other; {@link Corpus#text} says how. */
    String write(int epochs, long seed) {
        requireBalance();
        Random random = new Random(seed);
        long longest = longest();
        List<List<String>> shuffled = parts.stream().<List<String>>map(part -> new ArrayList<>(part.tweets())).toList();
        StringBuilder text = new StringBuilder(Corpus.SEPARATOR);
        for (int epoch = 0; epoch < epochs; epoch++) {
            List<String> tweets = shuffled.size() == 1 ? shuffled.get(0) : new ArrayList<>();
            if (shuffled.size() > 1) {
                shuffled.forEach(own -> repeat(own, longest, random, tweets));
            }
            Collections.shuffle(tweets, random);
            tweets.forEach(tweet -> text.append(tweet).append(Corpus.SEPARATOR));
        }
        return text.toString();
    }

    /** Adds one person's tweets again and again, shuffled anew each time, until they have so many characters or a few more. */
    private static void repeat(List<String> own, long characters, Random random, List<String> tweets) {
        for (long length = 0; length < characters;) {
            Collections.shuffle(own, random);
            for (int i = 0; i < own.size() && length < characters; i++) {
                tweets.add(own.get(i));
                length += Part.characters(own.get(i));
            }
        }
    }

    private long longest() {
        return parts.stream().mapToLong(Part::characters).max().orElse(0);
    }

    /** @throws IllegalStateException if the people cannot be balanced in a sensible way */
    void requireBalance() {
        long all = parts.stream().mapToLong(Part::characters).sum();
        if (longest() * (double) parts.size() > all * (double) MOST_REPETITION) {
            throw new IllegalStateException(String.format(Locale.ENGLISH,
                    "%,d people cannot be balanced: if each of them got as many characters as the largest, the text would"
                            + " be %,.0f times as long, and repeat itself; choose some of them with timeline.by(\"@handle\","
                            + " ...), or take all for one voice with timeline.asOne(\"handle\", \"name\").",
                    parts.size(), longest() * (double) parts.size() / all));
        }
    }
}
