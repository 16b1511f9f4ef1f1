package io.github.huggingtweets.bot;

import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.gpt2.ModelException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * The trainings whose records lie below a folder, to compare them: an unmodifiable list, the newest first.
 * {@code Runs.in(Path.of("models"))} finds them, {@code bestFirst()} sorts them in another way, and {@code chart().losses()} draws
 * them into one chart.
 */
public final class Runs extends AbstractList<FoundRun> {

    private final Path folder;
    private final List<FoundRun> found;
    private final List<String> notes;

    private Runs(Path folder, List<FoundRun> found, List<String> notes, Comparator<FoundRun> order) {
        this.folder = folder;
        this.found = found.stream().sorted(order.thenComparing(FoundRun::name)).toList();
        this.notes = List.copyOf(notes);
    }

    Runs(Path folder, List<FoundRun> found, List<String> notes) {
        this(folder, found, notes, Comparator.comparing((FoundRun each) -> each.run().started()).reversed());
    }

    /**
     * Finds the runs of all bots that were saved in a folder, and of all trainings whose {@link Run#CHECKPOINT checkpoints} lie
     * there: each {@value Run#FILE} in it, or in the folders below it, up to the eighth. It leaves hidden folders out, follows links,
     * and enters no folder twice. A training that has both a bot and checkpoints is found once, as the bot, unless it has gone on
     * since.
     *
     * @param folder the folder
     * @return the runs; {@link #notes} says which records could not be read
     * @throws ModelException if there is no such folder
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Runs in(Path folder) {
        return RunSearch.in(folder);
    }

    @Override
    public FoundRun get(int index) {
        return found.get(index);
    }

    @Override
    public int size() {
        return found.size();
    }

    /** {@return a sentence for each record or folder that could not be read, and for checkpoints that belong to a bot} */
    public List<String> notes() {
        return notes;
    }

    /** {@return the same runs, those that began last first} */
    public Runs newestFirst() {
        return new Runs(folder, found, notes);
    }

    /**
     * {@return the same runs, the best first: by the perplexity of their held-out tweets after the training, and behind them those
     * that held none out, by their loss} Only runs that held out the same tweets really compare.
     */
    public Runs bestFirst() {
        return new Runs(folder, found, notes, Comparator
                .comparingDouble(lowest(run -> run.perplexityAfter().orElse(Double.NaN)))
                .thenComparingDouble(lowest(Runs::loss)));
    }

    /** {@return a value by which runs are sorted; what is not finite is last} */
    private static ToDoubleFunction<FoundRun> lowest(ToDoubleFunction<Run> value) {
        return found -> {
            double number = value.applyAsDouble(found.run());
            return Double.isFinite(number) ? number : Double.MAX_VALUE;
        };
    }

    private static double loss(Run run) {
        return run.loss().map(MeanLoss::value).orElse(Double.NaN);
    }

    /**
     * {@return a table with a row for each run: its name, the people, the base model, when it began by UTC, how many seconds and steps
     * it took, its loss in nats per token as the mean of the last steps, the perplexity of held-out tweets before and after it, and
     * how it ended; what is not known is missing}
     */
    public Table table() {
        Table table = Table.create("Runs",
                StringColumn.create("Run", found.stream().map(FoundRun::name)),
                StringColumn.create("Tweets of", found.stream().map(each -> English.handles(each.run().authors()))),
                StringColumn.create("Base", found.stream().map(each -> each.run().baseModel())),
                DateTimeColumn.create("Started (UTC)",
                        found.stream().map(each -> LocalDateTime.ofInstant(each.run().started(), ZoneOffset.UTC))),
                numbers("Seconds", "0.0", run -> run.duration().getSeconds() + run.duration().getNano() / 1e9),
                IntColumn.create("Steps", found.stream().mapToInt(each -> lastStep(each.run())).toArray()),
                numbers("Loss", "0.000", Runs::loss),
                numbers("Perplexity before", "0.0", run -> number(run.perplexityBefore())),
                numbers("Perplexity after", "0.0", run -> number(run.perplexityAfter())),
                StringColumn.create("State", found.stream().map(each -> each.run().state())));
        table.dateTimeColumn("Started (UTC)").setPrintFormatter(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT));
        return table;
    }

    /**
     * {@return a table with a row for each run and a column for each setting that is not the same in all runs; a setting that a run
     * does not have is missing} The first column has the names of the runs.
     */
    public Table differences() {
        Table table = Table.create("Settings that differ", StringColumn.create("Run", found.stream().map(FoundRun::name)));
        Set<String> names = new LinkedHashSet<>();
        found.forEach(each -> names.addAll(each.run().settings().keySet()));
        Set<String> heads = new TreeSet<>(String.CASE_INSENSITIVE_ORDER); // Tablesaw takes names for the same that differ in case
        heads.add("Run");
        for (String name : names) {
            List<String> values = found.stream().map(each -> setting(each.run(), name)).toList();
            if (Set.copyOf(values).size() > 1) {
                String head = name;
                for (int number = 2; !heads.add(head); number++) {
                    head = "%s (%d)".formatted(name, number);
                }
                table.addColumns(StringColumn.create(head, values));
            }
        }
        return table;
    }

    /** {@return a setting as text, the empty text if the run does not have it, which Tablesaw takes for a missing value} */
    private static String setting(Run run, String name) {
        return run.settings().containsKey(name) ? String.valueOf(run.settings().get(name)) : "";
    }

    /** {@return the charts of these runs: their losses} */
    public RunsCharts chart() {
        return new RunsCharts(this);
    }

    static int lastStep(Run run) {
        return run.steps().isEmpty() ? 0 : run.steps().get(run.steps().size() - 1).step();
    }

    private static double number(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    private DoubleColumn numbers(String name, String pattern, ToDoubleFunction<Run> value) {
        DoubleColumn column =
                DoubleColumn.create(name, found.stream().mapToDouble(each -> value.applyAsDouble(each.run())).toArray());
        column.setPrintFormatter(new NumberColumnFormatter(
                new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH))));
        return column;
    }

    /** {@return how many runs there are, and which is the best one; or that there is none} */
    @Override
    public String toString() {
        if (isEmpty()) {
            String why = notes.isEmpty()
                    ? "no folder there holds a %s, which saving a bot writes, and each checkpoint of a training."
                            .formatted(Run.FILE)
                    : String.join(" ", notes);
            return "No run was found in %s: %s".formatted(folder, why);
        }
        FoundRun best = bestFirst().get(0);
        String how = best.run().perplexityAfter().isPresent()
                ? English.format("a perplexity of %.1f on held-out tweets", best.run().perplexityAfter().getAsDouble())
                : English.format("a loss of %.3f", loss(best.run()));
        return English.format("%s in %s. The best one is “%s”, with %s.", English.count(size(), "run"), folder, best.name(), how);
    }
}
