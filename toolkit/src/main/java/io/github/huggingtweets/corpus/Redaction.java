package io.github.huggingtweets.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Personal data of one kind that is replaced before training, since a model can give back word by word what it has learned. What
 * stands in its place is the same each time, so that a model learns where such a thing goes, but none in particular. What matches
 * is found by its form: neither that all of it is found nor that nothing else is can be promised.
 */
public final class Redaction {

    /** What stands in the place of an e-mail address. */
    public static final String EMAIL_ADDRESS = "[email]";

    /** What stands in the place of a telephone number. */
    public static final String PHONE_NUMBER = "[phone]";

    /** What stands in the place of a handle. */
    public static final String HANDLE = "@user";

    /** The kinds in the order in which they are replaced: an address may hold what looks like a number or a handle. */
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
     * {@return the replacement of telephone numbers by {@value #PHONE_NUMBER}}
     *
     * @param regions the countries whose national numbers are looked for, as ISO 3166 codes such as {@code US}; where none is
     *         given, some large ones in which the language of the corpus is spoken. Numbers that begin with {@code +} are found
     *         wherever they belong. Numbers without any grouping are looked for in the first country only.
     * @throws IllegalArgumentException if nothing is known of the numbers of a country
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

    /** {@return some redactions in the order in which they must be applied; all kinds of them where none is given} */
    public static List<Redaction> inOrder(Redaction... some) {
        List<Redaction> chosen = some.length > 0 ? List.of(some) : List.of(emailAddresses(), phoneNumbers(), handles());
        return chosen.stream().sorted((a, b) -> a.kind.compareTo(b.kind)).toList();
    }

    /**
     * {@return what replaces such data in a cleaned tweet; a text without any is returned as it is, the same object}
     *
     * @param ownHandles the handles that stay
     * @param language the language of the tweets as an ISO 639 code
     */
    public UnaryOperator<String> of(Set<String> ownHandles, String language) {
        return switch (kind) {
            case EMAIL_ADDRESSES -> EmailAddresses::replace;
            case PHONE_NUMBERS -> regions.isEmpty() ? PhoneNumbers.ofLanguage(language) : new PhoneNumbers(regions);
            case HANDLES -> text -> Mentions.replace(text, ownHandles);
        };
    }

    /** {@return what is done, in two or three words} */
    @Override
    public String toString() {
        return kind.plural + " redacted";
    }
}
