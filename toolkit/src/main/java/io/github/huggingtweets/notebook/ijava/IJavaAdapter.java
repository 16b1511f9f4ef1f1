package io.github.huggingtweets.notebook.ijava;

import io.github.huggingtweets.notebook.KernelAdapter;

/** Connects the toolkit with a running IJava. */
public final class IJavaAdapter implements KernelAdapter {

    /** Made by {@code ServiceLoader}. */
    public IJavaAdapter() {}

    @Override
    public boolean isRunning() {
        try {
            return IJavaNotebook.isRunning();
        } catch (NoClassDefFoundError e) {
            return false;
        }
    }

    @Override
    public void install() {
        IJavaNotebook.install();
    }
}
