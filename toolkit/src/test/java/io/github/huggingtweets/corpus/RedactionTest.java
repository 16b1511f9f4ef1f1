package io.github.huggingtweets.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.steps.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which data count as personal. The addresses, numbers and handles are invented or reserved for examples. */
class RedactionTest {

    private static String redacted(Redaction redaction, String language, String text) {
        return redaction.of(Set.of("me", "me.bsky.social"), language).apply(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "write to ada.b+news@mail.example.com, please | write to [email], please",
        "ADA_LOVELACE99@EXAMPLE.CO.UK | [email]",
        "(ada@example.org). Then bob-x@sub.example.museum! | ([email]). Then [email]!",
        "mailto:ada@example.com?subject=x | mailto:[email]?subject=x",
        "'ada@example.com' -ada@example.com | '[email]' -[email]",
        "o'neil@example.ie | [email]",
        "jürgen.müller@bäckerei.example schrieb | [email] schrieb",
        "почта: иван@пример.рф! | почта: [email]!",
        "メールはtaro@example.jpまでお願いします | メールは[email]までお願いします",
        "δοκιμή@παράδειγμα.ελ | [email]",
        "a@xn--bcher-kva.example | [email]",
        "ada@example.com,bob@example.com;eve@example.com | [email],[email];[email]",
        "ada＠example.com | [email]"})
    void replacesEmailAddresses(String text, String expected) {
        assertEquals(expected, redacted(Redaction.emailAddresses(), "en", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "me@home", "3 @ 2.50", "buy 2@1.50 each", "@ada.bsky.social", "@ada@mastodon.example", "hi @ada", "a @b.c",
        "user@localhost", "x@y.1", "@@example.com", "love u@.com", "a@-b.com", "see example.com/@ada", "no mail here"})
    void leavesTextsWithoutEmailAddresses(String text) {
        assertSame(text, redacted(Redaction.emailAddresses(), "en", text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "en | call (212) 555-0123 now | call [phone] now",
        "en | call 212-555-0123, ext. none | call [phone], ext. none",
        "en | 212.555.0123 or 212 555 0199 | [phone] or [phone]",
        "en | +1 (212) 555-0123 | [phone]",
        "en | text 2125550123 | text [phone]",
        "en | call 555-123-4567 now, or (555) 123-4567. | call [phone] now, or [phone].",
        "en | 555.123.4567 or 1-555-123-4567 or 555 123 4567 | [phone] or [phone] or [phone]",
        "en | +1 (555) 123-4567, +15551234567 | [phone], [phone]",
        "es | +1 555 123 4567 y +999 12 345 67 89 | [phone] y [phone]",
        "en | +44 20 7946 0958. | [phone].",
        "en | ring 020 7946 0958 after five | ring [phone] after five",
        "en | +4915112345678 | [phone]",
        "en | +52 55 1234 5678 | [phone]",
        "en | whatsapp:+91 98765 43210 | whatsapp:[phone]",
        "es | llámame al 612 34 56 78 | llámame al [phone]",
        "es | mi whatsapp 612345678 | mi whatsapp [phone]",
        "es | CDMX 55 1234 5678 | CDMX [phone]",
        "fr | appelle le 06 12 34 56 78 ! | appelle le [phone] !",
        "fr | 06.12.34.56.78 | [phone]",
        "de | ruf 030 123456 oder 0151 23456789 an | ruf [phone] oder [phone] an",
        "ja | 電話は03-1234-5678まで | 電話は[phone]まで",
        "ja | 090-1234-5678 | [phone]",
        "pt | liga (11) 91234-5678 | liga [phone]",
        "es | 612 345 678, 612.34.56.78, 612-345678 | [phone], [phone], [phone]",
        "it | 06 1234 5678 o 338 123 4567 | [phone] o [phone]",
        "ru | 8 (912) 345-67-89 | [phone]",
        "hi | 98765 43210 | [phone]",
        "tr | 0532 123 45 67 | [phone]",
        "ar | اتصل ٠١٠ ١٢٣٤ ٥٦٧٨ | اتصل [phone]"})
    void replacesPhoneNumbers(String language, String text, String expected) {
        assertEquals(expected, redacted(Redaction.phoneNumbers(), language, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "in 2019-2020 and 2021, 2022", "on 12/31/2023 at 12:45:59", "2023-05-31 12:34", "31.12.2023 23:59", "20230531",
        "$1,234,567.89 and 1.234.567 euros", "it costs $2125550123", "10,000,000,000 people", "3.14159265358979",
        "id 1234567890123456789", "commit 20125550123456", "192.168.100.200", "10.0.0.1:8080",
        "0-0, 3-2, 102-98, 7-6 6-4 6-7 7-5", "1 2 3 4 5 6 7 8 9 10", "1/2/3/4/5/6/7/8", "40.712776, -74.005974",
        "ISBN 978-3-16-148410-0", "100% 200% 300%", "route 66, gate 14, seat 23, flight 1549", "1600 1700 1800 1900",
        "4,8,15,16,23,42", "$555-123-4567", "100-200-300", "+1000000 followers", "2+2222222222",
        "up +12.5 and +300.25 today"})
    void leavesNumbersThatAreNotPhoneNumbers(String text) {
        for (String language : List.of("en", "es", "fr", "de", "ja", "it", "pt", "ar", "ru", "tr")) {
            assertSame(text, redacted(Redaction.phoneNumbers(), language, text), language);
        }
    }

    @Test
    void replacesPhoneNumbersOfGivenCountries() {
        String text = "ring 09 379 4567 from Auckland";
        assertSame(text, redacted(Redaction.phoneNumbers("US"), "en", text));
        assertEquals("ring [phone] from Auckland", redacted(Redaction.phoneNumbers("us", "NZ"), "en", text));
        var refusal = assertThrows(IllegalArgumentException.class, () -> Redaction.phoneNumbers("Narnia"));
        assertTrue(refusal.getMessage().contains("NARNIA"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "@ada_99 hello | @user hello",
        ".@ada and (@bob): -@eve | .@user and (@user): -@user",
        "w/@ada, @@bob | w/@user, @@user",
        "@me says @Me but not @me2 | @me says @Me but not @user",
        "@ada.bsky.social and @me.bsky.social. | @user and @me.bsky.social.",
        "@ada@social.example! @bob. | @user! @user.",
        "ありがとう@adaさん | ありがとう@userさん",
        "＠ada | @user",
        "@2chainz @ 7pm | @user @ 7pm"})
    void replacesHandlesOfOthers(String text, String expected) {
        assertEquals(expected, redacted(Redaction.handles(), "en", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "me@home", "@ home", "dinner @7pm", "2 @1.50", "@20:30 sharp", "nothing"})
    void leavesTextsWithoutHandles(String text) {
        assertSame(text, redacted(Redaction.handles(), "en", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "a@", "@", "@a", "a-", "1", "1 ", "1-", "(1", "+1", "a@a.", "漢", "'", "@a.", "12/", "٣"})
    void takesTimeInProportionToTheText(String part) {
        String hostile = part.repeat(100_000 / part.length()); // four times the length of the longest tweet
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (Redaction redaction : Redaction.inOrder()) {
                redacted(redaction, "es", hostile);
                redacted(redaction, "es", hostile + "!");
            }
        });
    }

    @Test
    void redactsACorpusAndLogsTheNumberOfTweets() {
        Author ada = new Author("@Ada", "Ada", Optional.empty());
        Corpus corpus = Corpus.of(ada, List.of(
                "write to bob@example.com or to @bob please", "I am @ada as you know", "ok",
                "call 212-555-0123 or @bob my friend", "nothing to hide in here"), 2).withLanguage(Optional.of("en"));
        Corpus redacted = corpus.redact();

        assertEquals(List.of("write to [email] or to @user please", "I am @ada as you know", "call [phone] or @user my friend",
                "nothing to hide in here"), redacted.tweets());
        assertEquals(new Figures(7, 2, 1, 4), redacted.figures());
        assertEquals(List.of(
                new Step("@ada", "All tweets", 7, 0, 0),
                new Step("@ada", "Retweets", 7, 2, 0),
                new Step("@ada", "Short tweets", 5, 1, 0),
                new Step("@ada", "E-mail addresses redacted", 4, 0, 1), new Step("@ada", "Phone numbers redacted", 4, 0, 1),
                new Step("@ada", "Handles redacted", 4, 0, 2)), redacted.steps().all());
        assertFalse(redacted.text(2, 1).contains("bob"));
        assertEquals("call 212-555-0123 or @user my friend", corpus.redact(Redaction.handles()).tweets().get(2));
        assertEquals(corpus.redact().tweets(), corpus.redact(
                Redaction.handles(), Redaction.phoneNumbers("US"), Redaction.emailAddresses()).tweets(), "in any order");
    }
}
