package io.github.huggingtweets.notebook;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table as text, as wide as a terminal. If it is wider, its long texts are shortened; if that is not enough, columns are left out
 * from the right, with a word that names them.
 */
final class TextTable {

    private static final String GAP = "  ";
    private static final String ELLIPSIS = "…";

    /** The width that a column of long texts keeps, in columns of the terminal. */
    private static final int LEAST_TEXT = 16;

    /** A grapheme cluster: a letter with its accents, or an emoji with all its joined parts. */
    private static final Pattern LETTER = Pattern.compile("\\X");

    private final TableView table;
    private final int[] widths;
    private final int shown;

    private TextTable(TableView table, int width) {
        this.table = table;
        int[] natural = IntStream.range(0, table.columns().size()).map(this::naturalWidth).toArray();
        widths = natural.clone();
        if (width(widths.length) > width) {
            texts(widths.length).forEach(column -> widths[column] = Math.min(natural[column], LEAST_TEXT));
        }
        int fitting = widths.length;
        while (fitting > 1 && width(fitting) > width) {
            fitting--;
        }
        shown = fitting;
        for (int column : texts(shown).toArray()) {
            widths[column] += Math.max(0, Math.min(natural[column] - widths[column], width - width(shown)));
        }
    }

    /**
     * {@return the rows that a notebook shows of a table, and how many there are}
     *
     * @param table the table
     * @param width the columns of the terminal
     */
    static String of(TableView table, int width) {
        return new TextTable(table, width).lines().collect(Collectors.joining("\n"));
    }

    private Stream<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(table.columns()));
        table.rows().forEach(row -> lines.add(line(row.cells())));
        List<String> leftOut = table.columns().stream().skip(shown).map(TableView.Cell::text).toList();
        lines.add((table.others() == 0 ? "" : String.format(Locale.ENGLISH, "and %,d more: ", table.others())) + table.size()
                + (leftOut.isEmpty() ? "" : "; not shown for want of width: " + String.join(", ", leftOut)));
        return lines.stream();
    }

    private String line(List<TableView.Cell> cells) {
        return IntStream.range(0, shown).mapToObj(column -> cell(cells.get(column), column)).collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String cell(TableView.Cell cell, int column) {
        String text = shortened(flat(cell.text()), widths[column]);
        String blanks = " ".repeat(Math.max(0, widths[column] - width(text)));
        return cell.kind().equals(TableView.NUMBER) ? blanks + text : text + blanks;
    }

    private int naturalWidth(int column) {
        int widest = table.rows().stream().mapToInt(row -> width(flat(row.cells().get(column).text()))).max().orElse(0);
        return Math.max(width(flat(table.columns().get(column).text())), widest);
    }

    /** {@return those of the first columns that hold long texts} */
    private IntStream texts(int columns) {
        return IntStream.range(0, columns).filter(column -> table.columns().get(column).kind().equals(TableView.TEXT));
    }

    /** {@return the width of the first columns and the gaps between them} */
    private int width(int columns) {
        return IntStream.of(widths).limit(columns).sum() + GAP.length() * (columns - 1);
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String shortened(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int taken = width(ELLIPSIS);
        for (String letter : LETTER.matcher(text).results().map(MatchResult::group).toList()) {
            taken += width(letter);
            if (taken > width) {
                break;
            }
            kept.append(letter);
        }
        return kept.toString().stripTrailing() + ELLIPSIS;
    }

    /** {@return how many columns of a terminal a text takes; Chinese letters and emoji take two} */
    private static int width(String text) {
        return LETTER.matcher(text).results().map(MatchResult::group).mapToInt(letter -> {
            int first = letter.codePointAt(0);
            int east = UCharacter.getIntPropertyValue(first, UProperty.EAST_ASIAN_WIDTH);
            int type = UCharacter.getType(first);
            if (type == UCharacterCategory.CONTROL || type == UCharacterCategory.FORMAT) {
                return 0;
            }
            boolean wide = east == EastAsianWidth.WIDE || east == EastAsianWidth.FULLWIDTH || letter.indexOf('\ufe0f') >= 0;
            return wide ? 2 : 1;
        }).sum();
    }
}
