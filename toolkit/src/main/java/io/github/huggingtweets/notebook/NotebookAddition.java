package io.github.huggingtweets.notebook;

import java.util.List;

/**
 * What a library on top of the toolkit adds to notebooks. {@code ServiceLoader} finds it: name its class in
 * {@code META-INF/services/io.github.huggingtweets.notebook.NotebookAddition}.
 */
public interface NotebookAddition {

    /** {@return how its nouns look} */
    List<Rendering<?>> renderings();

    /** {@return its import statements, each in a line} */
    String imports();
}
