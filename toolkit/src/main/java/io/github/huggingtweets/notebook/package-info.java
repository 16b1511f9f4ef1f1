/**
 * The output of the toolkit in a Jupyter notebook. Begin with {@link io.github.huggingtweets.notebook.Notebook}, which has the
 * rich output of every noun; {@link io.github.huggingtweets.notebook.Environment} checks the machine. This package is above the
 * packages of all nouns: it uses them, and none of them knows it. It knows no kernel: the packages {@code notebook.ijava}, {@code
 * notebook.jjava} and {@code notebook.rapaio} connect it with one kernel each.
 */
package io.github.huggingtweets.notebook;
