package io.github.huggingtweets.words;

import io.github.huggingtweets.sources.Languages;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Chooses the list of stop words for each tweet of a timeline. */
final class StopWords {

    /** The smallest share of the tweets that a language must have: rarer languages are mostly wrong guesses of the source. */
    private static final double LEAST_SHARE = 0.05;

    /** The smallest share of the words that the stop words of a language must have for a guess of the language. */
    private static final double LEAST_HITS = 0.1;

    private final List<String> languages;
    private final Map<String, StopList> byCode = new ConcurrentHashMap<>();

    private StopWords(List<String> languages) {
        this.languages = languages;
    }

    /** {@return an empty list for each tweet} */
    static StopWords none() {
        return new StopWords(List.of());
    }

    /**
     * Chooses the languages of a timeline.
     *
     * @param shares the number of tweets of each language, by ISO 639 code
     * @param texts returns some of the texts, to guess the language by if the source gives none
     */
    static StopWords of(Frequencies shares, Supplier<List<String>> texts) {
        if (shares.size() == 0) {
            return new StopWords(guess(texts.get()).stream().toList());
        }
        return new StopWords(shares.top(shares.size()).stream()
                .filter(language -> language.tweets() >= LEAST_SHARE * shares.tweetsWithAny())
                .map(Frequency::term)
                .filter(StopList.languages()::contains)
                .toList());
    }

    /** {@return the languages whose stop words are left out, as ISO 639 codes, the most frequent first} */
    List<String> languages() {
        return languages;
    }

    /** {@return the stop words for a tweet with this language code; those of the main language if the code means none} */
    StopList of(String code) {
        return languages.isEmpty() ? StopList.EMPTY : byCode.computeIfAbsent(code, this::choose);
    }

    private StopList choose(String code) {
        StopList main = StopList.of(languages.get(0));
        Optional<String> own = Languages.language(code).filter(StopList.languages()::contains);
        return own.map(language -> languages.contains(language) ? StopList.of(language) : main.and(StopList.of(language)))
                .orElse(main);
    }

    /** {@return the language whose stop words occur most often in the texts, if they occur often enough} */
    private static Optional<String> guess(List<String> texts) {
        WordFinder finder = new WordFinder();
        List<String> words = texts.stream()
                .flatMap(text -> finder.words(text, StopList.EMPTY).stream()).map(WordFinder::fold).toList();
        Map<String, Long> hits = new HashMap<>();
        for (String language : StopList.languages()) {
            hits.put(language, words.stream().filter(StopList.of(language)::lists).count());
        }
        return hits.entrySet().stream()
                .filter(entry -> entry.getValue() > LEAST_HITS * words.size())
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
