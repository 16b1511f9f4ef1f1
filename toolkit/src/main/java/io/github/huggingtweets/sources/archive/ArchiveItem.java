package io.github.huggingtweets.sources.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A JSON object of an archive that is read as a tree: the manifest, the account, a long tweet. There are too many tweets for
 * that; {@link TweetReader} reads them.
 */
final class ArchiveItem {

    private final JsonNode fields;
    private final String place;

    /**
     * @param fields the object
     * @param place names the object in messages
     */
    ArchiveItem(JsonNode fields, String place) {
        this.fields = fields;
        this.place = place;
    }

    /** {@return the object that a field holds; empty if it holds none} */
    Optional<ArchiveItem> in(String field) {
        return fields.path(field).isObject() ? Optional.of(new ArchiveItem(fields.get(field), place)) : Optional.empty();
    }

    /**
     * {@return the objects of the list that a field holds; none if it holds no list}
     *
     * @param field the name of the field, or an empty text if this item is the list itself
     */
    List<ArchiveItem> list(String field) {
        List<ArchiveItem> items = new ArrayList<>();
        JsonNode list = field.isEmpty() ? fields : fields.path(field);
        if (list.isArray()) {
            list.forEach(item -> items.add(new ArchiveItem(item, place)));
        }
        return items;
    }

    /** {@return the text, number or flag that a field holds, as text; empty if it holds none} */
    Optional<String> text(String field) {
        JsonNode value = fields.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /**
     * {@return the number that a field holds; empty if it holds none, or one that counts nothing}
     *
     * @throws io.github.huggingtweets.sources.TweetSourceException if it is not a whole number
     */
    OptionalInt count(String field) {
        String text = text(field).orElse("");
        return text.isEmpty() ? OptionalInt.empty() : FieldParser.count(text, field, () -> place);
    }

    /**
     * {@return the time that a field holds; empty if it holds none}
     *
     * @throws io.github.huggingtweets.sources.TweetSourceException if it is not a time
     */
    Optional<Instant> time(String field) {
        return text(field).map(text -> FieldParser.time(text, field, () -> place));
    }
}
