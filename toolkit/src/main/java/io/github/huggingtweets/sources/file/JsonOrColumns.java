package io.github.huggingtweets.sources.file;

import java.util.List;
import java.util.regex.Pattern;

/** Tells JSON from columns. Without its beginning, JSON looks much like a file of columns without a header. */
final class JsonOrColumns {

    private static final Pattern NAME = Pattern.compile("(?i).*\\.(?:json\\w*|ndjson|geojson)(?:\\.(?!csv|tsv|tab)\\w+)?");
    /** A line that is a whole object, or the beginning of one. */
    private static final Pattern OBJECT = Pattern.compile("\\s*\\[?\\s*\\{\\s*\"(?!\")[^\"]*\"\\s*:.*");
    /** A line of a pretty-printed value. */
    private static final Pattern PART = Pattern.compile("\\s*(?:[\\[\\]{}]+,?|},\\s*\\{|\"[^\"\\\\]+\"\\s*:.*)\\s*");
    /** A field within a line; in a cell of a CSV file, its quotes would be doubled. */
    private static final Pattern FIELD =
            Pattern.compile("(?<!\")\"[\\w.$@-]+\"\\s*:\\s*(?:[\\[{\\d-]|\"|true\\b|false\\b|null\\b)");
    private static final int ENOUGH_FIELDS = 3;

    private JsonOrColumns() {}

    /**
     * {@return whether a file is JSON, although it may have lost its beginning}
     *
     * @param file the file, by whose name it may be
     * @param start its beginning, which is not blank
     */
    static boolean isJson(StoredFile file, String start) {
        char first = start.strip().charAt(0);
        if (first == '{' || first == '[' || NAME.matcher(file.name()).matches()) {
            return true;
        }
        List<String> lines = start.lines().filter(line -> !line.isBlank()).toList();
        // the first line is what remains of a value, and the last one may be cut off here
        List<String> others = lines.subList(1, Math.max(1, lines.size()));
        if (others.isEmpty()) {
            return !isHeader(start) && FIELD.matcher(start).results().limit(ENOUGH_FIELDS).count() == ENOUGH_FIELDS;
        }
        long objects = others.stream().filter(line -> OBJECT.matcher(line).matches()).count();
        long parts = others.stream().filter(line -> PART.matcher(line).matches()).count();
        return 2 * objects > others.size() || 10 * parts > 9 * others.size();
    }

    private static boolean isHeader(String line) {
        return line.indexOf('{') < 0 && line.indexOf('}') < 0;
    }
}
