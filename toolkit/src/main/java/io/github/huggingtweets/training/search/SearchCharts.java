package io.github.huggingtweets.training.search;

import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.drawing.Point;
import io.github.huggingtweets.drawing.TrialsChart;
import java.util.List;
import java.util.function.Predicate;
import org.knowm.xchart.XYChart;

/** The charts of a search, each of them one call: {@code found.chart().trials()}. No window is ever opened. */
public final class SearchCharts {

    private final SearchResult search;

    SearchCharts(SearchResult search) {
        this.search = search;
    }

    /**
     * Draws the trials by their learning rate, on a logarithmic axis, and their loss on the held-out tweets, in nats per token.
     * The best one stands out; trials without a loss are only counted in the line below the title.
     *
     * @return a chart of points
     */
    public Chart<XYChart> trials() {
        List<Trial> all = search.trials();
        long lost = all.stream().filter(trial -> trial.loss().isEmpty()).count();
        String subtitle = English.format("%s%s. Best is trial %d: %s.", English.count(all.size(), "trial"),
                lost == 0 ? "" : English.format(", %,d of them without a loss", lost), search.best().number(),
                search.best().settings());
        Predicate<Trial> best = trial -> trial.number() == search.best().number();
        return TrialsChart.of(subtitle, points(best.negate()), points(best));
    }

    private List<Point> points(Predicate<Trial> which) {
        return search.trials().stream().filter(trial -> trial.loss().isPresent()).filter(which)
                .map(trial -> new Point(trial.settings().learningRate(), trial.loss().orElseThrow())).toList();
    }

    /** {@return the names of the charts} */
    @Override
    public String toString() {
        return "Charts: trials()";
    }
}
