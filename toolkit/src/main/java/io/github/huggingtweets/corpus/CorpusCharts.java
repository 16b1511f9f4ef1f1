package io.github.huggingtweets.corpus;

import io.github.huggingtweets.drawing.BarChart;
import io.github.huggingtweets.drawing.BarChart.Bar;
import io.github.huggingtweets.drawing.BarChart.Shade;
import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.drawing.FiguresChart;
import io.github.huggingtweets.drawing.LengthsChart;
import io.github.huggingtweets.drawing.UsersChart;
import io.github.huggingtweets.steps.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** The charts of a corpus, each in one call: {@code corpus.chart().figures()}. No chart opens a window. */
public final class CorpusCharts {

    private static final int STEP_HEIGHT = 31;

    /** Above this number of bars, only the steps that apply to all authors together are drawn. */
    private static final int MOST_STEPS = 40;

    private final Corpus corpus;

    CorpusCharts(Corpus corpus) {
        this.corpus = corpus;
    }

    /**
     * Draws the four figures: the numbers of tweets that were downloaded, left out as retweets, left out as short, and kept.
     *
     * @return a chart of four bars, each of which begins where the next one ends
     */
    public Chart<XYChart> figures() {
        return FiguresChart.of(corpus.authors(), corpus.downloaded(), corpus.retweets(), corpus.shortTweets(), corpus.kept());
    }

    /**
     * Draws the four figures of each user: how many tweets were downloaded, and what became of them.
     *
     * @return a chart with a bar for each user, or for the 20 with the most tweets
     */
    public Chart<XYChart> figuresByUser() {
        List<Figures> figures = corpus.figuresByAuthor();
        return UsersChart.of(IntStream.range(0, figures.size()).mapToObj(i -> new UsersChart.User(corpus.authors().get(i),
                figures.get(i).downloaded(), figures.get(i).retweets(), figures.get(i).shortTweets(), figures.get(i).kept()))
                .toList());
    }

    /**
     * Draws how long the kept tweets are, cleaned, in Unicode code points.
     *
     * @return a histogram; if no tweet was kept, it only says so
     */
    public Chart<XYChart> tweetLengths() {
        return LengthsChart.of(corpus.authors(), corpus.tweets());
    }

    /**
     * Draws how many tweets each of the {@link Corpus#steps()} from the source to the corpus took out. With several people, the
     * steps that apply to one person come first.
     *
     * @return a chart with a bar for each step, from the number of tweets after the step to the number before it
     */
    public Chart<XYChart> steps() {
        List<Step> steps = corpus.steps().all();
        List<Bar> bars = bars(steps);
        if (bars.size() > MOST_STEPS) {
            String everybody = steps.get(steps.size() - 1).whose();
            bars = bars(steps.stream().filter(step -> step.whose().equals(everybody)).toList());
        }
        int all = steps.stream().filter(step -> step.name().equals(Step.BEGINNING)).mapToInt(Step::before).sum();
        String subtitle = English.format("From %s to the %,d of %s that a model learns from.", English.count(all, "tweet"),
                corpus.kept(), English.handles(corpus.authors()));
        return BarChart.of("What each step took out", subtitle, "Tweets", STEP_HEIGHT, bars);
    }

    private List<Bar> bars(List<Step> steps) {
        boolean several = steps.stream().map(Step::whose).distinct().count() > 1;
        List<Bar> bars = new ArrayList<>();
        int whole = 0;
        int remained = 0;
        for (Step step : steps) {
            boolean beginning = step.name().equals(Step.BEGINNING);
            if (beginning || step.before() != remained) { // there are more than before: several timelines were joined
                whole = step.before();
                String name = !beginning ? "All together" : several ? step.name() + " of " + step.whose() : step.name();
                bars.add(new Bar(name, 0, whole, English.format("%,d", whole), Shade.FAINT));
            }
            remained = step.after();
            if (step.changed() > 0) {
                bars.add(new Bar(step.name(), step.after() - step.changed(), step.after(),
                        English.format("%,d changed", step.changed()), Shade.FAINT_ACCENT));
            } else if (!beginning) {
                bars.add(new Bar(step.name(), step.after(), step.before(), label(step.removed(), whole), Shade.MIDDLE));
            }
        }
        bars.add(new Bar("Tweets kept", 0, corpus.kept(), label(corpus.kept(), whole), Shade.ACCENT));
        return bars;
    }

    private static String share(int part, int whole) {
        return English.format(" · %.0f %%", 100.0 * part / whole);
    }

    private static String label(int part, int whole) {
        return English.format("%,d", part) + (part == 0 ? "" : share(part, whole));
    }

    /** {@return the names of the charts} */
    @Override
    public String toString() {
        return "Charts: figures(), figuresByUser(), tweetLengths() and steps()";
    }
}
