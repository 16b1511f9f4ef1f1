/**
 * How the toolkit looks in a Jupyter notebook. Begin with {@link io.github.huggingtweets.notebook.Notebook}, which registers the
 * rich output of every noun; {@link io.github.huggingtweets.notebook.Environment} is the check of the machine. It stands above all
 * others: it reads every other package, and none of them knows it.
 */
package io.github.huggingtweets.notebook;
