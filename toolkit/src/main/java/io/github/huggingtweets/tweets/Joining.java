package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.steps.Steps;
import io.github.huggingtweets.tweets.View.Rows;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/** Joins several timelines into one. */
final class Joining {

    private Joining() {}

    /** {@return the authors of all timelines; an author of several timelines is taken from the first of them} */
    static List<Author> authors(List<Timeline> timelines) {
        Map<String, Author> authors = new LinkedHashMap<>();
        timelines.forEach(timeline -> timeline.authors().forEach(author -> authors.putIfAbsent(author.handle(), author)));
        return List.copyOf(authors.values());
    }

    /** {@return the tweets of all timelines, newest first, and the steps that led to each timeline} */
    static Rows rows(List<Author> everybody, List<Timeline> timelines) {
        List<Rows> parts = timelines.stream().map(Timeline::rows).toList();
        Table all = TweetTable.newestFirst(Table.create("Tweets", columnsOfAll(parts).stream().map(name -> joined(name, parts))
                .toArray(Column<?>[]::new)));
        Steps steps = Steps.join(parts.stream().map(Rows::steps).toList());
        long authors = timelines.stream().mapToLong(timeline -> timeline.authors().size()).sum();
        if (authors == everybody.size()) {
            return Rows.all(all, steps);
        }
        Selection once = eachOnce(all);
        return new Rows(all, once, steps.removing(everybody, "In several timelines", all.rowCount(), once.size()));
    }

    /** {@return the names of the columns that all tables have with the same type, including columns that a user added} */
    private static List<String> columnsOfAll(List<Rows> parts) {
        return parts.get(0).table().columns().stream()
                .filter(column -> parts.stream().map(Rows::table).allMatch(
                        table -> table.containsColumn(column.name()) && table.column(column.name()).type() == column.type()))
                .map(Column::name).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the columns are of one type
    private static Column<?> joined(String name, List<Rows> parts) {
        Column joined = parts.get(0).table().column(name).emptyCopy();
        for (Rows part : parts) {
            Column<?> column = part.table().column(name);
            for (int row : part.selection().toArray()) {
                joined.append(column, row);
            }
        }
        return joined;
    }

    /** {@return the first row of each id of each author, and all rows without an id} */
    private static Selection eachOnce(Table table) {
        StringColumn ids = table.stringColumn(TweetTable.ID);
        StringColumn handles = table.stringColumn(TweetTable.HANDLE);
        Set<String> known = new HashSet<>();
        Selection once = Selection.with();
        for (int row = 0; row < table.rowCount(); row++) {
            if (ids.isMissing(row) || known.add(handles.get(row) + " " + ids.get(row))) {
                once.add(row);
            }
        }
        return once;
    }
}
