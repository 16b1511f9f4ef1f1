package io.github.huggingtweets.sources.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A place for fields in JSON objects, by its path: what a value there means, and which places lie within. */
final class JsonField {

    /** Objects that have ids as names would fill the memory with places that never come again. */
    private static final int MOST_PLACES = 1_000;

    /** What streams and answers hold instead of tweets. */
    private static final Set<String> NOTICES = Set.of("errors", "meta", "includes", "delete", "limit", "warning", "disconnect",
            "scrub_geo", "status_withheld", "user_withheld", "event", "friends");

    private final ColumnNames names;
    private final String path;
    private final List<ColumnNames.Meaning> meanings;
    private final boolean outer;
    private final boolean notice;
    private final Map<String, JsonField> inner = new HashMap<>();

    private JsonField(ColumnNames names, String path) {
        this.names = names;
        this.path = path;
        this.meanings = names.meanings(path);
        this.outer = names.mayHoldOthers(path);
        this.notice = NOTICES.contains(path);
    }

    /** {@return the place of a whole tweet} */
    static JsonField tweet(ColumnNames names) {
        return new JsonField(names, "");
    }

    /** {@return the place of a field within this one} */
    JsonField within(String name) {
        JsonField field = inner.get(name);
        if (field == null) {
            field = new JsonField(names, path.isEmpty() ? name : path + "." + name);
            if (inner.size() < MOST_PLACES) {
                inner.put(name, field);
            }
        }
        return field;
    }

    String path() {
        return path;
    }

    /** {@return what a value here means; nothing, for most} */
    List<ColumnNames.Meaning> meanings() {
        return meanings;
    }

    /** {@return whether an object that has this field and no text is a notice rather than a broken tweet} */
    boolean isNotice() {
        return notice;
    }

    /** {@return whether anything that matters lies within} */
    boolean isOuter() {
        return outer;
    }
}
