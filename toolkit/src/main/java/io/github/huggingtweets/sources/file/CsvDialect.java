package io.github.huggingtweets.sources.file;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the columns of a CSV file are separated and quoted.
 *
 * @param separator the character between columns
 * @param quoting how quotes are written
 */
record CsvDialect(char separator, Quoting quoting) {

    /** How a quote within quotes is written. */
    enum Quoting {
        /** As in the standard, RFC 4180: {@code ""}. */
        DOUBLED,
        /** As Spark and databases do: {@code \"}. */
        BACKSLASH,
        /** Quotes have no meaning. */
        NONE
    }

    /** The longest field, in characters. Tweets are far shorter; only a quote that is never closed makes a longer field. */
    static final int LONGEST_FIELD = 1 << 20;

    private static final char NO_QUOTE = '\u0000';
    private static final char[] SEPARATORS = {',', '\t', ';', '|'};
    private static final int SHOWN_LINES = 200;
    private static final double MOSTLY = 0.9;

    /** The result of reading the beginning of a file in a dialect. */
    private record Trial(CsvDialect dialect, int columns, double regular, boolean meaningful) {

        /** A header with a known name counts most, then lines with the same number of columns, then the number of columns. */
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
     * Detects the dialect of a file.
     *
     * @param start the beginning of the file
     * @param whole whether that is the whole file
     * @param names what the columns mean
     * @param separator the separator, if it is known
     * @return the dialect in which the header has a known name and the lines have the same number of columns
     */
    static CsvDialect of(String start, boolean whole, ColumnNames names, Optional<Character> separator) {
        Trial best = null;
        for (char candidate : separator.map(given -> new char[] {given}).orElse(SEPARATORS)) {
            Trial trial = trial(start, whole, candidate, names);
            best = best == null || trial.isBetterThan(best) ? trial : best;
        }
        return best.dialect;
    }

    /** Quotes are read as in the standard, unless only another meaning gives lines with the same number of columns. */
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
        int broken = CsvRows.read(start, this, (row, line) -> {
            if (header.isEmpty()) {
                header.addAll(row);
            }
            lengths.add(row.size());
            return lengths.size() < SHOWN_LINES;
        });
        // the beginning of a long file ends within a line
        int last = whole || lengths.size() < 2 ? lengths.size() : lengths.size() - 1;
        int cutOff = whole || broken == 0 ? 0 : 1;
        long regular = lengths.subList(0, last).stream().filter(length -> length == header.size()).count();
        return new Trial(this, header.size(), regular / (double) Math.max(1, last + broken - cutOff),
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

    /** {@return the text with quotes as in the standard} */
    Reader standardized(Reader text) {
        return quoting == Quoting.BACKSLASH ? new BackslashQuotes(text) : text;
    }
}
