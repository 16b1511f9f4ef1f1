package io.github.huggingtweets;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layout of the toolkit: which package may know which other, as the packages say of themselves. */
class ArchitectureTest {

    private static final String ROOT = "io.github.huggingtweets.";

    /** Of each package, the others that it may know; a package stands below all those that it is known to. */
    private static final Map<String, Set<String>> MAY_KNOW = new LinkedHashMap<>();

    static {
        mayKnow("sources");
        mayKnow("progress");
        mayKnow("http");
        mayKnow("hub", "progress", "http");
        mayKnow("pytorch", "progress", "http");
        mayKnow("tracking", "progress", "http");
        mayKnow("steps", "sources");
        mayKnow("words", "sources");
        mayKnow("originality", "words");
        mayKnow("drawing", "progress", "sources", "words");
        mayKnow("sources.archive", "sources");
        mayKnow("sources.file", "sources");
        mayKnow("sources.network", "sources", "progress", "http");
        mayKnow("sources.bluesky", "sources", "sources.network");
        mayKnow("sources.mastodon", "sources", "sources.network");
        mayKnow("sources.x", "http", "sources", "sources.network");
        mayKnow("report", "sources", "drawing");
        mayKnow("corpus", "sources", "steps", "drawing");
        mayKnow("tweets", "progress", "http", "sources", "sources.archive", "sources.file", "sources.network", "sources.bluesky",
                "sources.mastodon", "sources.x", "steps", "words", "drawing", "corpus");
        mayKnow("gpt2", "hub", "pytorch");
        mayKnow("gpt2.generation", "gpt2");
        mayKnow("sharing", "progress", "http", "sources", "drawing", "corpus", "report");
        mayKnow("bot", "progress", "sources", "originality", "drawing", "corpus", "report", "hub", "gpt2", "gpt2.generation",
                "sharing", "tracking");
        mayKnow("training", "progress", "sources", "tracking", "corpus", "pytorch", "gpt2", "gpt2.generation", "bot");
        mayKnow("training.search", "drawing", "corpus", "gpt2", "bot", "training");
        mayKnow("charts", "drawing", "corpus", "report", "tweets", "bot", "training.search");
        mayKnow("notebook", "hub", "progress", "sources", "steps", "words", "originality", "corpus", "tweets", "pytorch", "gpt2",
                "report", "sharing", "bot", "training.search", "drawing");
        mayKnow("notebook.kernel");
        mayKnow("notebook.ijava", "notebook", "notebook.kernel");
        mayKnow("notebook.jjava", "notebook", "notebook.kernel");
        mayKnow("notebook.rapaio", "notebook", "notebook.kernel");
    }

    private static void mayKnow(String name, String... others) {
        Set<String> unknown = new TreeSet<>(Set.of(others));
        unknown.removeAll(MAY_KNOW.keySet());
        assertEquals(Set.of(), unknown, name + " may know only packages that stand above it in this list");
        MAY_KNOW.put(name, Set.of(others));
    }

    private static final JavaClasses TOOLKIT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.github.huggingtweets");

    static Set<String> packages() {
        return MAY_KNOW.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void knowsNoOtherPackageThanItMay(String name) {
        String[] allowed = Stream.concat(Stream.of(name), MAY_KNOW.get(name).stream()).map(known -> ROOT + known)
                .toArray(String[]::new);

        noClasses().that().resideInAPackage(ROOT + name)
                .should().dependOnClassesThat(resideInAPackage(ROOT + ".").and(not(resideInAnyPackage(allowed))))
                .check(TOOLKIT);
    }

    @Test
    void namesEveryPackage() {
        Set<String> found = TOOLKIT.stream().map(type -> type.getPackageName().substring(ROOT.length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(MAY_KNOW.keySet()), found, "say of each package what it may know");
    }

    /** What the packages are for, in the order in which the picture draws them. */
    private static final Map<String, Set<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Where tweets come from", Set.of("sources"));
        GROUPS.put("The model", Set.of("hub", "pytorch", "gpt2"));
        GROUPS.put("From tweets to a bot", Set.of("tweets", "corpus", "training", "bot", "report", "sharing", "tracking"));
        GROUPS.put("How all that is shown", Set.of("charts", "notebook"));
        GROUPS.put("What the others stand on", Set.of("http", "progress", "steps", "words", "originality", "drawing"));
    }

    private static final Path PAGE = Path.of("../ARCHITECTURE.md");
    private static final Pattern PICTURE = Pattern.compile("(?s)(<!-- picture: begin.*?-->\n).*?(<!-- picture: end -->)");

    @Test
    void isDrawnOnThePageAboutIt() throws IOException {
        String page = Files.readString(PAGE);
        Matcher picture = PICTURE.matcher(page);
        assertTrue(picture.find(),
                PAGE + " has a picture between two comments, <!-- picture: begin --> and <!-- picture: end -->");
        String right = page.substring(0, picture.end(1)) + picture() + page.substring(picture.start(2));
        if (Boolean.getBoolean("huggingtweets.draw")) {
            Files.writeString(PAGE, right);
        } else {
            assertEquals(right, page, "The picture in ARCHITECTURE.md is not that of the rules in this test. To draw it anew:"
                    + " ./mvnw test -Dtest=ArchitectureTest -Dhuggingtweets.draw=true, or paste this:\n\n" + picture());
        }
    }

    /** Draws the rules, in Mermaid's language. */
    private static String picture() {
        StringBuilder lines = new StringBuilder("```mermaid\nflowchart TB\n");
        Set<String> drawn = new TreeSet<>();
        GROUPS.forEach((title, members) -> {
            lines.append("    subgraph %s [\"%s\"]\n".formatted(title.replace(" ", ""), title));
            MAY_KNOW.keySet().stream().filter(name -> members.contains(name.replaceFirst("\\..*", ""))).forEach(name -> {
                lines.append("        %s[\"%s\"]\n".formatted(node(name), name));
                drawn.add(name);
            });
            lines.append("    end\n");
        });
        assertEquals(new TreeSet<>(MAY_KNOW.keySet()), drawn, "each package is in one of the groups of the picture");
        MAY_KNOW.forEach((name, known) -> known.stream().sorted().filter(other -> !knowsThroughOthers(name, other))
                .forEach(other -> lines.append("    %s --> %s\n".formatted(node(other), node(name)))));
        return lines.append("```\n").toString();
    }

    /** Mermaid allows no dots in the names of nodes. */
    private static String node(String name) {
        return name.replace('.', '_');
    }

    /** {@return whether a package knows another one through a third, so that the picture needs no arrow between the two} */
    private static boolean knowsThroughOthers(String name, String other) {
        return MAY_KNOW.get(name).stream().anyMatch(third -> knows(third, other));
    }

    private static boolean knows(String name, String other) {
        return MAY_KNOW.get(name).contains(other) || knowsThroughOthers(name, other);
    }

    @Test
    void startsPyTorchInOnePlace() {
        noClasses().that().resideOutsideOfPackage(ROOT + "pytorch")
                .should().callMethodWhere(target(owner(type(NDManager.class))).and(target(name("newBaseManager"))))
                .orShould().callMethodWhere(target(owner(type(Engine.class)))
                        .and(target(name("getInstance").or(name("getEngine")))))
                .because("the native library has to be found before, with PyTorch.engine() or PyTorch.manager(Device)")
                .check(TOOLKIT);
    }

    @Test
    void hasNoCirclesBetweenPackages() {
        slices().matching("io.github.huggingtweets.(**)").should().beFreeOfCycles().check(TOOLKIT);
    }
}
