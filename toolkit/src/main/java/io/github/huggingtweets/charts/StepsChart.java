package io.github.huggingtweets.charts;

import io.github.huggingtweets.charts.house.Cells;
import io.github.huggingtweets.charts.house.English;
import io.github.huggingtweets.charts.house.HouseStyle;
import io.github.huggingtweets.charts.house.Label;
import io.github.huggingtweets.charts.house.RowNames;
import io.github.huggingtweets.charts.house.Scale;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.steps.Step;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** What each step took out, as bars below each other, of which each begins where what remained of the one above it ends. */
final class StepsChart {

    private static final int ROW_HEIGHT = 31;
    private static final int LABEL_WIDTH = 120;
    private static final double HALF_A_BAR = 0.32;

    /** With more rows than these, the steps of each person alone are left to the table. */
    private static final int MOST_ROWS = 40;

    private StepsChart() {}

    /** A bar from one number of tweets to another, with its name and what stands at its end. */
    private record Bar(String name, int from, int to, String label, Color color) {}

    static Chart<XYChart> of(Corpus corpus) {
        List<Bar> bars = bars(corpus, corpus.steps().all());
        if (bars.size() > MOST_ROWS) {
            String everybody = last(corpus.steps().all()).whose();
            bars = bars(corpus, corpus.steps().all().stream().filter(step -> step.whose().equals(everybody)).toList());
        }
        int height = Chart.height(ROW_HEIGHT * bars.size());
        XYChart xchart = new XYChart(Chart.WIDTH, height);
        xchart.setTitle("What each step took out");
        xchart.setXAxisTitle("Tweets");
        Chart<XYChart> chart = new Chart<>(xchart, subtitle(corpus), LABEL_WIDTH, height);
        for (int i = 0; i < bars.size(); i++) {
            draw(xchart, bars.get(i), bars.size() - i);
        }
        RowNames.apply(xchart, bars.stream().map(Bar::name).toList());
        Scale.fromZeroTo(bars.stream().mapToInt(Bar::to).reduce(1, Math::max), xchart.getStyler());
        return chart;
    }

    private static List<Bar> bars(Corpus corpus, List<Step> steps) {
        boolean several = steps.stream().map(Step::whose).distinct().count() > 1;
        List<Bar> bars = new ArrayList<>();
        int whole = 0;
        int remained = 0;
        for (Step step : steps) {
            boolean beginning = step.name().equals(Step.BEGINNING);
            if (beginning || step.before() != remained) { // more than before, since several timelines were joined
                whole = step.before();
                String name = !beginning ? "All together" : several ? step.name() + " of " + step.whose() : step.name();
                bars.add(new Bar(name, 0, whole, English.format("%,d", whole), HouseStyle.FAINT_INK));
            }
            remained = step.after();
            if (step.changed() > 0) {
                bars.add(new Bar(step.name(), step.after() - step.changed(), step.after(),
                        English.format("%,d changed", step.changed()), HouseStyle.FAINT_ACCENT));
            } else if (!beginning) {
                bars.add(new Bar(step.name(), step.after(), step.before(), label(step.removed(), whole), HouseStyle.MIDDLE_INK));
            }
        }
        bars.add(new Bar("Tweets kept", 0, corpus.kept(), label(corpus.kept(), whole), HouseStyle.ACCENT));
        return bars;
    }

    private static String label(int part, int whole) {
        return English.format("%,d", part) + (part == 0 ? "" : English.format(" · %.0f %%", 100.0 * part / whole));
    }

    private static void draw(XYChart xchart, Bar bar, int row) {
        Cells.add(xchart, row + " " + bar.name(), bar.color(), List.of(
                new Rectangle2D.Double(bar.from(), row - HALF_A_BAR, bar.to() - bar.from(), 2 * HALF_A_BAR)));
        Color ink = bar.from() == bar.to() ? HouseStyle.SOFT_INK : HouseStyle.INK;
        xchart.addAnnotation(new Label(bar.label(), bar.to(), row, bar.color().equals(HouseStyle.ACCENT) ? bar.color() : ink));
    }

    private static String subtitle(Corpus corpus) {
        return English.format("From %s to the %,d of %s that a model learns from.",
                English.count(total(corpus.steps().all()), "tweet"), corpus.kept(), English.handles(corpus.authors()));
    }

    /** All that the sources had. */
    private static int total(List<Step> steps) {
        return steps.stream().filter(step -> step.name().equals(Step.BEGINNING)).mapToInt(Step::before).sum();
    }

    private static Step last(List<Step> steps) {
        return steps.get(steps.size() - 1);
    }
}
