package io.github.huggingtweets.sources;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The language codes that sources give their tweets ({@link Tweet#language()}). Some of the codes are outdated, and some mean no
 * language.
 */
public final class Languages {

    /** ISO 639's codes until 1989, which X still uses. */
    private static final Map<String, String> OLD = Map.of("in", "id", "iw", "he", "ji", "yi");

    /** ISO 639 reserves {@code qaa} to {@code qtz} for private use; X uses some of them for tweets without a language. */
    private static final Pattern CODE = Pattern.compile("(?!q[a-t][a-z])[a-z]{2,3}");

    /** ISO 639's codes for undetermined, no, several, other and artificial languages; X gives them to tweets without words. */
    private static final Set<String> NONE = Set.of("und", "zxx", "mul", "mis", "art");

    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(?:-[a-z0-9]{2,8})*");

    private Languages() {}

    /**
     * Writes a code as BCP 47 does today.
     *
     * @param code a BCP 47 code in any case, with hyphens or underscores
     * @return the code in lower case: {@code id} for {@code in}, {@code pt-br} for {@code pt_BR}
     */
    public static String normalize(String code) {
        String tag = code.strip().replace('_', '-').toLowerCase(Locale.ROOT);
        String language = withoutRegion(tag);
        return OLD.getOrDefault(language, language) + tag.substring(language.length());
    }

    /**
     * Removes the region of a code.
     *
     * @param tag a code as {@link #normalize} writes it
     * @return the language alone, such as {@code pt} for {@code pt-br}
     */
    public static String withoutRegion(String tag) {
        int end = tag.indexOf('-');
        return end < 0 ? tag : tag.substring(0, end);
    }

    /**
     * Finds the language that a source's code means.
     *
     * @param code a BCP 47 code in any case, or an empty text
     * @return an ISO 639 code; empty if the code means no language, as {@code und} and X's own codes do: {@code qme} for media
     *         alone, {@code qst} for a text that is too short, and so on
     */
    public static Optional<String> language(String code) {
        String language = withoutRegion(normalize(code));
        return CODE.matcher(language).matches() && !NONE.contains(language) ? Optional.of(language) : Optional.empty();
    }

    /**
     * Tells whether there is a language of this code.
     *
     * @param code a BCP 47 code in any case
     * @return whether it begins with the code of a language, or with one that sources give to tweets without a language
     */
    public static boolean isKnown(String code) {
        String tag = normalize(code);
        String language = withoutRegion(tag);
        return TAG.matcher(tag).matches()
                && (NONE.contains(language) || !CODE.matcher(language).matches() || !name(language).equals(language));
    }

    /**
     * Finds the code of a language by its name.
     *
     * @param name the English name in any case, such as {@code Klingon}
     * @return the ISO 639 code, such as {@code tlh}; empty if no language has that name
     */
    public static Optional<String> codeOf(String name) {
        return Arrays.stream(ULocale.getISOLanguages()).filter(code -> name(code).equalsIgnoreCase(name.strip())).findFirst();
    }

    /**
     * Names a language.
     *
     * @param language an ISO 639 code
     * @return the English name, or the code itself if it has none
     */
    public static String name(String language) {
        return Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
    }
}
