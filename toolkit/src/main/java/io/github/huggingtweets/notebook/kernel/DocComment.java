package io.github.huggingtweets.notebook.kernel;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import io.github.huggingtweets.notebook.kernel.Compiler.Read;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * The Javadoc of a class or a member, as it stands in the source code.
 *
 * @param text the text before the tags
 * @param tags what is said of parameters, of the result and so on
 * @param parameters the names of the parameters of a method; class files need not have them
 * @param inherited the Javadoc of the method that this one overrides, if this one refers to it or has none
 */
record DocComment(List<? extends DocTree> text, List<? extends DocTree> tags, List<String> parameters,
        Optional<DocComment> inherited) {

    private static final DocComment NONE = new DocComment(List.of(), List.of(), List.of(), Optional.empty());

    private static DocComment of(DocCommentTree tree, List<String> parameters) {
        return tree == null
                ? new DocComment(List.of(), List.of(), parameters, Optional.empty())
                : new DocComment(tree.getFullBody(), tree.getBlockTags(), parameters, Optional.empty());
    }

    /** {@return whether nothing is written} */
    boolean isEmpty() {
        return text.isEmpty() && tags.isEmpty();
    }

    /** {@return the Javadoc of an element; it is empty if no source code is at hand} */
    static DocComment of(Element element, Read read, Sources sources) {
        Deque<String> types = new ArrayDeque<>();
        TypeElement outer = null;
        for (Element around = element; around != null; around = around.getEnclosingElement()) {
            if (around instanceof TypeElement type) {
                types.push(type.getSimpleName().toString());
                outer = type;
            }
        }
        if (outer == null) {
            return NONE;
        }
        TreePath written = read.trees().getPath(element);
        if (written != null) { // in a cell
            return of(read.trees().getDocCommentTree(written), List.of());
        }
        DocComment own =
                sources.of(outer, read.elements()).map(source -> in(source, types, element)).orElse(NONE);
        boolean inherits = own.isEmpty() || own.toString().contains("{@inheritDoc");
        if (!inherits || element.getKind() != ElementKind.METHOD) {
            return own;
        }
        Optional<DocComment> parent = overridden((ExecutableElement) element, read)
                .map(method -> of(method, read, sources)).filter(comment -> !comment.isEmpty()).findFirst();
        return own.isEmpty() && parent.isPresent()
                ? parent.get()
                : new DocComment(own.text(), own.tags(), own.parameters(), parent);
    }

    private static Stream<ExecutableElement> overridden(ExecutableElement method, Read read) {
        TypeElement owner = (TypeElement) method.getEnclosingElement();
        return ancestors(owner, read).flatMap(ancestor -> ElementFilter.methodsIn(ancestor.getEnclosedElements()).stream())
                .filter(other -> other.getSimpleName().equals(method.getSimpleName()))
                .filter(other -> read.elements().overrides(method, other, owner));
    }

    private static Stream<TypeElement> ancestors(TypeElement type, Read read) {
        List<TypeElement> found = new ArrayList<>();
        for (TypeMirror parent : read.types().directSupertypes(type.asType())) {
            if (parent instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
                found.add(element);
                ancestors(element, read).forEach(found::add);
            }
        }
        return found.stream().distinct();
    }

    private static DocComment in(Read source, Deque<String> types, Element element) {
        TreePath path = new TreePath(source.unit());
        for (String type : types) {
            path = type(path, type);
            if (path == null) {
                return NONE;
            }
        }
        TreePath type = path;
        if (element instanceof TypeElement) {
            return comment(source, type, List.of());
        }
        Optional<? extends Tree> member =
                ((ClassTree) type.getLeaf()).getMembers().stream().filter(tree -> declares(tree, element))
                        .findFirst();
        boolean ofRecord = type.getLeaf().getKind() == Tree.Kind.RECORD;
        if (ofRecord && (member.isEmpty() || member.get() instanceof VariableTree)) {
            return ofRecord(source, type, element);
        }
        return member.map(tree -> comment(source, new TreePath(type, tree),
                tree instanceof MethodTree method ? names(method) : List.of())).orElse(NONE);
    }

    private static DocComment comment(Read source, TreePath path, List<String> parameters) {
        return of(source.trees().getDocCommentTree(path), parameters);
    }

    /** The components of a record are described in the Javadoc of the record. */
    private static DocComment ofRecord(Read source, TreePath type, Element element) {
        DocComment whole = comment(source, type, List.of());
        if (element.getKind() == ElementKind.CONSTRUCTOR) {
            return whole;
        }
        return whole.tags().stream().filter(ParamTree.class::isInstance).map(ParamTree.class::cast)
                .filter(tag -> tag.getName().getName().contentEquals(element.getSimpleName())).findFirst()
                .map(tag -> new DocComment(tag.getDescription(), List.of(), List.of(), Optional.empty())).orElse(NONE);
    }

    private static TreePath type(TreePath around, String name) {
        List<? extends Tree> trees = around.getLeaf() instanceof CompilationUnitTree unit
                ? unit.getTypeDecls()
                : ((ClassTree) around.getLeaf()).getMembers();
        return trees.stream().filter(ClassTree.class::isInstance).map(ClassTree.class::cast)
                .filter(type -> type.getSimpleName().contentEquals(name)).findFirst()
                .map(type -> new TreePath(around, type)).orElse(null);
    }

    private static boolean declares(Tree tree, Element element) {
        if (tree instanceof VariableTree variable) {
            return element.getKind().isField() && variable.getName().contentEquals(element.getSimpleName());
        }
        if (!(tree instanceof MethodTree method) || !(element instanceof ExecutableElement executable)
                || !method.getName().contentEquals(element.getSimpleName())) {
            return false;
        }
        return method.getParameters().stream().map(parameter -> plain(parameter.getType().toString())).toList()
                .equals(executable.getParameters().stream().map(parameter -> plain(parameter.asType().toString())).toList());
    }

    private static List<String> names(MethodTree method) {
        return method.getParameters().stream().map(parameter -> parameter.getName().toString()).toList();
    }

    /** {@return a type without type arguments, annotations and packages, such as {@code Entry[]}} */
    private static String plain(String type) {
        String plain = type.replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "").replace("...", "[]");
        for (String before = ""; !before.equals(plain);) {
            before = plain;
            plain = plain.replaceAll("<[^<>]*>", "");
        }
        return plain.replaceAll("[\\w$]+\\.", "").replaceAll("\\s", "");
    }
}
