package io.github.huggingtweets.corpus;

import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The four figures of a corpus as a table, with a column for each author and one for all of them.
 *
 * @param heads the heads of the columns of figures; empty if there is only one column
 * @param rows the four rows, one for each figure
 */
public record FiguresTable(List<String> heads, List<Row> rows) {

    /** Above this number of authors, only the figures of all authors together are shown. */
    private static final int MOST_AUTHORS = 6;

    private static final int WIDTH = 8;

    /**
     * One of the four figures.
     *
     * @param label what the figure counts
     * @param values the figure of each column
     */
    public record Row(String label, List<Integer> values) {}

    static FiguresTable of(Corpus corpus) {
        List<Author> authors = corpus.authors();
        boolean single = authors.size() == 1 || authors.size() > MOST_AUTHORS;
        Stream<Figures> ofEach = single ? Stream.empty() : corpus.figuresByAuthor().stream();
        List<Figures> columns = Stream.concat(ofEach, Stream.of(corpus.figures())).toList();
        Stream<String> handles = authors.stream().map(author -> "@" + author.handle());
        return new FiguresTable(single ? List.of() : Stream.concat(handles, Stream.of("All")).toList(), List.of(
                row("Tweets downloaded", columns, Figures::downloaded),
                row("Retweets", columns, Figures::retweets),
                row("Short tweets", columns, Figures::shortTweets),
                row("Tweets kept", columns, Figures::kept)));
    }

    private static Row row(String label, List<Figures> columns, ToIntFunction<Figures> figure) {
        return new Row(label, columns.stream().map(figure::applyAsInt).toList());
    }

    /** {@return the table as text, with a line for each row} */
    @Override
    public String toString() {
        Stream<String> head = heads.isEmpty() ? Stream.empty() : Stream.of(line("", heads));
        Stream<String> body = rows.stream()
                .map(row -> line(row.label(), row.values().stream().map(FiguresTable::shown).toList()));
        return Stream.concat(head, body).collect(Collectors.joining("\n"));
    }

    private String line(String label, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format("%-17s", label));
        for (int i = 0; i < cells.size(); i++) {
            int width = Math.max(WIDTH, heads.isEmpty() ? 0 : heads.get(i).length());
            line.append(String.format(" %" + width + "s", cells.get(i)));
        }
        return line.toString();
    }

    private static String shown(int value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }
}
