/**
 * The adapter of the kernel JJava. JJava finds {@link io.github.huggingtweets.notebook.jjava.JJavaExtension} when its {@code
 * %maven} loads the toolkit. {@link io.github.huggingtweets.notebook.jjava.NotebookKernel} is the program that Jupyter starts for
 * the notebooks of {@code LAB_KERNEL=jjava ./lab}.
 */
package io.github.huggingtweets.notebook.jjava;
