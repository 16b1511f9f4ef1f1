package io.github.huggingtweets.drawing;

/**
 * A measured value of a chart.
 *
 * @param x its position on the x axis, such as the number of a step
 * @param y its value
 */
public record Point(double x, double y) {

    boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y);
    }
}
