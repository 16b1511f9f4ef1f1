package io.github.huggingtweets.sources.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One of the few objects of an archive that are read as trees, since there are not many of them. */
public final class ArchiveItem {

    private final JsonNode fields;
    private final String place;

    /**
     * @param fields the object
     * @param place what messages call it
     */
    ArchiveItem(JsonNode fields, String place) {
        this.fields = fields;
        this.place = place;
    }

    /** {@return the object in this one, where there is one of that name} */
    public Optional<ArchiveItem> in(String field) {
        return fields.path(field).isObject() ? Optional.of(new ArchiveItem(fields.get(field), place)) : Optional.empty();
    }

    /** {@return the objects of the list in this one, or of this one where the name is empty; none where that is no list} */
    public List<ArchiveItem> list(String field) {
        List<ArchiveItem> items = new ArrayList<>();
        JsonNode list = field.isEmpty() ? fields : fields.path(field);
        if (list.isArray()) {
            list.forEach(item -> items.add(new ArchiveItem(item, place)));
        }
        return items;
    }

    /** {@return the text of a field that is a text, a number or a flag; empty where there is none} */
    public Optional<String> text(String field) {
        JsonNode value = fields.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /**
     * {@return the number that a field holds; empty where there is none}
     *
     * @throws io.github.huggingtweets.sources.TweetSourceException if it is no whole number
     */
    public OptionalInt count(String field) {
        String text = text(field).orElse("");
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(FieldText.count(text, field, () -> place));
    }

    /**
     * {@return the point in time that a field holds; empty where there is none}
     *
     * @throws io.github.huggingtweets.sources.TweetSourceException if it is no time
     */
    public Optional<Instant> time(String field) {
        return text(field).map(text -> FieldText.time(text, field, () -> place));
    }
}
