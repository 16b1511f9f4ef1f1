package io.github.huggingtweets.tweets.filter;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.StringColumn;

/** The language codes of the sources, of which not all are those of today, and not all mean a language. */
public final class Languages {

    /** ISO 639's codes until 1989, which X still uses. */
    private static final Map<String, String> OLD = Map.of("in", "id", "iw", "he", "ji", "yi");

    /** What ISO 639 has for no language, several of them, any other, and artificial ones; X tags mere links and such so. */
    private static final Set<String> NONE = Set.of("und", "zxx", "mul", "mis", "art");

    private Languages() {}

    /** {@return a code as BCP 47 writes it today, lower-cased: {@code id} for {@code in}, {@code pt-br} for {@code pt_BR}} */
    public static String normalize(String code) {
        String tag = code.strip().replace('_', '-').toLowerCase(Locale.ROOT);
        String language = withoutRegion(tag);
        return OLD.getOrDefault(language, language) + tag.substring(language.length());
    }

    /** {@return the language of a normalized code: {@code pt} of {@code pt-br}} */
    public static String withoutRegion(String tag) {
        int end = tag.indexOf('-');
        return end < 0 ? tag : tag.substring(0, end);
    }

    /** {@return the language of the most rows, as an ISO 639 code} */
    public static Optional<String> mostUsed(StringColumn codes, IntStream rows) {
        Map<String, Integer> ofCode = new HashMap<>();
        rows.forEach(row -> ofCode.merge(codes.get(row), 1, Integer::sum));
        Map<String, Integer> ofLanguage = new HashMap<>();
        ofCode.forEach((code, count) -> ofLanguage.merge(withoutRegion(normalize(code)), count, Integer::sum));
        return ofLanguage.entrySet().stream()
                .filter(entry -> isLanguage(entry.getKey()))
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /** The codes from {@code qaa} to {@code qtz} are everybody's own; X has some for what it takes for no language. */
    private static boolean isLanguage(String code) {
        return code.matches("[a-z]{2,3}") && !NONE.contains(code) && !code.matches("q[a-t][a-z]");
    }
}
