package io.github.huggingtweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.notebook.Notebook;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java code in the documents compiles: every block of it, and every call that stands between back quotes in a sentence or a
 * table. What it may use is what a notebook has: the kernel's imports, and variables of the usual names.
 */
class DocumentedCodeTest {

    private static final Path ROOT = Path.of("..");
    private static final List<Path> DOCUMENTS = Stream.of("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md").map(ROOT::resolve)
            .filter(Files::exists).toList();

    /** The variables that readers have from earlier blocks, or can make themselves. A block may declare its own. */
    private static final String VARIABLES = """
            static String handle;
            static Path path, folder;
            static Timeline timeline, ada, bob;
            static Corpus corpus;
            static Bot bot;
            """;

    /** What a call that begins with a dot may belong to. */
    private static final List<String> RECEIVERS = List.of("timeline", "corpus", "bot", "FileColumns.recognized()",
            "Download.bluesky(\"name.bsky.social\")", "FineTuner.on(corpus)", "RandomSearch.on(corpus)", "Sampling.defaults()",
            "Charts.words(timeline)");

    private static final Pattern JAVA_BLOCK = Pattern.compile("(?m)^```java\n((?s:.*?))^```$");
    private static final Pattern ANY_BLOCK = Pattern.compile("(?m)^```(?s:.*?)^```$");
    private static final Pattern CALL = Pattern.compile("`((?:[A-Za-z]\\w*)?\\.\\w+\\([^`…]*\\))`");

    /**
     * A piece of Java in a document.
     *
     * @param document the file
     * @param line its first line there, from 1
     * @param code statements, or one expression
     */
    record Snippet(Path document, int line, String code) {

        @Override
        public String toString() {
            return "%s:%d %s".formatted(document.getFileName(), line, code.strip().lines().findFirst().orElse(""));
        }

        /** {@return the ways to read this as statements; one of them has to compile} */
        List<String> readings() {
            if (code.startsWith(".")) {
                return RECEIVERS.stream().map(receiver -> receiver + code + ";").toList();
            }
            return List.of(code.strip().endsWith(")") ? code + ";" : code);
        }
    }

    @Test
    void compilesAndUsesNothingDeprecated(@TempDir Path classes) throws IOException {
        List<Snippet> snippets = snippets();

        assertTrue(snippets.size() > 20, "the README alone has two dozen, and these were found: " + snippets);
        assertEquals("", String.join("\n\n", errors(snippets, classes)));
    }

    private static List<Snippet> snippets() throws IOException {
        List<Snippet> found = new ArrayList<>();
        for (Path document : DOCUMENTS) {
            found.addAll(snippets(document, Files.readString(document)));
        }
        return found;
    }

    private static List<Snippet> snippets(Path document, String text) {
        String sentences = ANY_BLOCK.matcher(text).replaceAll(block -> "\n".repeat((int) block.group().lines().count() - 1));
        return Stream.concat(matches(JAVA_BLOCK, document, text), matches(CALL, document, sentences)).toList();
    }

    private static Stream<Snippet> matches(Pattern pattern, Path document, String text) {
        return pattern.matcher(text).results().map(match -> new Snippet(document, line(text, match), match.group(1)));
    }

    private static int line(String text, MatchResult match) {
        return (int) text.substring(0, match.start(1)).chars().filter(character -> character == '\n').count() + 1;
    }

    /** {@return what the compiler says against those of some snippets that have no reading that compiles} */
    private static List<String> errors(List<Snippet> snippets, Path classes) throws IOException {
        String imports = Notebook.imports();
        AtomicInteger numbers = new AtomicInteger();
        Map<Snippet, List<JavaFileObject>> sources = new LinkedHashMap<>();
        for (Snippet snippet : snippets) {
            sources.put(snippet, snippet.readings().stream()
                    .map(body -> source("Snippet" + numbers.getAndIncrement(), "import java.util.*;\n" + imports, body))
                    .toList());
        }
        Map<JavaFileObject, String> errors = compile(sources.values().stream().flatMap(List::stream).toList(), classes);
        return sources.entrySet().stream().filter(readings -> errors.keySet().containsAll(readings.getValue()))
                .map(readings -> readings.getKey() + "\n" + errors.get(readings.getValue().get(0))).toList();
    }

