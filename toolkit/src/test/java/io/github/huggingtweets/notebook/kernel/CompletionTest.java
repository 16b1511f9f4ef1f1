package io.github.huggingtweets.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.huggingtweets.notebook.Notebook;
import io.github.huggingtweets.tweets.Timeline;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

    private static NotebookShell notebook;

    @BeforeAll
    static void runsSomeCells() {
        notebook = new NotebookShell();
        notebook.run("""
                int kept = 42;
                var names = List.of("a");
                var timeline = Timeline.sample();
                var odd = new Object() { int field = 1; };
                String twice(String text) { return text + text; }
                record Point3(int x, int y, int z) {}
                """);
    }

    @AfterAll
    static void ends() {
        notebook.close();
    }

    private static List<String> offers(String code) {
        return notebook.tab(code).texts();
    }

    /** {@return the public types of the packages that a notebook imports} */
    static Stream<Class<?>> nouns() {
        Set<String> packages = Notebook.imports().lines().filter(line -> line.startsWith("import io.github.huggingtweets."))
                .map(line -> line.replaceAll("^import |\\.\\*;$", "")).collect(Collectors.toSet());
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.huggingtweets").stream().filter(type -> packages.contains(type.getPackageName()))
                .<Class<?>>map(type -> type.reflect())
                .filter(type -> Modifier.isPublic(type.getModifiers()) && type.getEnclosingClass() == null);
    }

    /** {@return the names of public methods; javac adds bridges for those of a superclass that is not public} */
    private static Set<String> methods(Class<?> type, Predicate<Method> which) {
        return Stream.of(type.getMethods()).filter(which).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> offeredMethods(String code) {
        return offers(code).stream().filter(offer -> offer.contains("(")).map(offer -> offer.replaceAll("\\(.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void offersEveryMethodOfEveryNoun() {
        List<Class<?>> nouns = nouns().toList();
        assertTrue(nouns.size() > 60 && nouns.contains(Timeline.class), nouns.toString());
        for (Class<?> noun : nouns) {
            assertEquals(methods(noun, method -> Modifier.isStatic(method.getModifiers())
                    && (!noun.isInterface() || method.getDeclaringClass() == noun)), offeredMethods(noun.getSimpleName() + ".|"),
                    noun.getName());
            Set<String> ofObjects = methods(noun, method -> !Modifier.isStatic(method.getModifiers()));
            Set<String> offered = offeredMethods(noun.getSimpleName() + " noun = null; noun.|");
            offered.removeAll(methods(Object.class, method -> true));
            ofObjects.removeAll(methods(Object.class, method -> true));
            assertEquals(ofObjects, offered, noun.getName());
        }
    }

    @Test
    void offersTheFiltersOfATimeline() {
        assertTrue(offers("timeline.|").containsAll(List.of("withoutReplies()", "inLanguage(", "since(", "where(", "clean()")));
        assertEquals(
                List.of("withoutDuplicates()", "withoutLinks()", "withoutNearDuplicates()", "withoutReplies()",
                        "withoutRetweets()"),
                offers("timeline.without|"));
    }

    @Test
    void offersPublicMethodsOfClassesThatAreNotPublic() {
        // AbstractStringBuilder, which is not public, declares these
        assertTrue(offers("new StringBuilder().|").containsAll(List.of("setLength(", "charAt(", "append(")));
    }

    static Stream<Arguments> codeAndOffer() {
        return Stream.of(
                Arguments.of("Timel|", "Timeline"),
                Arguments.of("timel|", "timeline"),
                Arguments.of("Timeline.sam|", "sample()"),
                Arguments.of("kep|", "kept"),
                Arguments.of("twi|", "twice("),
                Arguments.of("mea|", "mean"),
                Arguments.of("new Point|", "Point3("),
                Arguments.of("new ArrayL|", "ArrayList("),
                Arguments.of("new Point3(1, 2, 3).|", "x()"),
                Arguments.of("odd.|", "hashCode()"),
                Arguments.of("names.get(0).toU|", "toUpperCase("),
                Arguments.of("names.stream().map(name -> name.isB|", "isBlank()"),
                Arguments.of("names.stream().map(String::isB|", "isBlank"),
                Arguments.of("timeline.where(table -> table.intColumn(\"likes\").isGr|", "isGreaterThan("),
                Arguments.of("for (var name : names) { name.isB|", "isBlank()"),
                Arguments.of("if (kept > 0) { System.out.printl|", "println("),
                Arguments.of("int[] numbers = {1, 2}; numbers.|", "length"),
                Arguments.of("switch (kept) { case 1 -> names.isE|", "isEmpty()"),
                Arguments.of("int third(String text) { return text.len|", "length()"),
                Arguments.of("class Kettle { int litres; int full() { return litr|", "litres"),
                Arguments.of(
                        "import java.time.temporal.*;\nimport java.util.function.*;\nFunction<String, String> f = null;\nf.app|",
                        "apply("),
                Arguments.of("int half(int x) { return x / 2; }\nhal|", "half("),
                Arguments.of(
                        "int x = 1;\nint y = 2;\n\n// a comment.\nfor (int i = 0; i < 3; i++) {\n    x += i;\n}\nnames.|\nint z = 3;\nz++;",
                        "isEmpty()"),
                Arguments.of("%maven com.example:nothing:1\nnames.|", "isEmpty()"),
                Arguments.of("int broken = ;\nnames.|", "isEmpty()"),
                Arguments.of("it is not Java\nnames.|", "isEmpty()"),
                Arguments.of("timeline.clean(\n.foo\nnames.|", "isEmpty()"),
                Arguments.of("String cat = \"🎉 🐈‍⬛\" + names.|", "isEmpty()"),
                Arguments.of("Table.create(\"t\").where(null).first|", "first("),
                Arguments.of("var column = DoubleColumn.create(\"x\"); column.mea|", "mean()"),
                Arguments.of("LocalDate.now().plusD|", "plusDays("),
                Arguments.of("List<Stri|", "String"));
    }

    @ParameterizedTest
    @MethodSource("codeAndOffer")
    void offersWhatFits(String code, String offer) {
        assertTrue(offers(code).contains(offer), code + " " + offers(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"timeline.|", "\"timeline.|\"", "var s = \"\"\"\n  timeline.|\n\"\"\";", "// timeline.|",
        "/* timeline.| */", "%jars timeline.|", "  %jars timeline.|",
        "%%shell\ntimeline.|", "'t|", "3.|", "42|", "nowhere.|", "timeline.nothing|"})
    void offersNothingWhereNoNameFits(String code) {
        assertEquals(List.of(), offers(code));
    }

    @Test
    void offersWhatACallTakesFirst() {
        assertEquals(List.of("clean()"), offers("FineTuner.on(timeline.|").subList(0, 1));
        assertEquals(List.of("twice("), offers("String text = twi|"));
        assertEquals(List.of("names", "timeline"), offers("Timeline.join(|").subList(0, 2), "it takes a list, too");
        List<String> names = offers("|");
        assertTrue(names.indexOf("timeline") < names.indexOf("mean") && names.indexOf("mean") < names.indexOf("Timeline"),
                names.toString());
    }

    @Test
    void replacesTheNameUpToTheCursorCountedInCodePoints() {
        String cell = "var cats = \"🐈🐈\";\ntimeline.wi|thout()";

        CodeHelp.Completions completions = notebook.tab(cell);

        assertEquals(cell.codePointCount(0, cell.indexOf("wi|")), completions.start());
        assertEquals(completions.start() + 2, completions.end());
        assertTrue(completions.texts().contains("withoutReplies()"), completions.toString());
    }

    @Test
    void offersPackages() throws InterruptedException {
        // JShell makes its index of packages in the background
        for (int i = 0; i < 600 && offers("import java.ti|").isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertEquals(List.of("time."), offers("import java.ti|"));
        assertEquals(List.of("time."), offers("names.clear();\nimport java.ti|"));
        assertTrue(offers("java.time.|").containsAll(List.of("LocalDate", "chrono.")));
    }
}
