package io.github.huggingtweets.notebook.kernel;

import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import io.github.huggingtweets.notebook.kernel.Compiler.Read;
import io.github.huggingtweets.notebook.kernel.JavaToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import jdk.jshell.JShell;

/**
 * Finds out what the cursor points to: the name in which or at whose end it is, or else the call in whose arguments it is. A variable
 * among the arguments of a call stands for the call.
 */
final class Inspection {

    /** What is written like a call and is none. */
    private static final Set<String> STATEMENTS = Set.of("if", "for", "while", "switch", "catch", "synchronized", "try");

    private final JShell shell;
    private final Compiler compiler;
    private final String code;
    private final int cursor;
    private final List<JavaToken> tokens;

    private Inspection(JShell shell, Compiler compiler, String code, int cursor) {
        this.shell = shell;
        this.compiler = compiler;
        this.code = code;
        this.cursor = cursor;
        this.tokens = JavaToken.of(code).stream().filter(token -> token.kind() != Kind.COMMENT).toList();
    }

    /**
     * What the cursor points to.
     *
     * @param read the code in which it was found
     * @param elements the likeliest one first, then the other methods of this name
     * @param of the class to which the code applies a member
     */
    record Subject(Read read, List<? extends Element> elements, Optional<TypeElement> of) {

        boolean isVariable() {
            return switch (elements.get(0).getKind()) {
                case LOCAL_VARIABLE, PARAMETER, EXCEPTION_PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE -> true;
                case FIELD -> elements.get(0).getEnclosingElement().getSimpleName().contentEquals(Draft.CLASS_NAME);
                default -> false;
            };
        }
    }

    /** {@return what a cursor in the text of a cell points to, if it does} */
    static Optional<Subject> at(JShell shell, Compiler compiler, String code, int cursor) {
        boolean silent = JavaToken.of(code).stream().filter(token -> token.contains(cursor))
                .anyMatch(token -> token.kind() == Kind.COMMENT || token.kind() == Kind.MAGIC);
        return silent ? Optional.empty() : new Inspection(shell, compiler, code, cursor).subject();
    }

    private Optional<Subject> subject() {
        Optional<Subject> named = name().flatMap(this::named);
        return named.isPresent() && !named.get().isVariable() ? named : call().or(() -> named);
    }

