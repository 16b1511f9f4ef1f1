package io.github.huggingtweets.sources.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A field of JSON objects, known by its path: what its values mean, and the fields within it. */
final class JsonField {

    /** At most this many fields within a field are remembered: objects with ids as names would fill the memory. */
    private static final int MOST_FIELDS = 1_000;

    /** The fields that only objects other than tweets have in streams and answers of the API. */
    private static final Set<String> NOTICES = Set.of("errors", "meta", "includes", "delete", "limit", "warning", "disconnect",
            "scrub_geo", "status_withheld", "user_withheld", "event", "friends");

    /**
     * How MongoDB's extended JSON names the type of a value, as in {@code {"$numberLong":"5"}}.
     *
     * @see <a href="https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/">extended JSON</a>
     */
    private static final Set<String> VALUES_OF_MONGODB =
            Set.of("$date", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal");

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

    /** {@return the root, which is the tweet itself} */
    static JsonField tweet(ColumnNames names) {
        return new JsonField(names, "");
    }

    /** {@return a field within this one} */
    JsonField within(String name) {
        JsonField field = inner.get(name);
        if (field == null) {
            field = VALUES_OF_MONGODB.contains(name) ? this : new JsonField(names, path.isEmpty() ? name : path + "." + name);
            if (inner.size() < MOST_FIELDS) {
                inner.put(name, field);
            }
        }
        return field;
    }

    String path() {
        return path;
    }

    /** {@return what a value of this field means; most mean nothing} */
    List<ColumnNames.Meaning> meanings() {
        return meanings;
    }

    /** {@return whether an object with this field and without a text is a notice, not a broken tweet} */
    boolean isNotice() {
        return notice;
    }

    /** {@return whether fields within this one may mean something, or may be its value in MongoDB's form} */
    boolean isOuter() {
        return outer || !meanings.isEmpty();
    }
}
