package io.github.huggingtweets.notebook;

/**
 * Connects the toolkit with one kind of Java kernel. {@code ServiceLoader} finds it: name its class in
 * {@code META-INF/services/io.github.huggingtweets.notebook.KernelAdapter}.
 */
public interface KernelAdapter {

    /** {@return whether this program is a kernel of this kind; false if the classes of such a kernel are missing} */
    boolean isRunning();

    /**
     * Makes the running kernel show the nouns of the toolkit as rich output and its progress below the cell, and imports the
     * toolkit. A second call has no effect.
     */
    void install();
}
