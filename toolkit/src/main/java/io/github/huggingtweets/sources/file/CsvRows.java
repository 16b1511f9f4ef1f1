package io.github.huggingtweets.sources.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import io.github.huggingtweets.sources.TweetSourceException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Reads the rows of a CSV file one by one. A broken row is reported, and reading continues with the next line. */
final class CsvRows {

    /** Receives rows. */
    interface RowReader {

        /**
         * Takes a row.
         *
         * @param cells its cells, valid until the next row; null in columns that are not wanted
         * @param line the line in which it begins
         * @return whether to continue
         * @throws BrokenLineException if the row is no tweet
         */
        boolean read(List<String> cells, long line) throws BrokenLineException;
    }

    /** Receives the broken lines. */
    interface BrokenLines {

        void add(long line, BrokenLineException damage);
    }

    private static final int MOST_COLUMNS = 10_000;

    private final CsvDialect dialect;
    private final RewindableText text;
    private final DecodedText source;
    private long firstLine;
    private BitSet wanted = new BitSet();

    /**
     * @param dialect the dialect
     * @param text the text, at the beginning of a line
     * @param source the decoder, which knows the invalid bytes; null if the text comes from memory
     * @param firstLine the number of the line at which the text is, from 1
     */
    CsvRows(CsvDialect dialect, RewindableText text, DecodedText source, long firstLine) {
        this.dialect = dialect;
        this.text = text;
        this.source = source;
        this.firstLine = firstLine;
    }

    /** Reads only these columns from the next row on. Before that call, and if the set is empty, all columns are read. */
    void want(BitSet columns) {
        wanted = columns;
    }

    void read(RowReader rows, BrokenLines broken) throws IOException {
        Row row = new Row();
        while (true) {
            try {
                // not closed, because the text is read further after a broken row
                for (Row next : dialect.reader().build(row, dialect.standardized(text))) {
                    long line = firstLine - 1 + next.line;
                    text.forgetBefore(line);
                    if (next.isEmpty) {
                        continue;
                    }
                    try {
                        if (next.isDamaged) {
                            throw BrokenLineException.notIn(source.charset());
                        }
                        if (!rows.read(Arrays.asList(next.cells).subList(0, next.size()), line)) {
                            return;
                        }
                    } catch (BrokenLineException e) {
                        broken.add(line, e);
                    }
                }
                return;
            } catch (CsvParseException e) {
                if (e.getCause() instanceof TweetSourceException cause) {
                    throw cause;
                }
                broken.add(firstLine - 1 + row.line, damage(e));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            firstLine += row.line;
            if (!text.goTo(firstLine)) {
                return;
            }
            row = new Row();
        }
    }

    /**
     * Reads the rows of the beginning of a file.
     *
     * @param beginning the beginning, in memory
     * @param dialect the dialect
     * @param rows receives the rows
     * @return the number of broken rows
     */
    static int read(String beginning, CsvDialect dialect, RowReader rows) {
        int[] broken = {0};
        try {
            new CsvRows(dialect, new RewindableText(new StringReader(beginning)), null, 1)
                    .read(rows, (line, damage) -> broken[0]++);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
        return broken[0];
    }

    private static BrokenLineException damage(CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        return new BrokenLineException(
                message.startsWith("Unexpected character after closing quote") ? "has a quote within quotes that is not doubled"
                        : message.startsWith("Unclosed quoted field") ? "begins with a quote that is never closed"
                        : message.startsWith("The maximum buffer size")
                                ? "has more than a million characters in one column, as if the end of a quote was missing"
                        : "can't be split into columns (" + message + ")",
                e);
    }

    /** Collects the cells of a row; the same object serves all rows. */
    private final class Row extends AbstractBaseCsvCallbackHandler<Row> {

        private String[] cells = new String[16];
        private long line = 1;
        private boolean isEmpty;
        private boolean isDamaged;

        @Override
        protected void handleBegin(long startingLine) {
            line = startingLine;
            isEmpty = true;
            isDamaged = false;
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (column == MOST_COLUMNS) {
                throw new CsvParseException(String.format(Locale.ENGLISH, "more than %,d columns", MOST_COLUMNS));
            }
            if (column == cells.length) {
                cells = Arrays.copyOf(cells, cells.length * 2);
            }
            isEmpty &= length == 0;
            boolean keep = wanted.isEmpty() || wanted.get(column);
            cells[column] = keep ? new String(buffer, offset, length) : null;
            isDamaged |= keep && source != null && source.isDamaged(buffer, offset, length);
        }

        @Override
        protected Row buildRecord() {
            return this;
        }

        private int size() {
            return getFieldCount();
        }
    }
}
