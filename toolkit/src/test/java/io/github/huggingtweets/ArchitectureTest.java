package io.github.huggingtweets;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layout of the toolkit: which package may know which other, as the packages say of themselves. */
class ArchitectureTest {

    private static final String ROOT = "io.github.huggingtweets.";

    private static final Map<String, Set<String>> MAY_KNOW = Map.of(
            "corpus", Set.of(),
            "terminal", Set.of(),
            "hub", Set.of("terminal"),
            "gpt2", Set.of("hub"),
            "tweets", Set.of("corpus", "terminal"),
            "sharing", Set.of("corpus"),
            "bot", Set.of("corpus", "gpt2", "sharing"),
            "training", Set.of("corpus", "gpt2", "bot", "terminal"),
            "charts", Set.of("tweets", "corpus", "bot", "training"),
            "notebook", Set.of("tweets", "corpus", "hub", "gpt2", "training", "bot", "sharing", "charts"));

    private static final JavaClasses TOOLKIT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.github.huggingtweets");

    static Set<String> packages() {
        return MAY_KNOW.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void knowsNoOtherPackageThanItMay(String name) {
        String[] allowed = Stream.concat(Stream.of(name), MAY_KNOW.get(name).stream())
                .map(known -> ROOT + known + "..").toArray(String[]::new);

        noClasses().that().resideInAPackage(ROOT + name + "..")
                .should().dependOnClassesThat(resideInAPackage(ROOT + ".").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(TOOLKIT);
    }

    @Test
    void everyPackageHasItsPlace() {
        Set<String> found = TOOLKIT.stream().map(type -> type.getPackageName().substring(ROOT.length()).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        found.removeAll(MAY_KNOW.keySet());

        assertEquals(Set.of(), found, "packages that this test does not know: say what they may know");
    }

    @Test
    void packagesKnowEachOtherInOneDirection() {
        slices().matching("io.github.huggingtweets.(*)..").should().beFreeOfCycles().check(TOOLKIT);
    }
}
