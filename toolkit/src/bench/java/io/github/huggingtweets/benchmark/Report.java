package io.github.huggingtweets.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.drawing.BarChart;
import io.github.huggingtweets.drawing.BarChart.Bar;
import io.github.huggingtweets.drawing.BarChart.Shade;
import io.github.huggingtweets.pytorch.Processor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results of a group of benchmarks, as a table, as JSON, and as charts. */
public final class Report {

    /** The distance between two bars of a chart, in CSS pixels. */
    private static final int ROW_HEIGHT = 40;

    private static final String HOW_TO_READ =
            "The programs of a comparison take turns. A ratio is the median over the rounds, and "
                    + "half of the rounds lie in the range beside it.";

    private final String group;
    private final Processor processor;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Steps> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Starts a report.
     *
     * @param group the beginning of the names of the files
     * @param processor what the programs run on
     */
    public Report(String group, Processor processor) {
        this.group = group;
        this.processor = processor;
    }

    /** Adds a comparison of programs. */
    public void add(Comparison comparison) {
        comparisons.add(comparison);
    }

    /** {@return the comparisons that were added so far} */
    public List<Comparison> comparisons() {
        return comparisons;
    }

    /** Adds the times of the steps of some work. */
    public void add(Steps done) {
        steps.add(done);
    }

    /** Adds a sentence about the results. */
    public void note(String format, Object... values) {
        notes.add(english(format, values));
    }

