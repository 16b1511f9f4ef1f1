/**
 * The Jupyter kernel of the notebooks. Begin with {@link io.github.huggingtweets.notebook.kernel.NotebookKernel}, the program
 * that Jupyter starts. {@code StopButton} and {@code CellCode} stop a running cell, and {@code CellError} shows the exception of
 * a cell. It is a package of its own since only this program cannot run without IJava.
 */
package io.github.huggingtweets.notebook.kernel;
