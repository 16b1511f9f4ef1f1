package io.github.huggingtweets.notebook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/** The declaration of a class or a member in one line, with the names of types but not of their packages. */
final class Signature {

    private Signature() {}

    /**
     * {@return the declaration of an element}
     *
     * @param element a type, a method, a constructor or a variable
     * @param of the class to which the code applies a member, which may have inherited it
     * @param parameters the names of a method's parameters as its source code has them, or none
     */
    static String of(Element element, Optional<TypeElement> of, List<String> parameters) {
        if (element instanceof TypeElement type) {
            return kind(type) + " " + type.getQualifiedName() + typeParameters(type.getTypeParameters());
        }
        String owner = element.getEnclosingElement() instanceof TypeElement type ? owner(type, of) : "";
        if (element instanceof ExecutableElement method) {
            String arguments = arguments(method, parameters);
            String thrown = method.getThrownTypes().isEmpty() ? ""
                    : " throws " + method.getThrownTypes().stream().map(Signature::plain).collect(Collectors.joining(", "));
            if (element.getKind() == ElementKind.CONSTRUCTOR) {
                return "new " + element.getEnclosingElement().getSimpleName() + arguments + thrown;
            }
            String generic = typeParameters(method.getTypeParameters());
            return (isStatic(method) ? "static " : "") + generic + (generic.isEmpty() ? "" : " ") + plain(method.getReturnType())
                    + " "
                    + owner + method.getSimpleName() + arguments + thrown;
        }
        return (isStatic(element) ? "static " : "") + plain(element.asType()) + " " + owner + element.getSimpleName();
    }

    private static String owner(TypeElement declared, Optional<TypeElement> of) {
        if (declared.getSimpleName().contentEquals(Draft.CLASS_NAME)) {
            return "";
        }
        TypeElement shown = declared.getModifiers().contains(Modifier.PUBLIC) ? declared : of.orElse(declared);
        return shown.getSimpleName() + ".";
    }

    private static String kind(TypeElement type) {
        return switch (type.getKind()) {
            case INTERFACE -> "interface";
            case ENUM -> "enum";
            case RECORD -> "record";
            case ANNOTATION_TYPE -> "@interface";
            default -> type.getModifiers().contains(Modifier.ABSTRACT) ? "abstract class" : "class";
        };
    }

    private static boolean isStatic(Element element) {
        return element.getModifiers().contains(Modifier.STATIC);
    }

    private static String typeParameters(List<? extends TypeParameterElement> parameters) {
        return parameters.isEmpty() ? ""
                : parameters.stream().map(parameter -> {
                    String bounds = parameter.getBounds().stream().map(Signature::plain).filter(bound -> !bound.equals("Object"))
                            .collect(Collectors.joining(" & "));
                    return parameter.getSimpleName() + (bounds.isEmpty() ? "" : " extends " + bounds);
                }).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String arguments(ExecutableElement method, List<String> names) {
        List<String> arguments = new ArrayList<>();
        int count = method.getParameters().size();
        for (int i = 0; i < count; i++) {
            TypeMirror type = method.getParameters().get(i).asType();
            String shown =
                    method.isVarArgs() && i == count - 1 ? plain(((ArrayType) type).getComponentType()) + "..." : plain(type);
            String name = names.size() == count ? names.get(i) : method.getParameters().get(i).getSimpleName().toString();
            arguments.add(shown + (name.matches("arg\\d+") ? "" : " " + name));
        }
        return arguments.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private static String plain(TypeMirror type) {
        return type.toString().replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "")
                .replaceAll("\\b(?:[\\p{Ll}_][\\w$]*\\.)+(?=\\p{Lu})", "")
                .replaceAll(",(?=\\S)", ", ");
    }
}
