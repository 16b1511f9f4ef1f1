package io.github.huggingtweets.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TweetCleanerTest {

    /** The code points for which {@code chr(c).isspace()} of Python 3.11 is true. */
    private static final Set<Integer> PYTHON_WHITE_SPACE = new TreeSet<>(IntStream.concat(
            IntStream.concat(IntStream.rangeClosed(0x09, 0x0D), IntStream.rangeClosed(0x1C, 0x20)),
            IntStream.concat(IntStream.rangeClosed(0x2000, 0x200A),
                    IntStream.of(0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)))
            .boxed().toList());

    /** A posted text, the cleaned text, and the cleaned text with its line breaks. */
    static Stream<Arguments> rules() {
        return Stream.of(
                // three entities are resolved, ampersands first, each once
                arguments("salt &amp; pepper", "salt & pepper", "salt & pepper"),
                arguments("1 &lt; 2 &gt; 0", "1 < 2 > 0", "1 < 2 > 0"),
                arguments("write &amp;lt; for &lt;", "write < for <", "write < for <"),
                arguments("&amp;amp; stays &amp;", "&amp; stays &", "&amp; stays &"),
                arguments("&quot;no&quot; &#39;others&#39; &AMP;", "&quot;no&quot; &#39;others&#39; &AMP;",
                        "&quot;no&quot; &#39;others&#39; &AMP;"),
                arguments("http://shop.example/?a=1&amp;b=2 bargain", "bargain", "bargain"),

                // a link is removed with one space beside it
                arguments("look http://a.example", "look", "look"),
                arguments("https://a.example look", "look", "look"),
                arguments("look https://a.example here", "look here", "look here"),
                arguments("look http://a.example https://b.example here", "look here", "look here"),
                arguments("https://a.example", "", ""),
                arguments("see:https://a.example, or not", "see:or not", "see:or not"),
                arguments("(https://a.example)", "(", "("),

                // and with a line break before it, but not with one after it
                arguments("first\nhttps://a.example", "first", "first"),
                arguments("first\nhttps://a.example second", "first second", "first\nsecond"),
                arguments("first\nhttps://a.example\nsecond", "first second", "first\nsecond"),
                arguments("first https://a.example\nsecond", "first second", "first\nsecond"),
                arguments("https://a.example\nsecond", "second", "second"),
                arguments("tab\thttps://a.example\ttab", "tab tab", "tab\t\ttab"),
                arguments("first\n\nhttps://a.example", "first", "first"),

                // the rest may close up to a new link, which is removed only if the rule of its scheme comes later
                arguments("hhttps://a ttp://b end", "http://b end", "http://b end"),
                arguments("htthttp://a ps://b end", "end", "end"),
                arguments("first\nhhttp://a ttp://b end", "firstend", "firstend"),

                // no links
                arguments("HTTP://A.EXAMPLE and Https://b.example", "HTTP://A.EXAMPLE and Https://b.example",
                        "HTTP://A.EXAMPLE and Https://b.example"),
                arguments("http is no link, nor is http: or https: alone", "http is no link, nor is http: or https: alone",
                        "http is no link, nor is http: or https: alone"),
                arguments("ftp://a.example www.a.example", "ftp://a.example www.a.example", "ftp://a.example www.a.example"),
                arguments("anything goes: http:x https:y!", "anything goes:", "anything goes:"),

                // white space
                arguments("one   two  three", "one two three", "one two three"),
                arguments("  both ends  ", "both ends", "both ends"),
                arguments("one\ntwo\r\n\r\nthree", "one two three", "one\ntwo\r\n\r\nthree"),
                arguments("one \n two", "one two", "one \n two"),
                arguments("\n\t one\ttwo \u0085", "one two", "one\ttwo"),
                arguments("", "", ""),
                arguments(" \n\u3000", "", ""),

                // everything else stays
                arguments("@you #tag RT na\u00EFve", "@you #tag RT na\u00EFve", "@you #tag RT na\u00EFve"),
                arguments("\uD83D\uDC69\u200D\uD83D\uDCBB", "\uD83D\uDC69\u200D\uD83D\uDCBB", "\uD83D\uDC69\u200D\uD83D\uDCBB"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void cleansByEachRule(String posted, String cleaned, String keepingNewLines) {
        assertEquals(cleaned, TweetCleaner.clean(posted));
        assertEquals(keepingNewLines, TweetCleaner.cleanKeepingNewLines(posted));
    }

    /** {@return a random text to which several rules apply at once} */
    private static String tangle(Random random) {
        String[] parts = {"http:", "https:", "http", "https", "ht", "tp:", "s:", "h", ":", "//a", "b", "word", "\u00e9", "\u4eca",
            "@", "#", " ", " ", "  ", "\n", "\n\n", "\t", "\r\n", "\u001c", "\u0085", "\u00a0", "\u2009", "\u2028", "\u3000",
            "\u200b",
            "&amp;", "&lt;", "amp;", "https://t.co/a", " https://t.co/b", "\nhttps://t.co/c ", "http://d "};
        return IntStream.range(0, random.nextInt(16)).mapToObj(i -> parts[random.nextInt(parts.length)])
                .collect(Collectors.joining());
    }

    /** {@return a text cleaned by one regular expression for each rule, with Python's white space instead of Java's} */
    private static String byTheRules(String text, boolean keepNewLines) {
        String space = PYTHON_WHITE_SPACE.stream().map("\\x{%x}"::formatted).collect(Collectors.joining("", "[", "]"));
        String link = space.replace("[", "[^") + "+";
        String rest = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
        for (String scheme : List.of("http:", "https:")) {
            for (String pattern : List.of(" " + scheme + link, scheme + link + " ", "\n" + scheme + link + " ",
                    "\n" + scheme + link, scheme + link)) {
                rest = rest.replaceAll(pattern, "");
            }
        }
        rest = rest.replaceAll(" +", " ");
        rest = keepNewLines ? rest : rest.replaceAll(space + "+", " ");
        return rest.replaceAll("\\A" + space + "+|" + space + "+\\z", "");
    }

    @Test
    void cleansRandomTextsByTheRules() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            String text = tangle(random);

            assertEquals(byTheRules(text, false), TweetCleaner.clean(text), () -> "of [" + text + "]");
            assertEquals(byTheRules(text, true), TweetCleaner.cleanKeepingNewLines(text), () -> "of [" + text + "]");
        }
    }

    @Test
    void returnsACleanTextItself() {
        String text = "nothing to be done here: it\u2019s clean";

        assertSame(text, TweetCleaner.clean(text));
    }

    @Test
    void definesWhiteSpaceAsPythonDoes() {
        Set<Integer> found = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> TweetCleaner.clean("a" + Character.toString(c) + "b").equals("a b"))
                .boxed().collect(Collectors.toCollection(TreeSet::new));

        assertEquals(PYTHON_WHITE_SPACE, found);
    }

    static Set<Integer> whiteSpace() {
        return PYTHON_WHITE_SPACE;
    }

    @ParameterizedTest
    @MethodSource("whiteSpace")
    void endsLinksAndWordsAtWhiteSpace(int codePoint) {
        String space = Character.toString(codePoint);

        assertEquals("here", TweetCleaner.clean(space + "https://a.example" + space + "here" + space));
        assertEquals("here", TweetCleaner.cleanKeepingNewLines(space + "https://a.example" + space + "here" + space));
        assertFalse(TweetCleaner.isBoring("one" + space + "two" + space + "three"));
    }

    /** The characters are zero-width space, byte order mark, word joiner, Mongolian vowel separator, NUL and escape. */
    @ParameterizedTest
    @ValueSource(ints = {0x200B, 0xFEFF, 0x2060, 0x180E, 0x00, 0x1B})
    void keepsInvisibleCharactersThatAreNotWhiteSpace(int codePoint) {
        String letter = Character.toString(codePoint);

        assertEquals(letter + "one" + letter + "two" + letter, TweetCleaner.clean(letter + "one" + letter + "two" + letter));
        assertEquals("two", TweetCleaner.clean("https://a.example" + letter + "one two"));
        assertTrue(TweetCleaner.isBoring("one" + letter + "two" + letter + "three"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "one", "one two", "@you one two", "one #two three", "one two http", "one two HTTP://A.EXAMPLE", "one two xHtTpx",
        "me@home one two", "C# one two", "@a @b @c @d @e", "one two \uD83D\uDE00@"
    })
    void refusesTextsWithFewerThanThreePlainWords(String cleaned) {
        assertTrue(TweetCleaner.isBoring(cleaned));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "one two three", "@you one two three", "one #tag two @you three", "one two htt", "h t p", "one two three https:", "- - -",
        "\uD83D\uDE00 \uD83D\uDE00 \uD83D\uDE00", "one two three four"
    })
    void keepsTextsWithThreePlainWords(String cleaned) {
        assertFalse(TweetCleaner.isBoring(cleaned));
    }
}
