package io.github.huggingtweets.corpus;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.ibm.icu.util.ULocale;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Finds and replaces telephone numbers. libphonenumber distinguishes them from dates, prices and other numbers by the rules of
 * each country. Digits after a plus sign and digits in the groups of North America are replaced even if no telephone can have the
 * number, because nothing else is written like that.
 */
final class PhoneNumbers implements UnaryOperator<String> {

    /**
     * libphonenumber logs a warning for each country with only one way to group digits. The field keeps the logger from
     * collection.
     */
    private static final Logger LIBRARY = Logger.getLogger(PhoneNumberUtil.class.getPackageName());

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    /** National numbers, except those within a town, have at least this many digits. */
    private static final int FEWEST_DIGITS = 7;

    /** How many candidates libphonenumber may try in one tweet. */
    private static final int MOST_TRIES = 1_000;

    private static final Pattern GROUP = Pattern.compile("\\p{Nd}++");

    /** A day with its year. */
    private static final Pattern DATE = Pattern.compile("\\b\\d\\d?([.-])\\d\\d?\\1(?:19|20)\\d\\d\\b");

    /** A number with a country code: in the groups of North America, or in any groups. */
    private static final Pattern INTERNATIONAL = Pattern.compile("(?<![\\w+])\\+(?:"
            + "1[-. ]?(?:\\(\\d{3}\\) ?|\\d{3}[-. ]?)\\d{3}[-. ]?\\d{4}(?!\\d)|\\d++(?:[-. ]?+(?:\\(\\d++\\)|\\d++))*+)");
    private static final int FEWEST_INTERNATIONAL_DIGITS = 10;
    /** The limit of ITU-T E.164. */
    private static final int MOST_INTERNATIONAL_DIGITS = 15;

    /** The groups of North America: three, three and four digits. */
    private static final Pattern NORTH_AMERICAN = Pattern.compile(
            "(?<![\\w.,/$\u20ac\u00a3#+-])(?:1[-. ])?(?:\\(\\d{3}\\) ?|\\d{3}[-. ])\\d{3}[-. ]\\d{4}(?![\\w]|[-.,/ ]\\d)");

    /**
     * The countries of languages that several large countries speak. For each other language, ICU names the likeliest country.
     */
    private static final Map<String, List<String>> COUNTRIES = Map.of(
            "en", List.of("US", "GB", "IN", "AU"),
            "es", List.of("ES", "MX", "AR", "CO", "CL", "PE"),
            "pt", List.of("BR", "PT"),
            "fr", List.of("FR", "BE", "CH"),
            "de", List.of("DE", "AT", "CH"),
            "nl", List.of("NL", "BE"),
            "zh", List.of("CN", "TW", "HK"),
            "ar", List.of("EG", "SA"));

    private final List<String> regions;

    /** @param regions the countries as ISO 3166 codes, the home country first */
    PhoneNumbers(List<String> regions) {
        this.regions = regions;
    }

    /** {@return a search for the numbers of the countries where a language is spoken, given as an ISO 639 code} */
    static PhoneNumbers ofLanguage(String language) {
        return new PhoneNumbers(COUNTRIES.getOrDefault(language,
                List.of(ULocale.addLikelySubtags(new ULocale(language)).getCountry())));
    }

    /**
     * Checks country codes.
     *
     * @throws IllegalArgumentException if libphonenumber does not know one of them
     */
    static void requireKnown(List<String> regions) {
        regions.stream().filter(region -> !NUMBERS.getSupportedRegions().contains(region)).findFirst().ifPresent(region -> {
            throw new IllegalArgumentException(
                    "The telephone numbers of \"" + region + "\" are unknown; give the code of a country, such as US.");
        });
    }

    @Override
    public String apply(String text) {
        if (!mayHoldOne(text)) {
            return text;
        }
        BitSet found = new BitSet();
        for (String region : regions) {
            boolean home = region.equals(regions.get(0)); // numbers of other countries count only in the groups usual there
            Leniency leniency = home ? Leniency.VALID : Leniency.STRICT_GROUPING;
            for (PhoneNumberMatch match : NUMBERS.findNumbers(text, region, leniency, MOST_TRIES)) {
                if (isWrittenAsNumber(match.rawString(), home)) {
                    found.set(match.start(), match.end());
                }
            }
        }
        INTERNATIONAL.matcher(text).results().filter(match -> isInternational(match.group()))
                .forEach(match -> found.set(match.start(), match.end()));
        if (regions.stream().anyMatch(region -> NUMBERS.getCountryCodeForRegion(region) == 1)) {
            NORTH_AMERICAN.matcher(text).results().forEach(match -> found.set(match.start(), match.end()));
        }
        return replaced(text, found);
    }

    private static boolean isInternational(String match) {
        long digits = match.chars().filter(Character::isDigit).count();
        return digits >= FEWEST_INTERNATIONAL_DIGITS && digits <= MOST_INTERNATIONAL_DIGITS;
    }

    /** {@return whether the text has enough digits with no letter between them; few tweets do, and the search is slow} */
    private static boolean mayHoldOne(String text) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < FEWEST_DIGITS; i++) {
            char c = text.charAt(i);
            digits = Character.isDigit(c) ? digits + 1 : Character.isLetter(c) ? 0 : digits;
        }
        return digits == FEWEST_DIGITS;
    }

    private static boolean isWrittenAsNumber(String match, boolean home) {
        long digits = match.chars().filter(Character::isDigit).count();
        long groups = GROUP.matcher(match).results().count();
        return (home || groups > 1) && digits > 2 * (groups - 1) && !DATE.matcher(match).find();
    }

    private static String replaced(String text, BitSet found) {
        StringBuilder rest = new StringBuilder();
        int done = 0;
        for (int start = found.nextSetBit(0); start >= 0; start = found.nextSetBit(done)) {
            rest.append(text, done, start).append(Redaction.PHONE_NUMBER);
            done = found.nextClearBit(start);
        }
        return done == 0 ? text : rest.append(text, done, text.length()).toString();
    }
}
