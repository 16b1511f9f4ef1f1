/**
 * What every Java kernel of the toolkit's notebooks needs, whichever kernel it is: {@code StopButton} and {@code CellCode} stop a
 * running cell, {@code CellError} shows the exception of a cell, {@link io.github.huggingtweets.notebook.kernel.CodeHelp} answers
 * the keys Tab and Shift-Tab, and {@code Preparation} is what a kernel does before the first cell. This package knows JShell, on
 * which all of these kernels run the code of cells, and none of the kernels.
 */
package io.github.huggingtweets.notebook.kernel;
