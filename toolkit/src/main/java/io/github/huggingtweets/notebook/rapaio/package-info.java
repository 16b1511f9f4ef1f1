/**
 * The adapter of the kernel rapaio-jupyter-kernel. {@link io.github.huggingtweets.notebook.Notebook#install()} uses {@link
 * io.github.huggingtweets.notebook.rapaio.RapaioAdapter}.
 */
package io.github.huggingtweets.notebook.rapaio;
