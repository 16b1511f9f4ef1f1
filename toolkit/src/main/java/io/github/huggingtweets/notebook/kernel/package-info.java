/** The Jupyter kernel of the notebooks: what a cell's errors look like, and how a running cell is stopped. */
package io.github.huggingtweets.notebook.kernel;
