/**
 * The drawing of charts and of {@linkplain io.github.huggingtweets.drawing.TweetPicture pictures of tweets} from plain data, with XChart, in one style for light and dark pages. The nouns offer the charts
 * ({@code timeline.chart()}, {@code corpus.chart()}), so this package lies below all nouns. Begin with {@code TweetCharts} for
 * the charts, {@code HouseStyle} for their style, and {@code Picture} for their output as HTML, SVG or PNG.
 *
 * <p>XChart draws axes, grid, bars, lines, areas and points. This package draws what XChart 4.0.3 cannot: bars that begin where
 * the next one ends, with a share in their labels ({@code BarChart}); names of any script on one line with them ({@code
 * RowNames}); a heat map in translucent colours, which suit light and dark pages ({@code HoursChart}); labels at the beginnings
 * of days, months or years ({@code TimeAxis}); an axis by powers of ten that has a 0 ({@code CountAxis}); and several charts in
 * one picture ({@code ChartSheet}).
 *
 * <p>SVG is written by {@code SvgWriter} from shapes that {@code ShapeRecorder} records. XChart's own export writes one chart in
 * fixed colours, and Apache Batik's SVG generator was tried: its files were 1.7 to 3.1 times as large (2.0 MB for eight charts
 * instead of 1.0 MB), have identifiers that clash if many charts are in one page, and do not use the text colour of a page.
 * All letters are shapes, from fonts that come with the toolkit, so that a chart looks the same on machines without fonts.
 */
package io.github.huggingtweets.drawing;
