package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.steps.Steps;
import io.github.huggingtweets.tweets.View.Rows;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.HashSet;
import java.util.Set;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * Leaves out tweets that a source gives twice, as files do that were put together of several: they have the same author, id and
 * text. The id alone is not enough, since spreadsheets round long ids, so that different tweets have the same.
 */
final class EqualTweets {

    private EqualTweets() {}

    /** {@return the rows of a source, each tweet once} */
    static Rows rows(TweetTable source) {
        Table table = source.table();
        Steps steps = Steps.beginning(source.authors(), table.rowCount());
        IntOpenHashSet repeated = repeatedHashes(table.stringColumn(TweetTable.ID));
        if (repeated.isEmpty()) {
            return Rows.all(table, steps);
        }
        Selection once = once(table, repeated);
        return once.size() == table.rowCount() ? Rows.all(table, steps)
                : new Rows(table, once, steps.removing(source.authors(), "Twice in the source", table.rowCount(), once.size()));
    }

    /** {@return the hash codes that several ids have; hardly any two different ones, so that few texts are compared} */
    private static IntOpenHashSet repeatedHashes(StringColumn ids) {
        IntOpenHashSet known = new IntOpenHashSet(ids.size());
        IntOpenHashSet repeated = new IntOpenHashSet();
        for (int row = 0; row < ids.size(); row++) {
            String id = ids.get(row);
            if (!id.isEmpty() && !known.add(id.hashCode())) {
                repeated.add(id.hashCode());
            }
        }
        return repeated;
    }

    private static Selection once(Table table, IntOpenHashSet repeated) {
        StringColumn ids = table.stringColumn(TweetTable.ID);
        StringColumn handles = table.stringColumn(TweetTable.HANDLE);
        StringColumn texts = table.stringColumn(TweetTable.TEXT);
        Set<String> known = new HashSet<>();
        Selection once = Selection.with();
        for (int row = 0; row < table.rowCount(); row++) {
            String id = ids.get(row);
            if (id.isEmpty() || !repeated.contains(id.hashCode())
                    || known.add(handles.get(row) + '\0' + id + '\0' + texts.get(row))) {
                once.add(row);
            }
        }
        return once;
    }
}
