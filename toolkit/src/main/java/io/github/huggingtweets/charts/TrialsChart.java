package io.github.huggingtweets.charts;

import io.github.huggingtweets.charts.house.English;
import io.github.huggingtweets.charts.house.HouseStyle;
import io.github.huggingtweets.charts.house.Label;
import io.github.huggingtweets.charts.house.Scale;
import io.github.huggingtweets.training.search.SearchResult;
import io.github.huggingtweets.training.search.Trial;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The trials of a search by learning rate, by powers of ten, and loss; the best one stands out. */
final class TrialsChart {

    private static final int HEIGHT = 380;
    private static final int LABEL_WIDTH = 56;
    private static final int MARKER_SIZE = 9;
    private static final int LEAST_PLOT_WIDTH = 480;

    private TrialsChart() {}

    static Chart<XYChart> of(SearchResult search) {
        List<Trial> measured = search.trials().stream().filter(trial -> trial.loss().isPresent()).toList();
        XYChart xchart = new XYChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Trials of the search");
        xchart.setXAxisTitle("Learning rate");
        xchart.setYAxisTitle("Loss on held-out tweets (nats per token)");
        Chart<XYChart> chart = new Chart<>(xchart, subtitle(search, measured.size()), LABEL_WIDTH, HEIGHT);
        if (measured.isEmpty()) {
            return chart;
        }
        List<Trial> others = measured.stream().filter(trial -> trial.number() != search.best().number()).toList();
        if (!others.isEmpty()) {
            points(xchart, "Trials", others, HouseStyle.MIDDLE_INK);
        }
        points(xchart, "Best", List.of(search.best()), HouseStyle.ACCENT);
        xchart.addAnnotation(new Label(English.format("%.3f", loss(search.best())), position(search.best()), loss(search.best()),
                HouseStyle.ACCENT));
        xchart.getStyler().setMarkerSize(MARKER_SIZE);
        var range = measured.stream().mapToDouble(TrialsChart::loss).summaryStatistics();
        Scale.around(range.getMin(), range.getMax(), 5).applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        powersOfTen(xchart, measured);
        return chart;
    }

    private static void points(XYChart xchart, String name, List<Trial> trials, Color color) {
        XYSeries series = xchart.addSeries(name, trials.stream().mapToDouble(TrialsChart::position).toArray(),
                trials.stream().mapToDouble(TrialsChart::loss).toArray());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(color);
    }

    private static double loss(Trial trial) {
        return trial.loss().orElseThrow();
    }

    private static double position(Trial trial) {
        return Math.log10(trial.settings().learningRate());
    }

    private static void powersOfTen(XYChart xchart, List<Trial> trials) {
        var positions = trials.stream().mapToDouble(TrialsChart::position).summaryStatistics();
        double low = Math.floor(positions.getMin());
        double high = Math.max(low + 1, Math.ceil(positions.getMax()));
        xchart.getStyler().setXAxisMin(low).setXAxisMax(high + 0.002);
        xchart.getStyler().setXAxisTickMarkSpacingHint((int) (LEAST_PLOT_WIDTH * Math.min(0.9, 1 / (high - low))));
        xchart.getStyler().setXAxisTickLabelsFormattingFunction(
                power -> power == Math.rint(power) ? English.format("1e%.0f", power) : "");
    }

    private static String subtitle(SearchResult search, int measured) {
        int lost = search.trials().size() - measured;
        return English.format("%s%s. Best is trial %d: %s.", English.count(search.trials().size(), "trial"),
                lost == 0 ? "" : English.format(", %,d of them without a loss", lost), search.best().number(),
                search.best().settings());
    }
}
