package io.github.huggingtweets.sources.file;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A field of JSON objects, known by its path: what its values mean, the fields within it, and in which order they come. */
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

    /** What an object or a list may be that stands at the beginning of a value, beside a part of a tweet. */
    enum Holder {
        NONE,
        TWEETS,
        INCLUDES,
        TWEET
    }

    /** What a list holds that has a meaning as a whole. */
    enum ListOf {
        NOTHING,
        REFERENCES,
        MENTIONS
    }

    /** The fields of API answers that hold tweets: of version 2, of version 1.1 and of its premium search. */
    private static final Set<String> LISTS = Set.of("data", "statuses", "results", "tweets");
    private static final Set<String> MENTIONS = Set.of("mentions", "reblog.mentions");

    private final ColumnNames names;
    private final JsonField object;
    private final String name;
    private final String path;
    private final List<ColumnNames.Meaning> meanings;
    private final boolean outer;
    private final boolean notice;
    private final Holder holder;
    private final ListOf list;
    private final boolean meaning;
    private final Map<String, JsonField> inner = new HashMap<>();

    private byte[] written = {};
    private JsonField first;
    private JsonField next;

    /** @param object the field that this one is within; null for the root */
    private JsonField(ColumnNames names, JsonField object, String name, String path) {
        this.names = names;
        this.object = object;
        this.name = name;
        this.path = path;
        this.meanings = names.meanings(path);
        this.outer = names.mayHoldOthers(path);
        this.notice = NOTICES.contains(path);
        this.holder = names.isNamedWithin(path) ? Holder.NONE
                : LISTS.contains(path) ? Holder.TWEETS
                : path.equals("includes") ? Holder.INCLUDES
                : path.equals("tweet") ? Holder.TWEET
                : Holder.NONE;
        this.list = path.equals("referenced_tweets") ? ListOf.REFERENCES
                : MENTIONS.contains(path) ? ListOf.MENTIONS
                : ListOf.NOTHING;
        this.meaning = !meanings.isEmpty();
    }

    /** {@return the root, which is the tweet itself} */
    static JsonField tweet(ColumnNames names) {
        return new JsonField(names, null, "", "");
    }

    /** {@return a field within this one} */
    JsonField within(String name) {
        JsonField field = inner.get(name);
        if (field == null) {
            field = VALUES_OF_MONGODB.contains(name) ? this
                    : new JsonField(names, this, name, path.isEmpty() ? name : path + "." + name);
            if (inner.size() < MOST_FIELDS) {
                inner.put(name, field);
            }
        }
        return field;
    }

    /**
     * {@return the field within this one that came after another one the last time; null if that is not known}
     *
     * @param previous the other one, or null for the beginning
     */
    JsonField expectedAfter(JsonField previous) {
        JsonField expected = previous == null ? first : previous.next;
        return expected != null && expected.object == this ? expected : null;
    }

    /**
     * Remembers that a field within this one came after another one, and how its name was written.
     *
     * @param field the field
     * @param previous the other one, or null for the beginning
     * @param bytes a line with the name of the field
     * @param from where the name begins
     * @param to where it ends
     */
    void expect(JsonField field, JsonField previous, byte[] bytes, int from, int to) {
        if (inner.get(field.name) != field) {
            return; // not remembered, or the value of this field in MongoDB's form
        }
        if (!field.isAt(bytes, from)) {
            field.written = Arrays.copyOfRange(bytes, from, to);
        }
        if (previous == null) {
            first = field;
        } else {
            previous.next = field;
        }
    }

    /** {@return whether the name of this field stands in a line as it was written the last time, with the quote after it} */
    boolean isAt(byte[] bytes, int from) {
        int to = from + written.length;
        return to < bytes.length && bytes[to] == '"' && Arrays.equals(bytes, from, to, written, 0, written.length);
    }

    /** {@return the length of its name as it was written the last time, in bytes} */
    int length() {
        return written.length;
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    /** {@return whether a value of this field means something} */
    boolean hasMeaning() {
        return meaning;
    }

    /** {@return what a value of this field means; most mean nothing} */
    List<ColumnNames.Meaning> meanings() {
        return meanings;
    }

    /** {@return whether an object with this field and without a text is a notice, not a broken tweet} */
    boolean isNotice() {
        return notice;
    }

    /** {@return what this field is if it holds a list} */
    ListOf list() {
        return list;
    }

    /** {@return the field that this one is within; null for the root} */
    JsonField object() {
        return object;
    }

    /** {@return what this field is if it holds an object or a list} */
    Holder holder() {
        return holder;
    }

    /** {@return whether fields within this one may mean something, or may be its value in MongoDB's form} */
    boolean isOuter() {
        return outer || meaning;
    }
}
