package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A file of columns: CSV, TSV, or with another separator. */
final class CsvFile {

    private static final int LOOKED_AT = 1 << 18;
    private static final int LOOKED_AT_ROWS = 200;
    /** So many cells behind the last column are looked at, since some programs write empty ones there. */
    private static final int SURPLUS = 1_000;
    /** With which Excel is told the separator. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("sep=(.)\r?\n");

    private final Path file;
    private final ColumnNames names;
    private final FileOptions options;
    private final TweetCollector gathering;
    private final FieldValues fields = new FieldValues();

    /** The columns by their names, once they are known. */
    private List<String> header = List.of();
    private List<List<ColumnNames.Meaning>> meanings = List.of();
    private boolean escapesNewLines;

    /**
     * @param file the file, as messages name it
     * @param names what its columns mean
     * @param options what is known of it
     * @param gathering is given its tweets
     */
    public CsvFile(Path file, ColumnNames names, FileOptions options, TweetCollector gathering) {
        this.file = file;
        this.names = names;
        this.options = options;
        this.gathering = gathering;
    }

    /**
     * Reads the file.
     *
     * @param source its characters
     * @throws IOException if they can't be read
     */
    public void read(DecodedText source) throws IOException {
        RewindableText text = new RewindableText(source);
        String start = text.peek(LOOKED_AT);
        boolean whole = start.length() < LOOKED_AT;
        FileOptions known = options;
        long firstLine = 1;
        Matcher separator = SEPARATOR_LINE.matcher(start);
        if (separator.lookingAt()) {
            known = options.withSeparator(separator.group(1).charAt(0));
            start = start.substring(separator.end());
            firstLine = 2;
            text.goTo(firstLine);
        }
        CsvDialect dialect = CsvDialect.of(start, whole, names, known);
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
        }, gathering::broken);
    }

    /** {@return whether the first row is a header, after finding out what the columns are} */
    private boolean understand(List<String> first, CsvDialect dialect, String beginning) throws BrokenLineException {
        List<String> titles = first.stream().map(String::strip).toList();
        List<String> numbers = IntStream.rangeClosed(1, first.size()).mapToObj(String::valueOf).toList();
        if (!options.withoutHeader() && means(titles, TweetField.TEXT)) {
            require(titles);
            meanings = titles.stream().map(names::meanings).toList();
            header = titles;
            escapesNewLines = titles.contains("__twarc.version");
            return true;
        }
        if (options.withoutHeader() && means(numbers, TweetField.TEXT)) {
            require(numbers);
            meanings = numbers.stream().map(names::meanings).toList();
        } else if (names.anyNamed()) {
            require(options.withoutHeader() ? numbers : titles);
            throw UnrecognizedColumns.columns(file, options.withoutHeader() ? numbers : titles);
        } else {
            HeaderlessColumns guess = HeaderlessColumns.of(rowsOf(beginning, dialect));
            if (guess.isEmpty()) {
                throw guess.firstIsHeader() && !options.withoutHeader() ? UnrecognizedColumns.columns(file, titles)
                        : UnrecognizedColumns.cells(file, first);
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
        try {
            new CsvRows(dialect, new RewindableText(new StringReader(beginning)), null, 1).read((cells, line) -> {
                rows.add(new ArrayList<>(cells));
                return rows.size() < LOOKED_AT_ROWS;
            }, (line, damage) -> {});
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
        return rows;
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
        // files that were joined have a header in each part
        if (!isHeaderAgain) {
            gathering.add(fields, line);
        }
    }
}
