package io.github.huggingtweets.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.JsonRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A report on a bot: how well it knows its person's voice, whether it copies, and whether it was trained long enough. It holds
 * numbers only, and none of the tweets.
 *
 * @param authors whose tweets the bot learned from; empty if that is not known
 * @param baseModel the name of the model that it was made of; empty if that is not known
 * @param voice how well it predicts tweets that it has not learned from
 * @param originality how much of what it writes stands in the tweets that it has learned from
 * @param stopping whether it was trained long enough; empty if there is no record of its training
 * @param remarks what could not be measured and why, in sentences
 */
public record Report(
        List<Author> authors,
        Optional<String> baseModel,
        Voice voice,
        Originality originality,
        Optional<Stopping> stopping,
        List<String> remarks) {

    /** The file in the folder of a bot that holds its report. */
    public static final String FILE = "report.json";

    private static final String NONE = "–";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Checks and copies the parts. */
    public Report {
        authors = List.copyOf(Objects.requireNonNull(authors, "authors"));
        Objects.requireNonNull(baseModel, "baseModel");
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(originality, "originality");
        Objects.requireNonNull(stopping, "stopping");
        remarks = List.copyOf(Objects.requireNonNull(remarks, "remarks"));
    }

    /**
     * A part of the report as a table.
     *
     * @param title what it is about
     * @param columns the headings of the columns; that of the first one, which names the rows, is empty
     * @param rows the texts of the cells, as many in each row as there are columns
     */
    public record Section(String title, List<String> columns, List<List<String>> rows) {

        /**
         * Copies the texts.
         *
         * @param title what it is about
         * @param columns the headings of the columns; that of the first one, which names the rows, is empty
         * @param rows the texts of the cells, as many in each row as there are columns
         */
        public Section {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** {@return the table as text, with its first column flush left and the others flush right} */
        private List<String> lines() {
            int[] widths = IntStream.range(0, columns.size()).map(column -> Stream.concat(Stream.of(columns), rows.stream())
                    .mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
            return Stream.concat(Stream.of(columns), rows.stream()).map(row -> IntStream.range(0, columns.size())
                    .mapToObj(column -> {
                        String blanks = " ".repeat(widths[column] - row.get(column).length());
                        return column == 0 ? row.get(column) + blanks : blanks + row.get(column);
                    }).collect(Collectors.joining("  ", "  ", ""))).toList();
        }
    }

    /** {@return the charts of this report: voice, longest runs of copied words, and loss} */
    public ReportCharts chart() {
        return new ReportCharts(this);
    }

    /** {@return the numbers as tables, for a page or a terminal; a part that was not measured is left out} */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        List<List<String>> scores = new ArrayList<>();
        voice.own().ifPresent(own -> scores.addAll(rows(own, "held out")));
        voice.somebodyElses().ifPresent(other -> scores.addAll(rows(other, "of " + English.handles(other.authors()))));
        if (!scores.isEmpty()) {
            sections.add(new Section("Voice", List.of("", "Before", "After"), scores));
        }
        sections.add(new Section("Originality", List.of("", English.count(originality.tweets(), "generated tweet")),
                originalityRows()));
        return sections;
    }

    private static List<List<String>> rows(Voice.Measured measured, String which) {
        return List.of(
                row("Perplexity of " + English.count(measured.tweets(), "tweet") + " " + which, "%.1f", measured,
                        Voice.Score::perplexity),
                row("Bits per byte of the same", "%.3f", measured, Voice.Score::bitsPerByte));
    }

    private static List<String> row(String name, String format, Voice.Measured measured, ToDoubleFunction<Voice.Score> value) {
        return List.of(name,
                measured.before().map(score -> English.format(format, value.applyAsDouble(score))).orElse(NONE),
                English.format(format, value.applyAsDouble(measured.after())));
    }

    private List<List<String>> originalityRows() {
        return List.of(
                List.of("Same as a training tweet", share(originality.copies())),
                List.of("%d or more words in a row from a training tweet".formatted(Originality.LONG_RUN),
                        share(originality.withRunOf(Originality.LONG_RUN))),
                List.of("Longest run of words from a training tweet", originality.tweets() == 0 ? NONE
                        : English.format("half up to %d, at most %d", originality.medianRun(), originality.longestRun())),
                List.of("Same as another generated tweet", share(originality.repeats())),
                List.of("Different pairs of words (distinct-2)", originality.distinct2().isEmpty() ? NONE
                        : English.format("%.3f", originality.distinct2().getAsDouble())
                                + (originality.distinct2OfPeople().isEmpty() ? ""
                                        : English.format("; training tweets %.3f",
                                                originality.distinct2OfPeople().getAsDouble()))));
    }

    private String share(int part) {
        return originality.tweets() == 0 ? NONE
                : English.format("%,d (%.1f %%)", part, 100.0 * part / originality.tweets());
    }

    /**
     * {@return the same numbers by their names, in order, such as {@code 148.3 before, 41.5 after}, and the loss during the
     * training in a sentence; without advice, since others read them}
     */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        voice.own().ifPresent(own -> addFacts(rows(own, "held out"), facts));
        voice.somebodyElses().ifPresent(other -> addFacts(rows(other, "of " + English.handles(other.authors())), facts));
        facts.put("Generated tweets", English.format("%,d", originality.tweets()));
        originalityRows().forEach(row -> facts.put(row.get(0), row.get(1)));
        stopping.ifPresent(training -> facts.put("Loss during the training", training.fact()));
        return facts;
    }

    private static void addFacts(List<List<String>> rows, Map<String, String> facts) {
        String perplexity = rows.get(0).get(0);
        facts.put(perplexity, words(rows.get(0)));
        facts.put(perplexity.replaceFirst("Perplexity", "Bits per byte"), words(rows.get(1)));
    }

    private static String words(List<String> row) {
        return (row.get(1).equals(NONE) ? "" : row.get(1) + " before, ") + row.get(2) + " after";
    }

    /** {@return the tables as text, with what the training shows and the remarks below them} */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        sections().forEach(section -> {
            lines.add(section.title());
            lines.addAll(section.lines());
            lines.add("");
        });
        stopping.ifPresent(training -> lines.add(training.sentence()));
        lines.addAll(remarks);
        return String.join("\n", lines).strip();
    }

    /**
     * Reads a report.
     *
     * @param file a file that {@link #write} wrote
     * @return the report; fields that this version does not know are ignored
     * @throws IOException if it cannot be read, or holds no report
     */
    public static Report read(Path file) throws IOException {
        return JsonRecord.read(JSON, file, Report.class);
    }

    /**
     * Writes the report as JSON.
     *
     * @param file the file, replaced if there is one
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }
}
