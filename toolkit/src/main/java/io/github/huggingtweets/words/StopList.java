package io.github.huggingtweets.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.core.StopAnalyzer;

/**
 * The stop words of a language: words that say little by themselves, such as "the" and "and". The lists are those of Apache
 * Lucene. {@code stop-words.txt} beside this class adds words of today's informal writing, and lists for languages that Lucene
 * lacks.
 */
final class StopList {

    /** No stop words. */
    static final StopList EMPTY = new StopList("", Set.of());

    /** Languages in which a word may lose its last vowel and join the next word with an apostrophe, as in {@code l'amour}. */
    private static final Set<String> WITH_ELISION = Set.of("fr", "it", "ca", "ga");

    private static final Map<String, String> FILES_OF_LUCENE = filesOfLucene();
    private static final Map<String, Set<String>> MORE = more();
    private static final Set<String> LANGUAGES = languages(FILES_OF_LUCENE.keySet(), MORE.keySet());
    private static final Map<String, StopList> LISTS = new ConcurrentHashMap<>();

    private final String language;
    private final Set<String> words;

    private StopList(String language, Set<String> words) {
        this.language = language;
        this.words = words;
    }

    /** {@return the languages that have a list, as ISO 639 codes} */
    static Set<String> languages() {
        return LANGUAGES;
    }

    /** {@return the list of one of the {@link #languages}} */
    static StopList of(String language) {
        return LISTS.computeIfAbsent(language, code -> {
            Set<String> words = new HashSet<>(MORE.getOrDefault(code, Set.of()));
            if (FILES_OF_LUCENE.containsKey(code)) {
                words.addAll(ofLucene(FILES_OF_LUCENE.get(code)));
            }
            return new StopList(code, words.stream().map(WordFinder::fold).collect(Collectors.toUnmodifiableSet()));
        });
    }

    /** {@return a list of the words of both lists, in the language of this one} */
    StopList and(StopList other) {
        return new StopList(language, Stream.of(words, other.words).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
    }

    /** {@return whether the list contains a word, given as {@link WordFinder#fold} writes it} */
    boolean lists(String folded) {
        return words.contains(folded);
    }

    /**
     * Removes from a word the stop words that an apostrophe joins to it: the article of {@code l'amour}, the possessive of
     * {@code today's}.
     *
     * @param word the word as it is written
     * @return the rest of the word; an empty text if it is a stop word itself
     */
    String without(String word) {
        if (this == EMPTY) {
            return word;
        }
        String folded = WordFinder.fold(word);
        if (words.contains(folded) || WordFinder.isSingleLetter(word)) {
            return "";
        }
        String spelled = word.replace('’', '\'');
        int first = spelled.indexOf('\'');
        if (first > 0 && WITH_ELISION.contains(language) && isArticle(WordFinder.fold(word.substring(0, first)))) {
            return without(word.substring(first + 1));
        }
        if (language.equals("en") && folded.endsWith("'s")) {
            return without(word.substring(0, spelled.lastIndexOf('\'')));
        }
        return word;
    }

    private boolean isArticle(String beginning) {
        return beginning.length() == 1 || words.contains(beginning);
    }

    private static Set<String> ofLucene(String file) {
        try (InputStream list = StopAnalyzer.class.getResourceAsStream("/org/apache/lucene/analysis/" + file)) {
            CharArraySet words = file.startsWith("snowball/")
                    ? WordlistLoader.getSnowballWordSet(list) : WordlistLoader.getWordSet(list, StandardCharsets.UTF_8, "#");
            return words.stream().map(word -> new String((char[]) word)).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("The stop words " + file + " of Lucene cannot be read", e);
        }
    }

    private static Map<String, String> filesOfLucene() {
        Map<String, String> files = new HashMap<>();
        for (String language : "ar bg bn br ca ckb el et eu fa ga gl hi hy id lt lv ne ro sr ta te th tr".split(" ")) {
            files.put(language, language + "/stopwords.txt");
        }
        files.put("cs", "cz/stopwords.txt");
        Map.of("danish", "da", "dutch", "nl", "english", "en", "finnish", "fi", "french", "fr", "german", "de", "hungarian", "hu")
                .forEach((name, language) -> files.put(language, "snowball/" + name + "_stop.txt"));
        Map.of("italian", "it", "norwegian", "no", "portuguese", "pt", "russian", "ru", "spanish", "es", "swedish", "sv")
                .forEach((name, language) -> files.put(language, "snowball/" + name + "_stop.txt"));
        return files;
    }

    private static Map<String, Set<String>> more() {
        try (InputStream file = StopList.class.getResourceAsStream("stop-words.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[0],
                            words -> Set.copyOf(Arrays.asList(words).subList(1, words.length)),
                            (some, others) -> Stream.of(some, others).flatMap(Set::stream).collect(Collectors.toSet())));
        } catch (IOException e) {
            throw new UncheckedIOException("The stop words that come with the toolkit cannot be read", e);
        }
    }

    private static Set<String> languages(Set<String> some, Set<String> others) {
        return Stream.of(some, others).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
