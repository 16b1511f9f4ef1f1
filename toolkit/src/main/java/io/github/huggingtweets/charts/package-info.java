/**
 * Pictures of timelines, corpora and training runs, drawn with XChart in one house style for light and dark notebooks.
 *
 * <p>Reads {@code tweets}, {@code corpus}, {@code bot} and {@code training}; none of them knows this package.
 */
package io.github.huggingtweets.charts;
