package io.github.huggingtweets.sources.file;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * How the columns of a CSV file are told apart.
 *
 * @param separator what stands between columns
 * @param quoting what quotes mean
 */
record CsvDialect(char separator, Quoting quoting) {

    /** What a quote within quotes looks like. */
    enum Quoting {
        /** As the standard has it: {@code ""}. */
        DOUBLED,
        /** As Spark and databases write it: {@code \"}. */
        BACKSLASH,
        /** Quotes are characters like any other. */
        NONE
    }

    /** A tweet is shorter by far; only a quote that is never closed makes a longer field. */
    static final int LONGEST_FIELD = 1 << 20;

    private static final char NO_QUOTE = '\u0000';
    private static final char[] SEPARATORS = {',', '\t', ';', '|'};
    private static final int SHOWN_LINES = 200;
    private static final double MOSTLY = 0.9;

    /** What comes of reading the beginning of a file in a dialect. */
    private record Trial(CsvDialect dialect, int columns, double regular, boolean meaningful) {

        /** A header that says something beats everything; then lines of one length; then more columns. */
        boolean isBetterThan(Trial other) {
            if (meaningful != other.meaningful) {
                return meaningful;
            }
            boolean splits = columns > 1 && regular >= MOSTLY;
            boolean otherSplits = other.columns > 1 && other.regular >= MOSTLY;
            if (splits != otherSplits) {
                return splits;
            }
            return regular * columns > other.regular * other.columns;
        }
    }

    /**
     * Finds out the dialect of a file.
     *
     * @param start the beginning of the file
     * @param whole whether that is all of it
     * @param names what columns mean
     * @param options what is known of the file
     * @return the dialect in which the lines have one length and the header means something
     */
    static CsvDialect of(String start, boolean whole, ColumnNames names, FileOptions options) {
        Trial best = null;
        for (char separator : options.separator().map(given -> new char[] {given}).orElse(SEPARATORS)) {
            Trial trial = trial(start, whole, separator, names);
            best = best == null || trial.isBetterThan(best) ? trial : best;
        }
        return best.dialect;
    }

    /** Quotes mean what the standard says, unless lines of one length come of another meaning only. */
    private static Trial trial(String start, boolean whole, char separator, ColumnNames names) {
        Trial trial = new CsvDialect(separator, Quoting.DOUBLED).trial(start, whole, names);
        for (Quoting other : List.of(Quoting.BACKSLASH, Quoting.NONE)) {
            if (trial.regular < MOSTLY && (other == Quoting.NONE || start.contains("\\\""))) {
                Trial more = new CsvDialect(separator, other).trial(start, whole, names);
                trial = more.columns > 1 && more.regular > trial.regular ? more : trial;
            }
        }
        return trial;
    }

    private Trial trial(String start, boolean whole, ColumnNames names) {
        List<Integer> lengths = new ArrayList<>();
        List<String> header = new ArrayList<>();
        int[] broken = {0};
        CsvRows rows = new CsvRows(this, new RewindableText(new StringReader(start)), null, 1);
        try {
            rows.read((row, line) -> {
                if (header.isEmpty()) {
                    header.addAll(row);
                }
                lengths.add(row.size());
                return lengths.size() < SHOWN_LINES;
            }, (line, damage) -> broken[0]++);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
        // the beginning of a long file ends somewhere within a line
        int last = whole || lengths.size() < 2 ? lengths.size() : lengths.size() - 1;
        int cutOff = whole || broken[0] == 0 ? 0 : 1;
        long regular = lengths.subList(0, last).stream().filter(length -> length == header.size()).count();
        return new Trial(this, header.size(), regular / (double) Math.max(1, last + broken[0] - cutOff),
                header.stream().anyMatch(name -> names.meanings(name.strip()).stream()
                        .anyMatch(meaning -> meaning.field() == TweetField.TEXT)));
    }

    /** {@return a reader of this dialect} */
    CsvReader.CsvReaderBuilder reader() {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quoting == Quoting.NONE ? NO_QUOTE : '"')
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIELD);
    }

    /** {@return the text as the standard would have it} */
    Reader standardized(Reader text) {
        return quoting == Quoting.BACKSLASH ? new BackslashQuotes(text) : text;
    }
}
