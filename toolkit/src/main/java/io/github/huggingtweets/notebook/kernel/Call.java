package io.github.huggingtweets.notebook.kernel;

import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import io.github.huggingtweets.notebook.kernel.Compiler.Read;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A call of a method or a constructor that is being written.
 *
 * @param read the code
 * @param path leads to the call
 * @param written how many of its arguments are written
 */
record Call(Read read, TreePath path, int written) {

    /** {@return the call in whose arguments a tree is, if it is in one} */
    static Optional<Call> around(Read read, TreePath argument) {
        for (TreePath inner = argument, outer = argument.getParentPath(); outer != null; outer =
                (inner = outer).getParentPath()) {
            int index = arguments(outer.getLeaf()).indexOf(inner.getLeaf());
            if (index >= 0) {
                return Optional.of(new Call(read, outer, index));
            }
        }
        return Optional.empty();
    }

    /** {@return the call of which a tree is the name, with all its arguments} */
    static Optional<Call> named(Read read, TreePath name) {
        TreePath parent = name.getParentPath();
        if (parent.getLeaf() instanceof MethodInvocationTree call && call.getMethodSelect() == name.getLeaf()) {
            return Optional.of(new Call(read, parent, call.getArguments().size()));
        }
        return Optional.empty();
    }

    private static List<? extends ExpressionTree> arguments(Tree tree) {
        return tree instanceof MethodInvocationTree call ? call.getArguments()
                : tree instanceof NewClassTree call ? call.getArguments() : List.of();
    }

    /** {@return what can be called, what fits best to the arguments first} */
    List<ExecutableElement> candidates() {
        Element resolved = read.trees().getElement(path);
        return Place.callable(read, path).stream().sorted(Comparator
                .comparing((ExecutableElement candidate) -> !candidate.equals(resolved))
                .thenComparing(candidate -> !fits(candidate))
                .thenComparing(candidate -> candidate.getParameters().size())
                .thenComparing(candidate -> candidate.getEnclosingElement().getEnclosedElements().indexOf(candidate))).toList();
    }

    /** {@return the class to whose object or to which the call is applied} */
    Optional<TypeElement> site() {
        return path.getLeaf() instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree select
                ? Place.sites(read.trees().getTypeMirror(new TreePath(new TreePath(path, select), select.getExpression())))
                        .stream()
                        .map(site -> (TypeElement) site.asElement()).findFirst()
                : Optional.empty();
    }

    /** {@return the types that the next argument may have} */
    List<TypeMirror> expected() {
        return Place.callable(read, path).stream().filter(this::fits).filter(candidate -> takes(candidate, written))
                .map(candidate -> parameter(candidate, written)).toList();
    }

    private boolean fits(ExecutableElement candidate) {
        List<? extends ExpressionTree> arguments = arguments(path.getLeaf());
        if (arguments.size() > written && !takes(candidate, written)) {
            return false;
        }
        for (int i = 0; i < written; i++) {
            if (!takes(candidate, i) || !fits(arguments.get(i), candidate, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(ExpressionTree argument, ExecutableElement candidate, int index) {
        TypeMirror parameter = read.types().erasure(parameter(candidate, index));
        if (argument instanceof LambdaExpressionTree || argument instanceof MemberReferenceTree) {
            return parameter.getKind() == TypeKind.DECLARED
                    && read.types().asElement(parameter).getKind().isInterface();
        }
        TypeMirror type = read.trees().getTypeMirror(new TreePath(path, argument));
        if (argument instanceof ErroneousTree || type == null || type.getKind() == TypeKind.ERROR) {
            return true;
        }
        if (type.getKind() == TypeKind.VOID) {
            return false;
        }
        boolean array = candidate.isVarArgs() && index == candidate.getParameters().size() - 1
                && read.types().isAssignable(type, read.types().erasure(candidate.getParameters().get(index).asType()));
        return array || read.types().isAssignable(read.types().erasure(type), parameter);
    }

    private static boolean takes(ExecutableElement candidate, int index) {
        return index < candidate.getParameters().size() || candidate.isVarArgs();
    }

    private static TypeMirror parameter(ExecutableElement candidate, int index) {
        List<? extends VariableElement> parameters = candidate.getParameters();
        int last = parameters.size() - 1;
        TypeMirror type = parameters.get(Math.min(index, last)).asType();
        return candidate.isVarArgs() && index >= last ? ((ArrayType) type).getComponentType() : type;
    }
}
