package io.github.huggingtweets.notebook.jjava;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Installs the toolkit in a JJava that loads it. JJava finds it through {@code META-INF/services}. */
public final class JJavaExtension implements Extension {

    /** Made by {@code ServiceLoader}. */
    public JJavaExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        JJavaNotebook.install(kernel);
    }
}
