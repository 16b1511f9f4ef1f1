package io.github.huggingtweets.tweets.generated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The words of one language: a few frequent ones, and hundreds of thousands of rare ones, which are made of syllables.
 */
final class Vocabulary {

    private static final double SHARE_OF_RARE_WORDS = 0.12;
    private static final int RARE_WORDS = 400_000;
    private static final Map<String, String> SYLLABLES = Map.of(
            "latin", "ba ke lo mi su ta ne ro vi du pa je go fi mu sa le ko ri nu",
            "ru", "ба ке ло ми су та не ро ви ду па же го фи му са ле ко ри ну",
            "ja", "バ ケ ロ ミ ス タ ネ ロ ビ ドゥ パ ジェ ゴ フィ ム サ レ コ リ ヌ",
            "ar", "با كي لو مي سو تا ني رو في دو بو جي قو شي مو سا لي كو ري نو");

    private final List<String> frequent;
    private final String[] syllables;

    private Vocabulary(String language, List<String> frequent) {
        this.frequent = frequent;
        syllables = SYLLABLES.getOrDefault(language, SYLLABLES.get("latin")).split(" ");
    }

    /** {@return the vocabularies by the code of their language, and one of emoji by the name {@code emoji}} */
    static Map<String, Vocabulary> all() {
        Map<String, Vocabulary> all = new LinkedHashMap<>();
        for (String part : resource().split("(?m)^\\[")) {
            int end = part.indexOf(']');
            if (end > 0) {
                String language = part.substring(0, end);
                all.put(language, new Vocabulary(language, Stream.of(part.substring(end + 1).strip().split("\\s+")).toList()));
            }
        }
        return all;
    }

    private static String resource() {
        try (InputStream words = Vocabulary.class.getResourceAsStream("words.txt")) {
            return new String(words.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a random word of the language, by its frequency} */
    String word(SplittableRandom random) {
        return random.nextDouble() < SHARE_OF_RARE_WORDS ? rareWord(skewed(RARE_WORDS, random)) : frequentWord(random);
    }

    /** {@return one of the frequent words} */
    String frequentWord(SplittableRandom random) {
        return frequent.get(skewed(frequent.size(), random));
    }

    /** {@return the rare word with a number, always the same} */
    String rareWord(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + syllables.length; rest > 0; rest /= syllables.length) {
            word.append(syllables[rest % syllables.length]);
        }
        return word.toString();
    }

    /** {@return a random number, at least 0 and less than a limit, in which small numbers are far more frequent} */
    static int skewed(int limit, SplittableRandom random) {
        double chance = random.nextDouble();
        return (int) (limit * chance * chance * chance);
    }
}
