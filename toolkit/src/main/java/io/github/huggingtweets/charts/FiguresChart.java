package io.github.huggingtweets.charts;

import io.github.huggingtweets.charts.house.Cells;
import io.github.huggingtweets.charts.house.English;
import io.github.huggingtweets.charts.house.HouseStyle;
import io.github.huggingtweets.charts.house.Label;
import io.github.huggingtweets.charts.house.RowNames;
import io.github.huggingtweets.charts.house.Scale;
import io.github.huggingtweets.corpus.Corpus;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The four figures as bars, each of which begins where the next one ends: what is left out takes its part from the whole. */
final class FiguresChart {

    private static final int HEIGHT = 290;
    private static final int LABEL_WIDTH = 96;
    private static final double HALF_A_BAR = 0.32;
    private static final List<String> NAMES = List.of("Tweets downloaded", "Retweets", "Short tweets", "Tweets kept");

    private FiguresChart() {}

    static Chart<XYChart> of(Corpus corpus) {
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("What became of the tweets");
        xchart.setXAxisTitle("Tweets");
        Chart<XYChart> chart = new Chart<>(xchart, subtitle(corpus), LABEL_WIDTH, HEIGHT);

        int kept = corpus.kept();
        int own = kept + corpus.shortTweets();
        bar(xchart, 4, 0, corpus.downloaded(), HouseStyle.FAINT_INK, "");
        bar(xchart, 3, own, corpus.downloaded(), HouseStyle.MIDDLE_INK, share(corpus.retweets(), corpus));
        bar(xchart, 2, kept, own, HouseStyle.MIDDLE_INK, share(corpus.shortTweets(), corpus));
        bar(xchart, 1, 0, kept, HouseStyle.ACCENT, share(kept, corpus));
        RowNames.apply(xchart, NAMES);
        Scale.fromZeroTo(Math.max(1, corpus.downloaded()), xchart.getStyler());
        return chart;
    }

    private static void bar(XYChart xchart, int row, int from, int to, Color color, String share) {
        Cells.add(xchart, NAMES.get(NAMES.size() - row), color, List.of(
                new Rectangle2D.Double(from, row - HALF_A_BAR, to - from, 2 * HALF_A_BAR)));
        xchart.addAnnotation(new Label(English.format("%,d%s", to - from, share), to, row,
                color.equals(HouseStyle.ACCENT) ? color : HouseStyle.INK));
    }

    private static String share(int part, Corpus corpus) {
        return corpus.downloaded() == 0 ? "" : English.format(" · %.0f %%", 100.0 * part / corpus.downloaded());
    }

    private static String subtitle(Corpus corpus) {
        return English.format("Of %s of %s, %,d %s kept to learn from.", English.count(corpus.downloaded(), "tweet"),
                English.handles(corpus.authors()), corpus.kept(), corpus.kept() == 1 ? "is" : "are");
    }
}