    /**
     * Writes the figures and the charts.
     *
     * @param folder the folder to write into
     * @throws IOException if they can't be written
     */
    public void write(Path folder) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve(group + ".json").toFile(), json());
        for (int i = 0; i < comparisons.size(); i++) {
            Comparison comparison = comparisons.get(i);
            List<Bar> bars = comparison.programs().stream().filter(program -> Double.isFinite(comparison.reported(program)))
                    .map(program -> bar(program.name(), comparison.reported(program), isAccented(comparison, program))).toList();
            BarChart.of(comparison.work(), english("Medians of rounds in turn. %s.", machine()),
                    comparison.quantity().reportedUnit(), ROW_HEIGHT, bars)
                    .save(folder.resolve("%s-%d.png".formatted(group, i + 1)));
        }
        for (int i = 0; i < steps.size(); i++) {
            List<Bar> bars = steps.get(i).seconds().entrySet().stream()
                    .map(step -> bar(step.getKey(), step.getValue(), true)).toList();
            BarChart.of(steps.get(i).work(), english("%s. %s.", steps.get(i).remark(), machine()), "Seconds", ROW_HEIGHT, bars)
                    .save(folder.resolve("%s-steps%s.png".formatted(group, i == 0 ? "" : "-" + (i + 1))));
        }
        List<Bar> reached = targeted().stream().map(Report::times).toList();
        if (!reached.isEmpty()) {
            BarChart.of("The toolkit beside its peers",
                    english("Times as fast, or as little; and what is to be reached. %s.", machine()), "times as good",
                    ROW_HEIGHT, reached).save(folder.resolve(group + ".png"));
        }
    }

    private static Bar bar(String name, double value, boolean accented) {
        return bar(name, value, rounded(value), accented);
    }

    private static Bar bar(String name, double value, String label, boolean accented) {
        return new Bar(name, 0, value, label, accented ? Shade.ACCENT : Shade.MIDDLE);
    }

    private static String rounded(double value) {
        return english(value < 10 ? "%.2f" : value < 100 ? "%,.1f" : "%,.0f", value);
    }

    private static boolean isAccented(Comparison comparison, Measured program) {
        return program != comparison.first() || comparison.programs().size() == 1;
    }

    private List<Comparison> targeted() {
        return comparisons.stream().filter(comparison -> comparison.target().isPresent()).toList();
    }

    /** Inverts ratios of which less is better, so that a longer bar is always better. */
    private static Bar times(Comparison comparison) {
        Target target = comparison.target().orElseThrow();
        double ratio = comparison.ratio(comparison.last());
        double times = target.atLeast() ? ratio : 1 / ratio;
        return bar(comparison.work(), times, english("%s of %.2f", rounded(times),
                target.atLeast() ? target.ratio() : 1 / target.ratio()), target.isReachedBy(ratio));
    }

    private ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode().put("processor", processor.name()).put("machine", machine());
        processor.abilities().forEach(json.putArray("abilities")::add);
        ArrayNode compared = json.putArray("comparisons");
        for (Comparison comparison : comparisons) {
            ObjectNode node = compared.addObject();
            Quantity quantity = comparison.quantity();
            node.put("work", comparison.work()).put("amount", quantity.amount()).put("unit", quantity.unit());
            ArrayNode programs = node.putArray("programs");
            for (Measured program : comparison.programs()) {
                ObjectNode entry = programs.addObject().put("name", program.name());
                entry.put(quantity.isSpeed() ? "medianSeconds" : "median", program.median());
                Quartiles ratios = comparison.ratios(program);
                entry.put(quantity.isSpeed() ? "timesAsFastAsTheFirst" : "timesTheFirst", ratios.median());
                entry.putArray("quartilesOfThat").add(ratios.lower()).add(ratios.upper());
                program.rounds().forEach(entry.putArray(quantity.isSpeed() ? "seconds" : "rounds")::add);
            }
            comparison.target().ifPresent(target -> node.put("target", target.toString())
                    .put("reached", target.isReachedBy(comparison.ratio(comparison.last()))));
        }
        ArrayNode done = json.putArray("steps");
        for (Steps each : steps) {
            ObjectNode node = done.addObject().put("work", each.work()).put("remark", each.remark());
            each.seconds().forEach(node.putObject("seconds")::put);
            each.remarks().forEach(node.putObject("remarks")::put);
        }
        notes.forEach(json.putArray("notes")::add);
        return json;
    }

    private String machine() {
        return english("%s, %d cores, Java %s, %s %s", processor, Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** {@return the table} */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(machine()).append('\n').append(HOW_TO_READ).append('\n');
        comparisons.forEach(comparison -> append(comparison, table));
        for (Steps done : steps) {
            table.append(english("%n%s: %.1f s. %s%n", done.work(), done.total(), done.remark()));
            done.seconds().forEach((step, seconds) -> table.append(
                    english("  %-28s %9.3f s  %s", step, seconds, done.remarks().getOrDefault(step, "")).stripTrailing())
                    .append('\n'));
        }
        if (!targeted().isEmpty()) {
            appendSummary(table.append('\n'));
        }
        notes.forEach(note -> table.append('\n').append(note).append('\n'));
        return table.toString();
    }

    private static void append(Comparison comparison, StringBuilder table) {
        Quantity quantity = comparison.quantity();
        table.append(english("%n%s: %s%n", comparison.work(),
                quantity.isSpeed() ? english("%,.0f %s", quantity.amount(), quantity.unit()) : quantity.unit()));
        for (Measured program : comparison.programs()) {
            table.append(english("  %-46s ", program.name()));
            table.append(quantity.isSpeed()
                    ? english("%9.3f s %14s %s/s", program.median(), speed(comparison.reported(program)), quantity.unit())
                    : english("%,11.3f %s", program.median(), quantity.unit()));
            String better = quantity.isSpeed() ? " %8.2f times as fast%s" : " %8.2f of the first%s";
            table.append(program == comparison.first() ? "" : english(better, comparison.ratio(program),
                    spread(comparison, program, ", "))).append('\n');
        }
    }

    /** {@return the range that half of the rounds lie in, or nothing after a single round} */
    private static String spread(Comparison comparison, Measured program, String before) {
        Quartiles ratios = comparison.ratios(program);
        return program.rounds().size() == 1 ? "" : english("%s%.2f to %.2f", before, ratios.lower(), ratios.upper());
    }

    private static String speed(double perSecond) {
        return english(perSecond < 1_000 ? "%.1f" : "%,.0f", perSecond);
    }

    private void appendSummary(StringBuilder table) {
        List<Comparison> targeted = targeted();
        table.append(english("%-50s %12s %12s %6s %14s  %s%n", "", "peer", "toolkit", "ratio", "half of rounds", "to reach"));
        for (Comparison comparison : targeted) {
            double ratio = comparison.ratio(comparison.last());
            Target target = comparison.target().orElseThrow();
            table.append(english("%-50s %,12.2f %,12.2f %6.2f %14s  %s, %s%n",
                    comparison.work() + ", " + comparison.quantity().reportedUnit(), comparison.reported(comparison.first()),
                    comparison.reported(comparison.last()), ratio, spread(comparison, comparison.last(), ""), target,
                    target.isReachedBy(ratio) ? "reached" : "not reached"));
        }
    }

    /** {@return a text with values in it, numbers written the English way} */
    public static String english(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }
}
