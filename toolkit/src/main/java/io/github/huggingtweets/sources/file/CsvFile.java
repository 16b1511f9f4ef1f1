package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads a file of columns: CSV, TSV, or with another separator. */
final class CsvFile {

    private static final int LOOKED_AT = 1 << 18;
    private static final int LOOKED_AT_ROWS = 200;
    /** This many cells after the last column are read, because some programs write empty cells there. */
    private static final int SURPLUS = 1_000;
    /** A first line that tells Excel the separator. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("sep=(.)\r?\n");

    private final StoredFile file;
    private final ColumnNames names;
    private final FileColumns columns;
    private final TweetCollector collector;
    private final FieldValues fields = new FieldValues();

    /** The names of the columns, after the first row was read. */
    private List<String> header = List.of();
    private List<List<ColumnNames.Meaning>> meanings = List.of();
    private boolean escapesNewLines;

    /**
     * @param file the file, for messages
     * @param names what its columns mean
     * @param columns what the user says about it
     * @param collector receives its tweets
     */
    CsvFile(StoredFile file, ColumnNames names, FileColumns columns, TweetCollector collector) {
        this.file = file;
        this.names = names;
        this.columns = columns;
        this.collector = collector;
    }

    /**
     * Reads the file.
     *
     * @param source its characters
     * @throws IOException if they can't be read
     */
    void read(DecodedText source) throws IOException {
        RewindableText text = new RewindableText(source);
        String start = text.peek(LOOKED_AT);
        boolean whole = start.length() < LOOKED_AT;
        Optional<Character> separator = columns.separator();
        long firstLine = 1;
        Matcher separatorLine = SEPARATOR_LINE.matcher(start);
        if (separatorLine.lookingAt()) {
            separator = Optional.of(separatorLine.group(1).charAt(0));
            start = start.substring(separatorLine.end());
            firstLine = 2;
            text.goTo(firstLine);
        }
        CsvDialect dialect = CsvDialect.of(start, whole, names, separator);
        if (dialect.separator() == ';') {
            collector.separatedBySemicolons();
        }
        CsvRows rows = new CsvRows(dialect, text, source, firstLine);
        String beginning = start;
        rows.read((cells, line) -> {
            if (header.isEmpty()) {
                boolean isHeader = understand(cells, dialect, beginning);
                rows.want(wanted());
                if (isHeader) {
                    return true;
                }
            }
            add(cells, line);
            return true;
        }, collector::broken);
    }

    /** Finds out what the columns mean. {@return whether the first row is a header} */
    private boolean understand(List<String> first, CsvDialect dialect, String beginning) throws BrokenLineException {
        List<String> titles = first.stream().map(String::strip).toList();
        List<String> numbers = IntStream.rangeClosed(1, first.size()).mapToObj(String::valueOf).toList();
        if (!columns.hasNoHeader() && means(titles, TweetField.TEXT)) {
            require(titles);
            meanings = titles.stream().map(names::meanings).toList();
            header = titles;
            escapesNewLines = titles.contains("__twarc.version");
            return true;
        }
        if (columns.hasNoHeader() && means(numbers, TweetField.TEXT)) {
            require(numbers);
            meanings = numbers.stream().map(names::meanings).toList();
        } else if (names.anyNamed()) {
            require(columns.hasNoHeader() ? numbers : titles);
            throw UnrecognizedColumns.columns(file, columns.hasNoHeader() ? numbers : titles, words(beginning, dialect));
        } else {
            HeaderlessColumns guess = HeaderlessColumns.of(rowsOf(beginning, dialect));
            if (guess.isEmpty()) {
                throw guess.firstIsHeader() && !columns.hasNoHeader()
                        ? UnrecognizedColumns.columns(file, titles, words(beginning, dialect))
                        : UnrecognizedColumns.cells(file, first, words(beginning, dialect));
            }
            meanings = IntStream.range(0, first.size()).mapToObj(guess::meanings).toList();
        }
        header = numbers;
        return false;
    }

    private boolean means(List<String> titles, TweetField field) {
        return titles.stream().anyMatch(title -> names.meanings(title).stream().anyMatch(meaning -> meaning.field() == field));
    }

    private void require(List<String> titles) {
        List<String> missing = names.missing(titles);
        if (!missing.isEmpty()) {
            throw UnrecognizedColumns.missing(file, missing, titles);
        }
    }

    private static List<List<String>> rowsOf(String beginning, CsvDialect dialect) {
        List<List<String>> rows = new ArrayList<>();
        CsvRows.read(beginning, dialect, (cells, line) -> {
            rows.add(new ArrayList<>(cells));
            return rows.size() < LOOKED_AT_ROWS;
        });
        return rows;
    }

    /** {@return how many words the cells of a column have on average, by the number of the column, from 0} */
    private static IntToDoubleFunction words(String beginning, CsvDialect dialect) {
        List<List<String>> rows = rowsOf(beginning, dialect);
        return column -> HeaderlessColumns.words(rows.stream().filter(row -> row.size() > column).skip(1).toList(), column);
    }

    private BitSet wanted() {
        BitSet wanted = new BitSet();
        IntStream.range(0, meanings.size()).filter(column -> !meanings.get(column).isEmpty()).forEach(wanted::set);
        wanted.set(meanings.size(), meanings.size() + SURPLUS);
        return wanted;
    }

    private void add(List<String> cells, long line) throws BrokenLineException {
        boolean moreThanEmpty = cells.size() > header.size()
                && cells.subList(header.size(), cells.size()).stream().anyMatch(cell -> cell == null || !cell.isBlank());
        if (cells.size() < header.size() || moreThanEmpty) {
            throw new BrokenLineException("has %d columns where the first line has %d".formatted(cells.size(), header.size()));
        }
        boolean isHeaderAgain = header.size() > 1;
        fields.clear();
        for (int column = 0; column < header.size(); column++) {
            String cell = cells.get(column);
            if (cell != null && !meanings.get(column).isEmpty()) {
                isHeaderAgain &= cell.strip().equals(header.get(column));
                fields.set(meanings.get(column), escapesNewLines && cell.indexOf('\\') >= 0 ? cell.replace("\\n", "\n") : cell);
            }
        }
        // a file joined from several has a header in each part
        if (!isHeaderAgain) {
            collector.add(fields, line);
        }
    }
}