    /** Compiles classes, and {@return the messages about those that have errors or deprecated calls} */
    private static Map<JavaFileObject, String> compile(List<JavaFileObject> sources, Path classes) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        // The last option lets the compiler look at all classes even when some have errors; these are many.
        List<String> options = List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"),
                "-proc:none", "-Xlint:deprecation,removal", "-Xmaxerrs", "10000", "-XDshould-stop.ifError=FLOW");
        ToolProvider.getSystemJavaCompiler().getTask(new StringWriter(), null, diagnostics, options, null, sources).call();
        Map<JavaFileObject, String> errors = new LinkedHashMap<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() != Diagnostic.Kind.NOTE && diagnostic.getSource() != null) {
                errors.merge(diagnostic.getSource(), diagnostic.getMessage(Locale.ROOT), (one, other) -> one + "\n" + other);
            }
        }
        return errors;
    }

    private static JavaFileObject source(String name, String imports, String body) {
        String text = "%s\nclass %s {\n%s\nvoid run() throws Exception {\n%s\n}\n}\n".formatted(imports, name, VARIABLES, body);
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    @Test
    void findsBlocksSentencesAndTables() {
        String document = """
                Say `Timeline.sample()` or `.epochs(4)`, not `Timeline.join(…)` or `HF_HOME`.

                ```console
                $ echo `Timeline.of(1)`
                ```
                ```java
                var corpus = timeline.clean();
                ```
                | `Timeline.of("@a|b")` |
                """;

        assertEquals(
                List.of("7 var corpus = timeline.clean();\n", "1 Timeline.sample()", "1 .epochs(4)", "9 Timeline.of(\"@a|b\")"),
                snippets(Path.of("x.md"), document).stream().map(snippet -> snippet.line() + " " + snippet.code()).toList());
    }

    @ParameterizedTest
    @MethodSource("brokenSnippets")
    void reportsWhatDoesNotCompile(String code, String error, @TempDir Path classes) throws IOException {
        Snippet broken = new Snippet(Path.of("x.md"), 1, code);
        Snippet sound = new Snippet(Path.of("x.md"), 2, "Timeline.sample()");

        List<String> errors = errors(List.of(broken, sound), classes);

        assertEquals(1, errors.size(), errors.toString());
        assertTrue(errors.get(0).startsWith("x.md:1 ") && errors.get(0).contains(error), errors.get(0));
    }

    static Stream<String[]> brokenSnippets() {
        return Stream.of(new String[] {"Timeline.nowhere(path)", "nowhere"},
                new String[] {"var corpus = timeline.clean();\ncorpus.steps().nonsense();\n", "nonsense"},
                new String[] {".epochs(\"four\")", "epochs"},
                new String[] {"Timeline.archive(path", "expected"},
                new String[] {"new Date(2026, 1, 1)", "deprecated"});
    }

    @Test
    void readmeNamesTheVersionOfThePom() throws IOException {
        Matcher dependency = Pattern.compile("```xml\n<dependency>\\s*<groupId>(.*)</groupId>\\s*<artifactId>(.*)</artifactId>"
                + "\\s*<version>(.*)</version>\\s*</dependency>\n```").matcher(Files.readString(ROOT.resolve("README.md")));
        assertTrue(dependency.find(), "the README says how to depend on the toolkit");

        assertEquals(
                Stream.of("groupId", "artifactId", "version").map(DocumentedCodeTest::ofPom).collect(Collectors.joining(":")),
                dependency.group(1) + ":" + dependency.group(2) + ":" + dependency.group(3));
    }

    /** {@return the text of an element of the toolkit's POM, or of its parent there} */
    private static String ofPom(String element) {
        try {
            String pom = Files.readString(Path.of("pom.xml")).replaceFirst(
                    element.equals("artifactId") ? "(?s)<parent>.*?</parent>" : "", "");
            Matcher found = Pattern.compile("<" + element + ">(.*)</" + element + ">").matcher(pom);
            assertTrue(found.find(), element);
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
