/**
 * How things look in a Jupyter notebook: rich output for every noun of the toolkit, progress bars, the environment check.
 *
 * <p>Reads every other package; none of them knows this one.
 */
package io.github.huggingtweets.notebook;
