package io.github.huggingtweets.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Checks and copies the parts. */
    public Report {
        authors = List.copyOf(authors);
        Objects.requireNonNull(baseModel, "baseModel");
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(originality, "originality");
        Objects.requireNonNull(stopping, "stopping");
        remarks = List.copyOf(remarks);
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
    }

    /** {@return the numbers as tables, for a page, a card or a terminal; a part that was not measured is left out} */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        List<List<String>> scores = new ArrayList<>();
        voice.own().ifPresent(own -> scores.addAll(rows(own, "tweets held out")));
        voice.somebodyElses().ifPresent(other -> scores.addAll(rows(other, "tweets of " + English.handles(other.authors()))));
        if (!scores.isEmpty()) {
            sections.add(new Section("Voice", List.of("", "Before", "After"), scores));
        }
        sections.add(new Section(English.format("Originality of %s", English.count(originality.tweets(), "generated tweet")),
                List.of("", "Tweets", "Share"), originalityRows()));
        return sections;
    }

    private static List<List<String>> rows(Voice.Measured measured, String which) {
        return List.of(
                List.of("Perplexity of " + English.format("%,d ", measured.tweets()) + which,
                        measured.before().map(score -> English.format("%.1f", score.perplexity())).orElse("–"),
                        English.format("%.1f", measured.after().perplexity())),
                List.of("Bits per byte of the same",
                        measured.before().map(score -> English.format("%.3f", score.bitsPerByte())).orElse("–"),
                        English.format("%.3f", measured.after().bitsPerByte())));
    }

    private List<List<String>> originalityRows() {
        return List.of(
                row("Same as a training tweet", originality.copies()),
                row("%d or more words in a row from a training tweet".formatted(Originality.LONG_RUN),
                        originality.withRunOf(Originality.LONG_RUN)),
                row("Same as another generated tweet", originality.repeats()));
    }

    private List<String> row(String name, int count) {
        return List.of(name, English.format("%,d", count), share(count, originality.tweets()));
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "–" : English.format("%.1f %%", 100.0 * part / whole);
    }

    /**
     * Reads a report.
     *
     * @param file a file that {@link #write} wrote
     * @return the report; fields that this version does not know are ignored
     * @throws IOException if it cannot be read, or holds no report
     */
    public static Report read(Path file) throws IOException {
        Report report = JSON.readValue(file.toFile(), Report.class);
        if (report == null) {
            throw new IOException("it holds nothing");
        }
        return report;
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
