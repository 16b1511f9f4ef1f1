/**
 * The look that all charts share: their colours, axes, labels and words. It is for charts to be drawn with; who only looks at
 * charts needs {@link io.github.huggingtweets.charts.Charts} alone.
 */
package io.github.huggingtweets.charts.house;
