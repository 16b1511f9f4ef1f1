package io.github.huggingtweets.notebook;

import io.github.spencerpark.jupyter.kernel.display.Renderer;

/** How the nouns of the toolkit look in a notebook. */
public final class Notebook {

    private Notebook() {}

    /**
     * Lets a kernel show the toolkit's nouns as rich output, each with a text beside it for where there is no HTML.
     *
     * @param renderer the kernel's renderer
     */
    public static void register(Renderer renderer) {
    }
}
