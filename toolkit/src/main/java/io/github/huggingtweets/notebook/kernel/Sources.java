package io.github.huggingtweets.notebook.kernel;

import io.github.huggingtweets.notebook.kernel.Compiler.Read;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds the source code of classes, with their Javadoc: that of the JDK in its {@code lib/src.zip}; that of a library in its own jar,
 * where the tool bnd puts it, or in a second jar beside it, as Maven names and places that.
 */
final class Sources {

    /** The folder of sources in a jar, by the convention of OSGi. */
    private static final String IN_JAR = "OSGI-OPT/src/";

    private final Compiler compiler;
    private final Map<String, Optional<Read>> parsed = new HashMap<>();

    Sources(Compiler compiler) {
        this.compiler = compiler;
    }

    /**
     * {@return the source code of a class, if it is at hand; it is read once for all members of the class}
     *
     * @param type a class that is not nested
     * @param elements what the compiler knows of it
     */
    Optional<Read> of(TypeElement type, Elements elements) {
        return parsed.computeIfAbsent(type.getQualifiedName().toString(),
                name -> text(name, elements.getModuleOf(type)).map(compiler::parse));
    }

    private Optional<String> text(String name, ModuleElement module) {
        String file = name.replace('.', '/') + ".java";
        if (module != null && !module.isUnnamed()) {
            return read(ofJdk(), module.getQualifiedName() + "/" + file);
        }
        return compiler.origin(name).flatMap(origin -> read(origin, IN_JAR + file).or(() -> read(beside(origin), file)));
    }

    private static Path ofJdk() {
        return Path.of(System.getProperty("java.home"), "lib", "src.zip");
    }

    private static Path beside(Path jar) {
        return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", "-sources.jar"));
    }

    /**
     * {@return a sentence that says which file would have the source code of a class, if one does not find it}
     *
     * @param type a class that is not nested
     * @param elements what the compiler knows of it
     */
    Optional<String> missing(TypeElement type, Elements elements) {
        ModuleElement module = elements.getModuleOf(type);
        if (module != null && !module.isUnnamed()) {
            return Optional.of(ofJdk()).filter(path -> !Files.exists(path))
                    .map(path -> "The JDK's Javadoc is not shown, since this JDK has no " + path + ".");
        }
        return compiler.origin(type.getQualifiedName().toString()).filter(Files::isRegularFile)
                .filter(jar -> !Files.exists(beside(jar)))
                .map(jar -> "The Javadoc is not shown, since there is no " + beside(jar).getFileName() + " beside "
                        + jar.getFileName() + ".");
    }

    private static Optional<String> read(Path origin, String file) {
        try {
            if (Files.isDirectory(origin)) {
                Path source = origin.resolve(file);
                return Files.isRegularFile(source) ? Optional.of(Files.readString(source)) : Optional.empty();
            }
            if (!Files.isRegularFile(origin)) {
                return Optional.empty();
            }
            try (ZipFile zip = new ZipFile(origin.toFile())) {
                ZipEntry entry = zip.getEntry(file);
                return entry == null ? Optional.empty()
                        : Optional.of(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