    /** {@return the index of the name at the cursor, or of the method's name if the cursor is behind a call} */
    private Optional<Integer> name() {
        for (int i = 0; i < tokens.size(); i++) {
            JavaToken token = tokens.get(i);
            if (isName(i) && token.start() <= cursor && cursor <= token.end()) {
                return Optional.of(i);
            }
            if (token.is(")") && token.end() == cursor) {
                int open = opening(i);
                return open > 0 && isName(open - 1) ? Optional.of(open - 1) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean isName(int index) {
        return tokens.get(index).kind() == Kind.NAME && SourceVersion.isName(tokens.get(index).text());
    }

    private boolean is(int index, String text) {
        return index >= 0 && index < tokens.size() && tokens.get(index).is(text);
    }

    private int opening(int closing) {
        int depth = 0;
        for (int i = closing; i >= 0; i--) {
            depth += is(i, ")") ? 1 : is(i, "(") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private int closing(int opening) {
        int depth = 0;
        for (int i = opening; i < tokens.size(); i++) {
            depth += is(i, "(") ? 1 : is(i, ")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return opening;
    }

    private Optional<Subject> named(int index) {
        JavaToken name = tokens.get(index);
        String text = is(index + 1, "=") ? code // the type of a variable may come from its value
                : is(index + 1, "(") ? code.substring(0, tokens.get(closing(index + 1)).end())
                : code.substring(0, name.end()) + (isConstructed(index) ? "()" : "");
        Draft draft = Draft.of(shell, compiler, text, name.end());
        Read read = compiler.analyze(draft.unit());
        return tree(read, name.text(), name.end() + draft.shift()).flatMap(path -> {
            Element element = read.trees().getElement(path);
            if (path.getLeaf() instanceof VariableTree) {
                return subject(read, element == null ? Stream.of() : Stream.of(element), Optional.empty());
            }
            Place place = new Place(read, path);
            Optional<TypeElement> of =
                    place.qualifier().stream().flatMap(tree -> Place.sites(read.trees().getTypeMirror(tree)).stream())
                            .map(site -> (TypeElement) site.asElement()).findFirst();
            Optional<Subject> called = calls(place).stream().map(call -> subject(read, call.candidates().stream(), of))
                    .flatMap(Optional::stream).findFirst();
            if (called.isPresent()) {
                return called;
            }
            boolean known =
                    element != null && element.getKind() != ElementKind.PACKAGE && element.asType().getKind() != TypeKind.ERROR;
            Stream<Element> homonyms = known && element.getKind() != ElementKind.METHOD ? Stream.of()
                    : place.choices().stream().filter(choice -> choice.getSimpleName().contentEquals(name.text()));
            return subject(read, Stream.concat(known ? Stream.of(element) : Stream.of(), homonyms).distinct(), of);
        });
    }

    private static Optional<Call> calls(Place place) {
        if (place.isConstructed()) {
            TreePath created = place.path().getParentPath();
            while (!(created.getLeaf() instanceof NewClassTree)) {
                created = created.getParentPath();
            }
            return Optional.of(new Call(place.read(), created, ((NewClassTree) created.getLeaf()).getArguments().size()));
        }
        return Call.named(place.read(), place.path());
    }

    private static Optional<Subject> subject(Read read, Stream<? extends Element> elements, Optional<TypeElement> of) {
        List<? extends Element> found = elements.toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(new Subject(read, found, of));
    }

    private boolean isConstructed(int index) {
        int first = index;
        while (is(first - 1, ".")) {
            first -= 2;
        }
        return is(first - 1, "new");
    }

    /** {@return the tree of a name which ends at a position} */
    private static Optional<TreePath> tree(Read read, String name, long end) {
        Deque<TreePath> found = new ArrayDeque<>();
        new NameScanner() {
            @Override
            void look(Tree tree, CharSequence named) {
                if (name.contentEquals(named) && read.trees().getSourcePositions().getEndPosition(read.unit(), tree) == end) {
                    found.push(getCurrentPath());
                }
            }

            @Override
            public Void visitVariable(VariableTree tree, Void none) {
                long last = read.trees().getSourcePositions().getEndPosition(read.unit(), tree);
                long first = read.trees().getSourcePositions().getStartPosition(read.unit(), tree);
                if (name.contentEquals(tree.getName()) && first < end && end <= last) {
                    found.addLast(getCurrentPath()); // a name in its initial value may be the one
                }
                return super.visitVariable(tree, none);
            }
        }.scan(read.unit(), null);
        return Optional.ofNullable(found.peek());
    }

    /** {@return the call in whose arguments the cursor is} */
    private Optional<Subject> call() {
        Deque<Integer> open = new ArrayDeque<>();
        Deque<Integer> arguments = new ArrayDeque<>(); // where the last argument of each of them begins
        for (int i = 0; i < tokens.size() && tokens.get(i).end() <= cursor; i++) {
            if (is(i, "(") || is(i, "[") || is(i, "{")) {
                open.push(i);
                arguments.push(tokens.get(i).end());
            } else if ((is(i, ")") || is(i, "]") || is(i, "}")) && !open.isEmpty()) {
                open.pop();
                arguments.pop();
            } else if (is(i, ",") && !open.isEmpty()) {
                arguments.pop();
                arguments.push(tokens.get(i).end());
            }
        }
        while (!open.isEmpty()) {
            int opening = open.pop();
            int argument = arguments.pop();
            boolean named = is(opening, "(") && opening > 0
                    && (is(opening - 1, ">") || isName(opening - 1) && !STATEMENTS.contains(tokens.get(opening - 1).text()));
            boolean written = isName(Math.max(0, opening - 1)) && closing(opening) > opening + 1;
            Optional<Subject> found = !named ? Optional.empty() : written ? named(opening - 1) : callWithArgumentAt(argument);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Subject> callWithArgumentAt(int start) {
        String text = code.substring(0, start) + " " + Completion.PLACEHOLDER;
        Read read = compiler.analyze(Draft.of(shell, compiler, text, text.length()).unit());
        return Completion.place(read).flatMap(place -> Call.around(read, place.path()))
                .flatMap(call -> subject(read, call.candidates().stream(), call.site()));
    }
}
