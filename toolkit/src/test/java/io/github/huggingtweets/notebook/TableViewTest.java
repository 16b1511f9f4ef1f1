package io.github.huggingtweets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Values of tables as people read them. */
class TableViewTest {

    private static List<String> cells(Table table) {
        return TableView.of(table, 10).rows().stream().flatMap(row -> row.cells().stream()).map(TableView.Cell::text).toList();
    }

    @Test
    void separatesTheThousandsOfCounts() {
        assertEquals(List.of("3,247", "12", "-1,234,567", ""),
                cells(Table.create("t", IntColumn.create("Came in", new Integer[] {3247, 12, -1_234_567, null}))));
    }

    @Test
    void leavesYearsAndIdsAsTheyAre() {
        assertEquals(List.of("2023", "1234567890123456789", "4242", "3247"),
                cells(Table.create("t", IntColumn.create("year", new int[] {2023}),
                        LongColumn.create("id", new long[] {1234567890123456789L}),
                        IntColumn.create("seed", new int[] {4242}), StringColumn.create("text", List.of("3247")))));
    }

    @Test
    void separatesTheTimeFromTheDate() {
        assertEquals(List.of("2023-12-31 14:36:59", "2023-12-31 14:36:00", "2023-12-31 14:36:59.125"),
                cells(Table.create("t", DateTimeColumn.create("time", LocalDateTime.parse("2023-12-31T14:36:59"),
                        LocalDateTime.parse("2023-12-31T14:36"), LocalDateTime.parse("2023-12-31T14:36:59.125")))));
    }

    @Test
    void keepsFractions() {
        assertEquals(List.of("1234.5"), cells(Table.create("t", DoubleColumn.create("loss", new double[] {1234.5}))));
    }
}
