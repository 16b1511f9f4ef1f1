package io.github.huggingtweets.tweets.generated;

import java.util.Map;

/** The people in mentions and replies, by their numbers. */
final class People {

    /** The number of people. */
    static final int COUNT = 200_000;

    private final Map<String, Vocabulary> vocabularies = Vocabulary.all();

    String handle(int person) {
        return vocabularies.get("en").rareWord(person * 7) + (person % 3 == 0 ? "_" + person % 100 : "");
    }

    String name(int person) {
        String name = vocabularies.get(person % 9 == 0 ? "ja" : person % 11 == 0 ? "ru" : "en").rareWord(person);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + (person % 13 == 0 ? " ☕" : "");
    }

    String id(int person) {
        return String.valueOf(10_000_000L + person * 7_919L);
    }
}
