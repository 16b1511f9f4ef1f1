package io.github.huggingtweets.notebook.kernel;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The JDK's compiler, which is asked what code means and does not run it. */
final class Compiler {

    /** The compiler goes on after errors, since the code is not finished, and keeps the names of parameters in class files. */
    private static final List<String> OPTIONS = List.of("-proc:none", "-nowarn", "-parameters", "-XDshould-stop.ifError=FLOW");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = javac.getStandardFileManager(problem -> {}, Locale.ENGLISH,
            StandardCharsets.UTF_8);
    private final List<Path> classPath = new ArrayList<>();

    Compiler() {
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(path -> !path.isEmpty()).map(Path::of)
                .forEach(classPath::add);
        useClassPath();
    }

    /** Adds a jar or a folder with classes. */
    void addToClassPath(Path path) {
        classPath.add(path);
        useClassPath();
    }

    private void useClassPath() {
        try {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Code that the compiler has read. */
    record Read(CompilationUnitTree unit, JavacTask task, DocTrees trees) {

        Elements elements() {
            return task.getElements();
        }

        Types types() {
            return task.getTypes();
        }
    }

    /** {@return code with its syntax, but without what its names mean} */
    Read parse(String unit) {
        JavacTask task = task(unit);
        try {
            return new Read(task.parse().iterator().next(), task, DocTrees.instance(task));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return code with what its names mean} */
    Read analyze(String unit) {
        Read read = parse(unit);
        try {
            read.task().analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    private JavacTask task(String unit) {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Cell$.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return unit;
            }
        };
        return (JavacTask) javac.getTask(null, files, problem -> {}, OPTIONS, null, List.of(file));
    }

    /** {@return whether code begins with a method or a type, finished or not, and not with a statement} */
    boolean isDeclaration(String code) {
        List<? extends Tree> types = parse("class Cell$ {" + code + "\n}").unit().getTypeDecls();
        if (types.isEmpty() || !(types.get(0) instanceof ClassTree type) || type.getMembers().isEmpty()) {
            return false;
        }
        Tree first = type.getMembers().get(0);
        // a call looks like a constructor
        return first instanceof ClassTree || first instanceof MethodTree method && method.getReturnType() != null;
    }

    /** {@return the jar or the folder from which the compiler reads a class, or nothing if that is the JDK} */
    Optional<Path> origin(String binaryName) {
        try {
            JavaFileObject file = files.getJavaFileForInput(StandardLocation.CLASS_PATH, binaryName, JavaFileObject.Kind.CLASS);
            if (file == null) {
                return Optional.empty();
            }
            String address = file.toUri().toString();
            return Optional.of(address.startsWith("jar:")
                    ? Path.of(URI.create(address.substring("jar:".length(), address.lastIndexOf("!/"))))
                    : Path.of(URI.create(address.substring(0, address.length() - binaryName.length() - ".class".length()))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
