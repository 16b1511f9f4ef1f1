package io.github.huggingtweets.sources.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Says what the columns of a file mean by their names: those that the user named, and for the rest those of {@link TweetField}. */
final class ColumnNames {

    /**
     * What a name stands for.
     *
     * @param field the field
     * @param rank how many names of that field are to be preferred
     */
    public record Meaning(TweetField field, int rank) {}

    private final Map<String, List<Meaning>> recognized = new HashMap<>();
    private final TreeSet<String> recognizedInOrder;
    private final Map<TweetField, String> named;

    /** @param named the columns that the user named, as they stand in the file; they are not looked for under other names */
    public ColumnNames(Map<TweetField, String> named) {
        this.named = named.isEmpty() ? Map.of() : new EnumMap<>(named);
        for (TweetField field : TweetField.values()) {
            if (isRecognized(field)) {
                for (String name : field.names()) {
                    List<Meaning> meanings = recognized.computeIfAbsent(normalize(name), key -> new ArrayList<>(1));
                    if (meanings.stream().noneMatch(meaning -> meaning.field == field)) {
                        meanings.add(new Meaning(field, field.names().indexOf(name)));
                    }
                }
            }
        }
        recognizedInOrder = new TreeSet<>(recognized.keySet());
    }

    /** What else a source says of the text is of no use where the user named another column for it. */
    private boolean isRecognized(TweetField field) {
        return !named.containsKey(field)
                && !(named.containsKey(TweetField.TIME) && field == TweetField.CLOCK)
                && !(named.containsKey(TweetField.HANDLE) && field == TweetField.AUTHOR_ID)
                && !(named.containsKey(TweetField.TEXT) && field == TweetField.RETWEETED_TEXT);
    }

    /** {@return a name by its letters and digits, in lower case} */
    static String normalize(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** {@return what a column means; nothing, for most} */
    public List<Meaning> meanings(String name) {
        List<Meaning> meanings = new ArrayList<>(recognized.getOrDefault(normalize(name), List.of()));
        named.forEach((field, column) -> {
            if (column.equals(name)) {
                meanings.add(new Meaning(field, 0));
            }
        });
        return meanings;
    }

    /** {@return whether a column of this name may hold others that mean something} */
    public boolean mayHoldOthers(String name) {
        String start = normalize(name);
        String next = recognizedInOrder.higher(start);
        return next != null && next.startsWith(start) || isNamedWithin(name);
    }

    /** {@return whether the user named a column that lies within one of this name} */
    public boolean isNamedWithin(String name) {
        return named.values().stream().anyMatch(column -> column.startsWith(name + "."));
    }

    /** {@return the columns that the user named and that are not among these} */
    public List<String> missing(List<String> columns) {
        return named.values().stream().filter(column -> !columns.contains(column)).distinct().toList();
    }

    /** {@return whether the user named any column} */
    public boolean anyNamed() {
        return !named.isEmpty();
    }
}
