package io.github.huggingtweets.notebook.kernel;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import io.github.huggingtweets.notebook.kernel.Compiler.Read;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What can stand at a place in code, in place of a name that has only begun. */
final class Completion {

    /** Stands in the code where the cursor is, so that the code is complete. */
    static final String PLACEHOLDER = "here$";

    private final Place place;
    private final Read read;
    private final String begun;
    /** The types that a value may have here, if that is known. */
    private final List<TypeMirror> expected;

    private Completion(Place place, String begun) {
        this.place = place;
        this.read = place.read();
        this.begun = begun.toLowerCase(Locale.ROOT);
        this.expected = expected().filter(type -> type.getKind() == TypeKind.DECLARED || type.getKind().isPrimitive())
                .filter(type -> !type.toString().equals(Object.class.getName())).map(read.types()::erasure).toList();
    }

    private Stream<TypeMirror> expected() {
        TreePath parent = place.path().getParentPath();
        if (parent.getLeaf() instanceof VariableTree variable && variable.getInitializer() == place.tree()) {
            return variable.getType() == null ? Stream.of() : Stream.of(read.trees().getTypeMirror(parent));
        }
        if (parent.getLeaf() instanceof AssignmentTree assignment && assignment.getExpression() == place.tree()) {
            return Stream.of(read.trees().getTypeMirror(new TreePath(parent, assignment.getVariable())));
        }
        return Call.around(read, place.path()).filter(call -> call.path().getLeaf() == parent.getLeaf()).stream()
                .flatMap(call -> call.expected().stream());
    }

    /** {@return the place of the placeholder in code} */
    static Optional<Place> place(Read read) {
        List<TreePath> found = new ArrayList<>();
        new NameScanner() {
            @Override
            void look(Tree tree, CharSequence name) {
                if (PLACEHOLDER.contentEquals(name)) {
                    found.add(getCurrentPath());
                }
            }
        }.scan(read.unit(), null);
        return found.stream().findFirst().map(path -> new Place(read, path));
    }

    /**
     * A possible completion.
     *
     * @param text what it puts into the code
     * @param rank the smaller, the earlier it is offered
     */
    private record Offer(String text, int rank) {}

    /**
     * {@return what can stand at a place, the likeliest first}
     *
     * @param begun the beginning of the name
     */
    static List<String> at(Place place, String begun) {
        return new Completion(place, begun).offers();
    }

    private List<String> offers() {
        Map<String, Integer> ranks = new HashMap<>();
        Stream<Offer> offers = place.isConstructed() ? constructors() : names();
        offers.forEach(offer -> ranks.merge(offer.text(), offer.rank(), Math::min));
        return ranks.keySet().stream().sorted(Comparator.comparing((String text) -> ranks.get(text))
                .thenComparing(String.CASE_INSENSITIVE_ORDER).thenComparing(Comparator.naturalOrder())).toList();
    }

    private boolean begins(CharSequence name) {
        // JShell's own names contain a dollar sign, and the compiler's name of what it cannot understand is none of Java's
        return name.toString().toLowerCase(Locale.ROOT).startsWith(begun) && !name.toString().contains("$")
                && SourceVersion.isIdentifier(name);
    }

    private Stream<Offer> constructors() {
        return place.choices().stream().filter(TypeElement.class::isInstance).map(TypeElement.class::cast)
                .filter(type -> begins(type.getSimpleName()))
                .filter(type -> !place.constructors(type).isEmpty())
                .map(type -> new Offer(type.getSimpleName() + parentheses(place.constructors(type)), rank(type, type.asType())));
    }

    private Stream<Offer> names() {
        List<Element> choices = place.choices().stream().filter(choice -> begins(choice.getSimpleName())).filter(isOffered())
                .toList();
        boolean reference = place.tree() instanceof MemberReferenceTree;
        Stream<Offer> offers = choices.stream().map(choice -> {
            String name = choice.getSimpleName().toString();
            if (choice instanceof ExecutableElement method) {
                List<ExecutableElement> overloads = choices.stream().filter(other -> other.getSimpleName().contentEquals(name))
                        .filter(ExecutableElement.class::isInstance).map(ExecutableElement.class::cast).toList();
                return new Offer(name + (reference ? "" : parentheses(overloads)), rank(choice, method.getReturnType()));
            }
            return new Offer(name, rank(choice, choice.asType()));
        });
        return Stream.concat(offers, keywords().filter(this::begins).map(word -> new Offer(word, 3)));
    }

    private Predicate<Element> isOffered() {
        boolean typesOnly = place.isTypeArgument();
        var scope = read.trees().getScope(place.path());
        boolean qualified = place.qualifier().isPresent();
        return choice -> switch (choice.getKind()) {
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE ->
                read.trees().isAccessible(scope, (TypeElement) choice);
            case TYPE_PARAMETER -> !qualified;
            case METHOD, FIELD, ENUM_CONSTANT -> !typesOnly && (qualified || !isOfEveryObject(choice));
            case LOCAL_VARIABLE, PARAMETER, EXCEPTION_PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE -> !typesOnly
                    && !choice.getSimpleName().contentEquals("this") && !choice.getSimpleName().contentEquals("super");
            default -> false;
        };
    }

    /** {@return what is written like a member and is none} */
    private Stream<String> keywords() {
        if (place.tree() instanceof MemberReferenceTree) {
            return place.isStatic() ? Stream.of("new") : Stream.of();
        }
        TypeMirror type = place.qualifier().map(qualifier -> read.trees().getTypeMirror(qualifier)).orElse(null);
        if (type == null) {
            return Stream.of();
        }
        return place.isStatic() ? Stream.of("class") : type.getKind() == TypeKind.ARRAY ? Stream.of("length", "clone()")
                : Stream.of();
    }

    private static String parentheses(List<ExecutableElement> overloads) {
        return overloads.stream().allMatch(overload -> overload.getParameters().isEmpty()) ? "()" : "(";
    }

    /** What the code expects here comes first, then what belongs to the cells, and what every object has comes last. */
    private int rank(Element choice, TypeMirror type) {
        TypeMirror erased = read.types().erasure(type);
        boolean isType = choice.getKind().isClass() || choice.getKind().isInterface();
        if (!isType && expected.stream().anyMatch(wanted -> read.types().isAssignable(erased, wanted))) {
            return 0;
        }
        if (place.qualifier().isEmpty()) {
            return isType ? 3 : isImported(choice) ? 2 : 1;
        }
        return isOfEveryObject(choice) ? 2 : 1;
    }

    private static boolean isImported(Element member) {
        return member.getEnclosingElement() instanceof TypeElement owner
                && !owner.getSimpleName().contentEquals(Draft.CLASS_NAME);
    }

    private static boolean isOfEveryObject(Element member) {
        return member.getEnclosingElement() instanceof TypeElement owner
                && owner.getQualifiedName().contentEquals(Object.class.getName());
    }
}
