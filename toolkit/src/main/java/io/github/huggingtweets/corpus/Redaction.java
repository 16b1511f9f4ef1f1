package io.github.huggingtweets.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The replacement of personal data of one kind before training, because a model can repeat its training text word by word. The
 * placeholder is always the same, so that a model learns where such data stands, but no actual data. The data is found by its
 * form: some of it may be missed, and some other text may be replaced.
 */
public final class Redaction {

    /** The placeholder of e-mail addresses. */
    public static final String EMAIL_ADDRESS = "[email]";

    /** The placeholder of telephone numbers. */
    public static final String PHONE_NUMBER = "[phone]";

    /** The placeholder of handles. */
    public static final String HANDLE = "@user";

    /** The kinds in the order in which they are replaced: an address may contain what looks like a number or a handle. */
    private enum Kind {
        EMAIL_ADDRESSES("E-mail addresses"),
        PHONE_NUMBERS("Phone numbers"),
        HANDLES("Handles");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }
    }

    private final Kind kind;
    private final List<String> regions;

    private Redaction(Kind kind, List<String> regions) {
        this.kind = kind;
        this.regions = regions;
    }

    /** {@return the replacement of e-mail addresses by {@value #EMAIL_ADDRESS}} */
    public static Redaction emailAddresses() {
        return new Redaction(Kind.EMAIL_ADDRESSES, List.of());
    }

    /**
     * Replaces telephone numbers.
     *
     * @param regions the countries whose national numbers to find, as ISO 3166 codes such as {@code US}; if none is given, some
     *         large countries where the language of the corpus is spoken. Numbers that begin with {@code +} are found from any
     *         country. Numbers without groups are found from the first country only.
     * @return the replacement of telephone numbers by {@value #PHONE_NUMBER}
     * @throws IllegalArgumentException if a code is unknown
     */
    public static Redaction phoneNumbers(String... regions) {
        List<String> codes = Arrays.stream(regions).map(code -> code.strip().toUpperCase(Locale.ROOT)).toList();
        PhoneNumbers.requireKnown(codes);
        return new Redaction(Kind.PHONE_NUMBERS, codes);
    }

    /** {@return the replacement of handles by {@value #HANDLE}; those of the corpus's authors stay} */
    public static Redaction handles() {
        return new Redaction(Kind.HANDLES, List.of());
    }

    /** {@return the redactions in the order in which they must be applied; one of each kind if none is given} */
    static List<Redaction> inOrder(Redaction... some) {
        List<Redaction> chosen = some.length > 0 ? List.of(some) : List.of(emailAddresses(), phoneNumbers(), handles());
        return chosen.stream().sorted((a, b) -> a.kind.compareTo(b.kind)).toList();
    }

    /**
     * Makes the function that replaces data of this kind in a cleaned tweet.
     *
     * @param ownHandles the handles that stay
     * @param language the language of the tweets as an ISO 639 code
     * @return the function; it returns a text without such data itself, not a copy
     */
    UnaryOperator<String> of(Set<String> ownHandles, String language) {
        return switch (kind) {
            case EMAIL_ADDRESSES -> EmailAddresses::replace;
            case PHONE_NUMBERS -> regions.isEmpty() ? PhoneNumbers.ofLanguage(language) : new PhoneNumbers(regions);
            case HANDLES -> text -> Mentions.replace(text, ownHandles);
        };
    }

    /** {@return the name of the step, such as {@code Handles redacted}} */
    @Override
    public String toString() {
        return kind.plural + " redacted";
    }
}
