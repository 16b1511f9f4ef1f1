package io.github.huggingtweets.notebook.jjava;

import io.github.huggingtweets.notebook.kernel.KernelProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Properties;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseKernelBuilder;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;

/**
 * The kernel of {@code LAB_KERNEL=jjava ./lab}: JJava, with the errors, the stop button and the answers to Tab of the toolkit.
 * JJava's own program has no place for these, so this one makes the same kernel. Of JJava's parts, only the general one is
 * published as a library; the others are in the jar of its Python package, and are found by their names.
 */
public final class NotebookKernel {

    private static final String KERNEL = "org.dflib.jjava.kernel.";
    private static final String MAVEN = "org.dflib.jjava.maven.";
    private static final String PROPERTIES = "/META-INF/maven/org.dflib.jjava/jjava-distro/pom.properties";

    private NotebookKernel() {}

    /**
     * Serves one notebook until Jupyter ends it.
     *
     * @param args the path of the connection file that Jupyter wrote
     * @throws IOException if that file cannot be read
     * @throws GeneralSecurityException if it names a signature scheme that Java does not have
     * @throws ReflectiveOperationException if this is not the version of JJava that this class was written for
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException, ReflectiveOperationException {
        KernelProgram.begin();
        BaseKernel kernel = makeKernel();
        kernel.onStartup(); // loads the extensions, among them JJavaExtension
        String properties = Files.readString(Path.of(args[0]));
        JupyterConnection connection = new JupyterConnection(KernelConnectionProperties.parse(properties));
        kernel.becomeHandlerForConnection(connection);
        new JJavaCells(kernel, KernelProgram.MORE_MEMORY).serve(connection);
        new JJavaHelp(kernel).serve(connection);
        connection.connect();
        connection.waitUntilClose();
        System.exit(0);
    }

    private static BaseKernel makeKernel() throws ReflectiveOperationException, IOException {
        Object maven = make(MAVEN + "MavenDependencyResolver");
        Object time = make(KERNEL + "magics.TimeMagic");
        BaseKernelBuilder<?, ?> builder = (BaseKernelBuilder<?, ?>) Class.forName(KERNEL + "JavaKernel").getMethod("builder")
                .invoke(null);
        return builder.name("JJava").version(version()).extensionsEnabled(true)
                .lineMagic("load", (LineMagic<?, ?>) make(KERNEL + "magics.LoadMagic"))
                .lineMagic("classpath", (LineMagic<?, ?>) make(KERNEL + "magics.ClasspathMagic"))
                .lineMagic("jars", (LineMagic<?, ?>) make(KERNEL + "magics.JarsMagic"))
                .lineMagic("time", (LineMagic<?, ?>) time)
                .cellMagic("time", (CellMagic<?, ?>) time)
                .lineMagic("maven", (LineMagic<?, ?>) make(MAVEN + "magics.MavenMagic", maven))
                .lineMagic("mavenRepo", (LineMagic<?, ?>) make(MAVEN + "magics.MavenRepoMagic", maven))
                .lineMagic("loadFromPOM", (LineMagic<?, ?>) make(MAVEN + "magics.LoadFromPomLineMagic", maven))
                .cellMagic("loadFromPOM", (CellMagic<?, ?>) make(MAVEN + "magics.LoadFromPomCellMagic", maven))
                .build();
    }

    private static Object make(String type, Object... arguments) throws ReflectiveOperationException {
        return Class.forName(type).getConstructors()[0].newInstance(arguments);
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = NotebookKernel.class.getResourceAsStream(PROPERTIES)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return properties.getProperty("version", "");
    }
}
