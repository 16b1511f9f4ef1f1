/**
 * What every Java kernel of the toolkit's notebooks needs, whichever kernel it is: {@code StopButton} and {@code CellCode} stop a
 * running cell, and {@code CellError} shows the exception of a cell. This package knows JShell, on which all of these kernels run
 * the code of cells, and none of the kernels.
 */
package io.github.huggingtweets.notebook.kernel;
