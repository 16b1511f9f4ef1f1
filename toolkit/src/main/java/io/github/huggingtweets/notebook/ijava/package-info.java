/**
 * The adapter of the kernel IJava. {@link io.github.huggingtweets.notebook.ijava.NotebookKernel} is the program that Jupyter
 * starts for the notebooks of {@code ./lab}. In an IJava that somebody else started, {@link
 * io.github.huggingtweets.notebook.Notebook#install()} uses {@link io.github.huggingtweets.notebook.ijava.IJavaAdapter}.
 */
package io.github.huggingtweets.notebook.ijava;
