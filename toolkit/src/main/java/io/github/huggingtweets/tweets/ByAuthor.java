package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.View.Rows;
import io.github.huggingtweets.words.Languages;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.RandomAccess;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.StringColumn;

/** The tweets of a timeline, taken apart by who wrote them. */
final class ByAuthor {

    private static final int NAMED = 4;

    private ByAuthor() {}

    /** {@return who they are by name and handle, or how many where the names would fill lines} */
    static String names(List<Author> authors) {
        return authors.size() > NAMED ? String.format(Locale.ENGLISH, "%,d people", authors.size())
                : authors.stream()
                        .map(author -> author.name() + " (@" + author.handle() + ")").collect(Collectors.joining(" & "));
    }

    /** {@return the corpus of all these people, with the steps that led to it} */
    static Corpus clean(List<Author> authors, Rows rows) {
        List<int[]> ofEach = rowsOfEach(authors, rows);
        BooleanColumn retweet = rows.table().booleanColumn("retweet");
        StringColumn text = rows.table().stringColumn("text");
        List<Corpus> parts = IntStream.range(0, authors.size()).parallel().mapToObj(i -> {
            int[] own = IntStream.of(ofEach.get(i)).filter(row -> !Boolean.TRUE.equals(retweet.get(row))).toArray();
            return Corpus.of(authors.get(i), new Texts(text, own), ofEach.get(i).length - own.length);
        }).toList();
        return Corpus.join(parts)
                .withLanguage(Languages.mostUsed(rows.table().stringColumn("language"), IntStream.of(rows.selection().toArray())
                        .filter(row -> !Boolean.TRUE.equals(retweet.get(row)))))
                .after(rows.steps());
    }

    private static List<int[]> rowsOfEach(List<Author> authors, Rows rows) {
        int[] all = rows.selection().toArray();
        if (authors.size() == 1) {
            return List.of(all);
        }
        Map<String, Integer> places = places(authors);
        StringColumn handles = rows.table().stringColumn("handle");
        int[] whose = IntStream.of(all).map(row -> places.get(handles.get(row))).toArray();
        int[] count = new int[authors.size()];
        IntStream.of(whose).forEach(author -> count[author]++);
        List<int[]> ofEach = IntStream.of(count).mapToObj(int[]::new).toList();
        for (int i = all.length - 1; i >= 0; i--) {
            ofEach.get(whose[i])[--count[whose[i]]] = all[i];
        }
        return ofEach;
    }

    private static Map<String, Integer> places(List<Author> authors) {
        Map<String, Integer> places = new HashMap<>();
        IntStream.range(0, authors.size()).forEach(i -> places.put(authors.get(i).handle(), i));
        return places;
    }

    /** Some texts of a column, where they are. */
    private static final class Texts extends AbstractList<String> implements RandomAccess {

        private final StringColumn column;
        private final int[] rows;

        Texts(StringColumn column, int[] rows) {
            this.column = column;
            this.rows = rows;
        }

        @Override
        public String get(int index) {
            return column.get(rows[index]);
        }

        @Override
        public int size() {
            return rows.length;
        }
    }
}
