/**
 * What every Java kernel of the toolkit's notebooks needs, whichever kernel it is. {@link
 * io.github.huggingtweets.notebook.kernel.Cells} stops a running cell ({@code StopButton}, {@code CellCode}) and has the words for
 * a failed one ({@code CellError}), {@link io.github.huggingtweets.notebook.kernel.CodeHelp} answers the keys Tab and Shift-Tab,
 * and {@code Preparation} is what a kernel does before the first cell. This package knows JShell, on which all of these kernels
 * run the code of cells, and none of the kernels.
 */
package io.github.huggingtweets.notebook.kernel;
