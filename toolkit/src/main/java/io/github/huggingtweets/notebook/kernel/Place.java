package io.github.huggingtweets.notebook.kernel;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import io.github.huggingtweets.notebook.kernel.Compiler.Read;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;

/**
 * A name in code, and what it could stand for there.
 *
 * @param read the code
 * @param path leads to the tree of the name
 */
record Place(Read read, TreePath path) {

    /** More than any scope has; a class that the compiler cannot read makes it fail at the same element again and again. */
    private static final int MOST_FAILURES = 1000;

    Tree tree() {
        return path.getLeaf();
    }

    /** {@return what the code names before the dot or the two colons, if there is one} */
    Optional<TreePath> qualifier() {
        ExpressionTree qualifier = tree() instanceof MemberSelectTree select ? select.getExpression()
                : tree() instanceof MemberReferenceTree reference ? reference.getQualifierExpression() : null;
        return Optional.ofNullable(qualifier).map(tree -> new TreePath(path, tree));
    }

    /** {@return whether the name stands behind {@code new}} */
    boolean isConstructed() {
        TreePath name = path.getParentPath().getLeaf() instanceof ParameterizedTypeTree type && type.getType() == tree()
                ? path.getParentPath()
                : path;
        return name.getParentPath().getLeaf() instanceof NewClassTree created && created.getIdentifier() == name.getLeaf();
    }

    /** {@return whether the name is the argument of a type, such as in {@code List<String>}} */
    boolean isTypeArgument() {
        return path.getParentPath().getLeaf() instanceof ParameterizedTypeTree type && type.getType() != tree();
    }

    /** {@return what the name could stand for: members of what is before the dot, or else all that is in scope} */
    List<Element> choices() {
        return qualifier().map(this::members).orElseGet(this::inScope);
    }

    /** {@return whether what is before the dot is a type, so that only its static members can follow} */
    boolean isStatic() {
        return qualifier().map(qualifier -> read.trees().getElement(qualifier))
                .filter(element -> element.getKind().isClass() || element.getKind().isInterface())
                .filter(element -> element.asType().getKind() == TypeKind.DECLARED).isPresent();
    }

    private List<Element> members(TreePath qualifier) {
        Scope scope = read.trees().getScope(path);
        boolean reference = tree() instanceof MemberReferenceTree;
        boolean type = isStatic();
        List<Element> found = new ArrayList<>();
        for (DeclaredType site : sites(read.trees().getTypeMirror(qualifier))) {
            for (Element member : read.elements().getAllMembers((TypeElement) site.asElement())) {
                boolean fits = switch (member.getKind()) {
                    case METHOD -> reference || type == member.getModifiers().contains(Modifier.STATIC);
                    case FIELD, ENUM_CONSTANT -> !reference && (!type || member.getModifiers().contains(Modifier.STATIC));
                    default -> type && !reference && (member.getKind().isClass() || member.getKind().isInterface());
                };
                // asks of the site, since the class that declares a public method need not be public
                if (fits && read.trees().isAccessible(scope, member, site)) {
                    found.add(member);
                }
            }
        }
        return found;
    }

    /** {@return the classes and interfaces whose members a value of a type has} */
    static List<DeclaredType> sites(TypeMirror type) {
        if (type instanceof IntersectionType intersection) {
            return intersection.getBounds().stream().flatMap(bound -> sites(bound).stream()).toList();
        }
        if (type instanceof TypeVariable variable) {
            return sites(variable.getUpperBound());
        }
        return type != null && type.getKind() == TypeKind.DECLARED ? List.of((DeclaredType) type) : List.of();
    }

    private List<Element> inScope() {
        List<Element> found = new ArrayList<>();
        TypeElement inner = null;
        for (Scope scope = read.trees().getScope(path); scope != null; scope = scope.getEnclosingScope()) {
            TypeElement enclosing = scope.getEnclosingClass();
            if (enclosing != null && enclosing != inner) {
                found.addAll(read.elements().getAllMembers(enclosing));
                inner = enclosing;
            }
            addLocal(scope, found);
        }
        return found;
    }

    private static void addLocal(Scope scope, List<Element> found) {
        Iterator<? extends Element> local = scope.getLocalElements().iterator();
        for (int failures = 0; failures < MOST_FAILURES;) {
            try {
                if (!local.hasNext()) {
                    return;
                }
                found.add(local.next());
            } catch (RuntimeException e) { // the compiler's own, for a class file that it cannot read
                failures++;
            }
        }
    }

    /** {@return the constructors of a class that the code may call} */
    List<ExecutableElement> constructors(TypeElement type) {
        if (type.getModifiers().contains(Modifier.ABSTRACT) || type.getKind() == ElementKind.ENUM) {
            return List.of();
        }
        Scope scope = read.trees().getScope(path);
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> read.trees().isAccessible(scope, constructor, (DeclaredType) type.asType())).toList();
    }

    /** {@return the methods or constructors that the call which encloses this place could mean, by their name alone} */
    static List<ExecutableElement> callable(Read read, TreePath call) {
        if (call.getLeaf() instanceof MethodInvocationTree invocation) {
            ExpressionTree select = invocation.getMethodSelect();
            String name = select instanceof MemberSelectTree member ? member.getIdentifier().toString()
                    : select instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
            return ElementFilter.methodsIn(new Place(read, new TreePath(call, select)).choices()).stream()
                    .filter(method -> method.getSimpleName().contentEquals(name)).distinct().toList();
        }
        ExpressionTree identifier = ((NewClassTree) call.getLeaf()).getIdentifier();
        Place place = new Place(read, new TreePath(call, identifier));
        return read.trees().getElement(place.path()) instanceof TypeElement type ? place.constructors(type) : List.of();
    }
}
