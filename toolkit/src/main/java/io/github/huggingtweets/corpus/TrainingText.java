package io.github.huggingtweets.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The text that a model is trained on, in which several authors are balanced. */
final class TrainingText {

    /** Balancing may make the text at most this many times as long. Beyond that, nearly all of it would be repetition. */
    private static final int MOST_REPETITION = 20;

    private final List<Part> parts;

    TrainingText(List<Part> parts) {
        this.parts = parts.stream().filter(part -> !part.tweets().isEmpty()).toList();
    }

    /** {@return the text that {@link Corpus#text} describes} */
    String write(int epochs, long seed) {
        StringBuilder text = new StringBuilder(Corpus.SEPARATOR);
        order(epochs, seed).forEach(tweet -> text.append(tweet).append(Corpus.SEPARATOR));
        return text.toString();
    }

    /** {@return the tweets of all epochs in the order of that text} */
    List<String> order(int epochs, long seed) {
        if (epochs < 1) {
            throw new IllegalArgumentException("A training text needs at least 1 epoch, not " + epochs + ".");
        }
        requireBalance();
        Random random = new Random(seed);
        long longest = longest();
        List<List<String>> shuffled = parts.stream().<List<String>>map(part -> new ArrayList<>(part.tweets())).toList();
        List<String> order = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            List<String> tweets = shuffled.size() == 1 ? shuffled.get(0) : new ArrayList<>();
            if (shuffled.size() > 1) {
                shuffled.forEach(own -> repeat(own, longest, random, tweets));
            }
            Collections.shuffle(tweets, random);
            order.addAll(tweets);
        }
        return order;
    }

    /** Adds an author's tweets, in a new random order each time, until they have at least the given number of characters. */
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

    /**
     * Checks that balancing does not lengthen the text too much.
     *
     * @throws IllegalStateException if it makes the text more than 20 times as long
     */
    void requireBalance() {
        long all = parts.stream().mapToLong(Part::characters).sum();
        if (longest() * (double) parts.size() > all * (double) MOST_REPETITION) {
            throw new IllegalStateException(String.format(Locale.ENGLISH,
                    "%,d people cannot be balanced: if each of them got as many characters as the largest, the text would"
                            + " be %,.0f times as long, and repeat itself; choose some of them with timeline.by(\"@handle\","
                            + " ...), or treat all as one author with timeline.asOne(\"handle\", \"name\").",
                    parts.size(), longest() * (double) parts.size() / all));
        }
    }
}
