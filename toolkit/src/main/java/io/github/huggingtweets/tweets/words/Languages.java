package io.github.huggingtweets.tweets.words;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the language codes of tweets mean. */
final class Languages {

    /** Undetermined, none, several, other: languages as far as the standard goes alone. */
    private static final Set<String> NO_LANGUAGES = Set.of("", "und", "zxx", "mul", "mis", "art");

    private Languages() {}

    /**
     * {@return the language as an ISO 639 code, without region or script, {@code id} and {@code he} for the codes {@code in} and
     * {@code iw} of old; empty where there is none, as in X's own codes: {@code qme} for media alone, {@code qst} for a text that
     * is too short, and so on}
     *
     * @param code a BCP 47 code, or nothing
     */
    static Optional<String> language(String code) {
        String language = Locale.forLanguageTag(code.strip().replace('_', '-')).getLanguage();
        return NO_LANGUAGES.contains(language) || isForPrivateUse(language) ? Optional.empty() : Optional.of(language);
    }

    /** {@return the English name of an ISO 639 code, or the code itself where it has none} */
    static String name(String language) {
        return Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
    }

    /** ISO 639-2 reserves qaa to qtz, of which X uses some. */
    private static boolean isForPrivateUse(String language) {
        return language.length() == 3 && language.compareTo("qaa") >= 0 && language.compareTo("qtz") <= 0;
    }
}
