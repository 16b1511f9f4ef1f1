package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.Step;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.tweets.View.Rows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/** Several timelines as one. */
final class Joining {

    private Joining() {}

    /** {@return whose timelines these are; who stands in several of them is told of as in the first one} */
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
        List<Step> steps = new ArrayList<>(parts.stream().flatMap(part -> part.steps().stream()).toList());
        Rows joined = Rows.all(all, steps);
        long authors = timelines.stream().mapToLong(timeline -> timeline.authors().size()).sum();
        if (authors == everybody.size()) {
            return joined;
        }
        Selection once = eachOnce(all);
        steps.add(Step.removing(everybody, "In several timelines", all.rowCount(), once.size()));
        return new Rows(all, once, steps);
    }

    /** A column that somebody added is kept where each table has it. */
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

    private static Selection eachOnce(Table table) {
        StringColumn ids = table.stringColumn("id");
        StringColumn handles = table.stringColumn("handle");
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
