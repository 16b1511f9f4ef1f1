package io.github.huggingtweets.notebook.jjava;

import io.github.huggingtweets.notebook.KernelAdapter;

/** Connects the toolkit with a running JJava, if that does not load extensions by itself. */
public final class JJavaAdapter implements KernelAdapter {

    /** Made by {@code ServiceLoader}. */
    public JJavaAdapter() {}

    @Override
    public boolean isRunning() {
        try {
            return JJavaNotebook.isRunning();
        } catch (NoClassDefFoundError e) {
            return false;
        }
    }

    @Override
    public void install() {
        JJavaNotebook.install();
    }
}
