package io.github.huggingtweets.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {

    private static final String IN_LANGUAGE = "Timeline Timeline.inLanguage(String... codes)";
    private static final String CLEAN = "Corpus Timeline.clean()";
    private static final String ON = "static FineTuner FineTuner.on(Corpus corpus)";
    private static NotebookShell notebook;

    @BeforeAll
    static void runsSomeCells() {
        notebook = new NotebookShell();
        notebook.run("""
                var timeline = Timeline.sample();
                /**
                 * Boils water.
                 *
                 * @param litres how much
                 * @return how long that takes
                 */
                Duration boil(int litres) { return Duration.ofMinutes(3 * litres); }
                """);
    }

    @AfterAll
    static void ends() {
        notebook.close();
    }

    static Stream<Arguments> codeAndSignature() {
        return Stream.of(
                // in a name, at its ends, behind the call
                Arguments.of("timeline.inLan|guage(\"en\")", IN_LANGUAGE),
                Arguments.of("timeline.|inLanguage(\"en\")", IN_LANGUAGE),
                Arguments.of("timeline.inLanguage|(\"en\")", IN_LANGUAGE),
                Arguments.of("timeline.inLanguage|", IN_LANGUAGE),
                Arguments.of("timeline.inLanguage(\"en\")|", IN_LANGUAGE),
                Arguments.of("timeline.inLanguage(\"en\").clean|()", CLEAN),
                Arguments.of("var t = timeline\n    .inLan|guage(\"en\")\n    .clean();\nt.kept();", IN_LANGUAGE),
                // among the arguments
                Arguments.of("timeline.inLanguage(|", IN_LANGUAGE),
                Arguments.of("timeline.inLanguage(|)", IN_LANGUAGE),
                Arguments.of("timeline.inLanguage(\"e|n\")", IN_LANGUAGE),
                Arguments.of("timeline.inLanguage(\"e|", IN_LANGUAGE),
                Arguments.of("timeline.inLanguage(\"en\", |\nvar next = 1;", IN_LANGUAGE),
                Arguments.of("timeline.inLanguage(\"en\", 3 + |)", IN_LANGUAGE),
                Arguments.of("FineTuner.on(timeline.clean()|)", CLEAN),
                Arguments.of("FineTuner.on(timeline.clean() |)", ON),
                Arguments.of("var corpus = timeline.clean();\nFineTuner.on(corp|us).train()", ON),
                Arguments.of("FineTuner.on(timeline.clean(|))", CLEAN),
                Arguments.of("timeline.where(table -> table.intCol|umn(\"likes\").isGreaterThan(3))",
                        "IntColumn Relation.intColumn(String columnName)"),
                // what fits best to the arguments
                Arguments.of("\"tea\".substring|(1)", "String String.substring(int beginIndex)"),
                Arguments.of("\"tea\".substring|(1, 2)", "String String.substring(int beginIndex, int endIndex)"),
                Arguments.of("\"tea\".substring(1, |", "String String.substring(int beginIndex, int endIndex)"),
                Arguments.of("new StringBuilder(3|)", "new StringBuilder(int capacity)"),
                Arguments.of("new StringBuilder(\"x\"|)", "new StringBuilder(String str)"),
                Arguments.of("List.of(1, 2, |3)", "static <E> List<E> List.of(E e1, E e2, E e3)"),
                Arguments.of("new Figures(1, |", "new Figures(int downloaded, int retweets, int shortTweets, int kept)"),
                Arguments.of("new Figures|", "new Figures(int downloaded, int retweets, int shortTweets, int kept)"),
                // other things than methods
                Arguments.of("Time|line.sample()", "class io.github.huggingtweets.tweets.Timeline"),
                Arguments.of("timeline|", "Timeline timeline"),
                Arguments.of("var t| = timeline.clean();", "Corpus t"),
                Arguments.of("Duration.ZE|RO", "static Duration Duration.ZERO"),
                Arguments.of("boil|", "Duration boil(int litres)"),
                Arguments.of("boil(|", "Duration boil(int litres)"),
                Arguments.of("int half(int x) { return x / 2; }\nhal|f(3)", "int half(int x)"),
                Arguments.of("Stream.of(\"a\").map(String::toUpper|Case)", "String String.toUpperCase()"),
                Arguments.of("String cats = \"🐈🐈\"; timeline.cle|an()", CLEAN),
                Arguments.of("%maven com.example:nothing:1\ntimeline.cle|an()", CLEAN),
                Arguments.of("int broken = ;\ntimeline.cle|an()", CLEAN));
    }

    @ParameterizedTest
    @MethodSource("codeAndSignature")
    void showsTheSignatureWhereOneAsks(String code, String signature) {
        String shown = notebook.shiftTab(code).lines().findFirst().orElse("nothing");
        // without the JDK's sources its parameters have no names
        assertEquals(JDK_SOURCES ? signature : withoutNames(signature), JDK_SOURCES ? shown : withoutNames(shown), code);
    }

    private static final boolean JDK_SOURCES = Files.exists(Path.of(System.getProperty("java.home"), "lib", "src.zip"));

    private static String withoutNames(String signature) {
        return signature.replaceAll(" \\w+(?=[,)])", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", "3 + |4", "// timeline.cle|an()", "/* timeline.cle|an() */", "%maven ti|meline",
        "nowhere.not|hing()", "int x = 3; |",
        "if (|true) { }", "java.ut|il.List.of()"})
    void showsNothingWhereNothingIsNamed(String code) {
        assertEquals("", code.isEmpty() ? "" : notebook.shiftTab(code));
    }

    @Test
    void showsTheJavadocOfTheToolkit() {
        String shown = notebook.shiftTab("timeline.since(|");

        assertTrue(shown.startsWith("Timeline Timeline.since(LocalDate day)\n"), shown);
        assertTrue(shown.contains("Keeps the tweets") && shown.contains("Parameters\n    ") && shown.contains("Returns\n    "),
                shown);
        assertTrue(shown.lines().allMatch(line -> line.length() <= 80), shown);
        assertFalse(shown.contains("{@") || shown.contains("<code>") || shown.contains("&lt;"), shown);
    }

    @Test
    void showsTheJavadocOfTheTypeOfAVariable() {
        assertTrue(notebook.shiftTab("timeline|").contains("Somebody's tweets, newest first"));
    }

    @Test
    void showsWhatARecordSaysOfItsComponents() {
        assertTrue(
                notebook.shiftTab("new Figures(4, 1, 1, 2).kept|()").contains("the number of tweets that a model learns from"));
    }

    @Test
    void showsTheJavadocOfACell() {
        assertEquals("""
                Duration boil(int litres)

                Boils water.

                Parameters
                    litres – how much

                Returns
                    how long that takes
                """, notebook.shiftTab("boil(|"));
    }

    @Test
    void showsTheJavadocOfTheJdkOrSaysWhatIsMissing() {
        String shown = notebook.shiftTab("new ArrayList<String>().add|(\"x\")");
        assertTrue(shown.contains(JDK_SOURCES ? "Appends the specified element" : "since this JDK has no"), shown);
        String inherited = notebook.shiftTab("new ArrayDeque<String>().contains|All(null)");
        assertTrue(inherited.contains(JDK_SOURCES ? "contains all" : "since this JDK has no"), inherited);
    }

    @Test
    void listsOverloadsAndExplainsThemWhenAskedTwice() {
        String shown = notebook.shiftTab("timeline.since(|");
        String detailed = notebook.inspect("timeline.since(|", true).orElseThrow().text();

        assertTrue(shown.contains("Also:\n") && shown.contains("\nTimeline Timeline.since("), shown);
        assertFalse(detailed.contains("Also:"), detailed);
        assertTrue(count(detailed, "Parameters") > count(shown, "Parameters"), detailed);
    }

    private static long count(String text, String line) {
        return text.lines().filter(line::equals).count();
    }

    @Test
    void writesHtmlThatLoadsNothing() {
        for (String code : List.of("timeline.since(|", "Timeline|", "List.of(|", "Stream.of(1).collect(|", "Table.create(|")) {
            String html = notebook.inspect(code, true).orElseThrow().html();
            Document page = Jsoup.parse(html);

            assertEquals(0, page.select("script, img, link, iframe, [onclick], [src]").size(), html);
            assertFalse(page.text().contains("{@"), page.text());
        }
        String html = notebook.inspect("timeline.since(|", false).orElseThrow().html();
        assertEquals("Parameters", Jsoup.parse(html).select("dl dt").first().text());
    }
}
