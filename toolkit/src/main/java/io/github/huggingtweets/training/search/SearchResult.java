package io.github.huggingtweets.training.search;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.drawing.English;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * The result of a search.
 *
 * @param trials all trials in their order, also those that failed
 * @param best the trial with the lowest loss on the held-out tweets
 * @param bot the bot of that trial
 */
public record SearchResult(List<Trial> trials, Trial best, Bot bot) {

    /** Copies the list. */
    public SearchResult {
        trials = List.copyOf(trials);
    }

    /**
     * {@return a table with a row for each trial: the settings drawn, the loss on the held-out tweets in nats per token, the
     * seconds that it took, and how it ended}
     */
    public Table table() {
        Table table = Table.create("Trials",
                IntColumn.create("Trial", trials.stream().mapToInt(Trial::number).toArray()),
                IntColumn.create("Epochs", trials.stream().mapToInt(trial -> trial.settings().epochs()).toArray()),
                DoubleColumn.create("Learning rate",
                        trials.stream().mapToDouble(trial -> trial.settings().learningRate()).toArray()),
                StringColumn.create("Schedule", trials.stream().map(trial -> trial.settings().schedule().toString())),
                DoubleColumn.create("Warm-up", trials.stream().mapToDouble(trial -> trial.settings().warmUp()).toArray()),
                IntColumn.create("Batches a step",
                        trials.stream().mapToInt(trial -> trial.settings().gradientAccumulation()).toArray()),
                DoubleColumn.create("Held-out loss", trials.stream().mapToDouble(
                        trial -> trial.loss().orElse(Double.NaN)).toArray()),
                IntColumn.create("Seconds", trials.stream().mapToInt(
                        trial -> trial.run().map(run -> (int) run.duration().plusMillis(500).toSeconds()).orElse(0)).toArray()),
                StringColumn.create("Outcome", trials.stream().map(
                        trial -> trial.failure().map(why -> "failed: " + why).orElseGet(trial::outcome))));
        table.doubleColumn("Learning rate").setPrintFormatter(new NumberColumnFormatter(number("0.00E0")));
        table.doubleColumn("Held-out loss").setPrintFormatter(new NumberColumnFormatter(number("0.000")));
        return table;
    }

    /** {@return the charts of this search: its trials} */
    public SearchCharts chart() {
        return new SearchCharts(this);
    }

    private static DecimalFormat number(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH));
    }

    /** {@return the best trial in a sentence} */
    @Override
    public String toString() {
        return String.format(Locale.ENGLISH, "Best of %s is trial %d with a held-out loss of %.3f: %s",
                English.count(trials.size(), "trial"), best.number(), best.loss().orElse(Double.NaN), best.settings());
    }
}
