package io.github.huggingtweets.words;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.StringColumn;

/** The language codes of the sources, of which not all are those of today, and not all mean a language. */
public final class Languages {

    /** ISO 639's codes until 1989, which X still uses. */
    private static final Map<String, String> OLD = Map.of("in", "id", "iw", "he", "ji", "yi");

    /** The codes from {@code qaa} to {@code qtz} are everybody's own; X has some for what it takes for no language. */
    private static final Pattern CODE = Pattern.compile("(?!q[a-t][a-z])[a-z]{2,3}");

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

    /**
     * {@return the language that a source's code means, as an ISO 639 code; empty where it means none, as {@code und} and X's own
     * codes do: {@code qme} for media alone, {@code qst} for a text that is too short, and so on}
     *
     * @param code a BCP 47 code in any case, or an empty text
     */
    public static Optional<String> language(String code) {
        String language = withoutRegion(normalize(code));
        return CODE.matcher(language).matches() && !NONE.contains(language) ? Optional.of(language) : Optional.empty();
    }

    /** {@return the English name of an ISO 639 code, or the code itself where it has none} */
    public static String name(String language) {
        return Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
    }

    /** {@return the language of the most rows, as an ISO 639 code} */
    public static Optional<String> mostUsed(StringColumn codes, IntStream rows) {
        Map<String, Integer> ofCode = new HashMap<>();
        rows.forEach(row -> ofCode.merge(codes.get(row), 1, Integer::sum));
        Map<String, Integer> ofLanguage = new HashMap<>();
        ofCode.forEach((code, count) -> language(code).ifPresent(language -> ofLanguage.merge(language, count, Integer::sum)));
        return ofLanguage.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }
}
