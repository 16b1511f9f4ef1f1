package io.github.huggingtweets.sources.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds out what the columns of a file mean by their names. Those that the user named mean what the user says; for the others,
 * the names in {@link TweetField} decide.
 */
final class ColumnNames {

    /**
     * One meaning of a name.
     *
     * @param field the field
     * @param rank how many names of that field are preferred to this one
     */
    record Meaning(TweetField field, int rank) {}

    private static final int DATABASE = 1_000;

    private final Map<String, List<Meaning>> recognized = new HashMap<>();
    private final TreeSet<String> recognizedInOrder;
    private final Map<TweetField, String> named;

    /** @param named the columns that the user named, as the file writes them; no other names of their fields are recognized */
    ColumnNames(Map<TweetField, String> named) {
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

    /** If the user named a column for a field, other columns with a part of the same information are ignored. */
    private boolean isRecognized(TweetField field) {
        return !named.containsKey(field)
                && !(named.containsKey(TweetField.TIME) && field == TweetField.CLOCK)
                && !(named.containsKey(TweetField.HANDLE) && field == TweetField.AUTHOR_ID)
                && !(named.containsKey(TweetField.TEXT) && field == TweetField.RETWEETED_TEXT);
    }

    /** {@return the letters and digits of a name, in lower case} */
    static String normalize(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** {@return what a column of this name means; most mean nothing} */
    List<Meaning> meanings(String name) {
        List<Meaning> meanings = new ArrayList<>(recognized.getOrDefault(normalize(name), List.of()));
        if (name.equals("_id")) { // the id in a database, which may be another one than that of the tweet
            meanings.replaceAll(meaning -> new Meaning(meaning.field, meaning.rank + DATABASE));
        }
        named.forEach((field, column) -> {
            if (column.equals(name)) {
                meanings.add(new Meaning(field, 0));
            }
        });
        return meanings;
    }

    /** {@return whether a JSON object of this name may hold fields that mean something} */
    boolean mayHoldOthers(String name) {
        String start = normalize(name);
        String next = recognizedInOrder.higher(start);
        return next != null && next.startsWith(start) || isNamedWithin(name);
    }

    /** {@return whether the user named a field within a JSON object of this name} */
    boolean isNamedWithin(String name) {
        return named.values().stream().anyMatch(column -> column.startsWith(name + "."));
    }

    /** {@return the columns that the user named and that the file does not have} */
    List<String> missing(List<String> columns) {
        return named.values().stream().filter(column -> !columns.contains(column)).distinct().toList();
    }

    /** {@return whether the user named any column} */
    boolean anyNamed() {
        return !named.isEmpty();
    }
}
