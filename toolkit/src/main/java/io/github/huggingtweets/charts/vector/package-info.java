/**
 * Pictures as shapes in plain colours: what is drawn with Java 2D is taken down, and written as SVG or painted once more.
 *
 * <p>Knows no other package, and nothing about charts but the typeface.
 */
package io.github.huggingtweets.charts.vector;
