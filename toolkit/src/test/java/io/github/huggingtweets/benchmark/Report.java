package io.github.huggingtweets.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.charts.BarsChart;
import io.github.huggingtweets.charts.BarsChart.Bar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a group of benchmarks has measured, as a table, as JSON, and as charts. */
final class Report {

    private final String group;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Steps> steps = new ArrayList<>();

    /** What was done one step after the other. */
    private record Steps(String work, MillionTweets.Result result) {

        double seconds() {
            return result.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /** @param group what the files are called */
    Report(String group) {
        this.group = group;
    }

    void add(Comparison comparison) {
        comparisons.add(comparison);
    }

    void add(String work, MillionTweets.Result result) {
        steps.add(new Steps(work, result));
    }

    /**
     * Writes the figures and the charts.
     *
     * @param folder where to
     * @throws IOException if they can't be written
     */
    void write(Path folder) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve(group + ".json").toFile(), json());
        for (int i = 0; i < comparisons.size(); i++) {
            Comparison comparison = comparisons.get(i);
            List<Bar> bars = comparison.programs().stream()
                    .map(program -> new Bar(program.name(), comparison.amount() / program.median(),
                            program != comparison.programs().get(0))).toList();
            String unit = comparison.unit() + " per second";
            BarsChart.of(comparison.work(), english("Medians of rounds in turn. %s.", machine()), unit, bars)
                    .save(folder.resolve("%s-%d.png".formatted(group, i + 1)));
        }
        for (Steps done : steps) {
            List<Bar> bars = done.result().seconds().entrySet().stream()
                    .map(step -> new Bar(step.getKey(), step.getValue(), true)).toList();
            BarsChart.of(done.work(), english("At most %,d MB in memory. %s.", done.result().peakMegabytes(), machine()),
                    "Seconds", bars).save(folder.resolve(group + "-steps.png"));
        }
    }

    private ObjectNode json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode().put("machine", machine());
        ArrayNode compared = json.putArray("comparisons");
        for (Comparison comparison : comparisons) {
            ObjectNode node = compared.addObject();
            node.put("work", comparison.work()).put("amount", comparison.amount()).put("unit", comparison.unit());
            ArrayNode programs = node.putArray("programs");
            for (Measured program : comparison.programs()) {
                ObjectNode entry = programs.addObject().put("name", program.name()).put("medianSeconds", program.median());
                entry.put("timesAsFastAsTheFirst", program.timesAsFastAs(comparison.programs().get(0)));
                program.seconds().forEach(entry.putArray("seconds")::add);
            }
        }
        ArrayNode done = json.putArray("steps");
        steps.forEach(each -> done.addObject().put("work", each.work()).setAll((ObjectNode) mapper.valueToTree(each.result())));
        return json;
    }

    private static String machine() {
        return english("%d cores, Java %s, %s %s", Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
                System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** {@return the table} */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(machine()).append('\n');
        for (Comparison comparison : comparisons) {
            Measured first = comparison.programs().get(0);
            table.append(english("%n%s: %,.0f %s%n", comparison.work(), comparison.amount(), comparison.unit()));
            for (Measured program : comparison.programs()) {
                table.append(english("  %-28s %9.3f s %,14.0f %s/s", program.name(), program.median(),
                        comparison.amount() / program.median(), comparison.unit()));
                table.append(program == first ? "" : english(" %8.2f times as fast", program.timesAsFastAs(first))).append('\n');
            }
        }
        for (Steps done : steps) {
            table.append(english("%n%s: %.1f s, at most %,d MB in memory%n", done.work(), done.seconds(),
                    done.result().peakMegabytes()));
            done.result().seconds().forEach((step, seconds) -> table.append(
                    english("  %-28s %9.3f s %,14d MB of heap%n", step, seconds, done.result().heapMegabytes().get(step))));
        }
        return table.toString();
    }

    /** {@return a text with values in it, numbers written the English way} */
    static String english(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }
}
