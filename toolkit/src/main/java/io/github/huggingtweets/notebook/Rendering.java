package io.github.huggingtweets.notebook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How the objects of one class look in a notebook: in a rich form, and in plain text for places that do not show it.
 *
 * @param type the class; objects of its subclasses look the same
 * @param mimeType the media type of the rich form, such as {@code text/html}
 * @param rich makes the rich form
 * @param plain makes the plain text
 * @param <T> the class
 */
public record Rendering<T>(Class<T> type, String mimeType, Function<T, String> rich, Function<T, String> plain) {

    /** The media type of plain text. */
    static final String PLAIN = "text/plain";

    /**
     * Renders an object.
     *
     * @param value an object of the class
     * @return its forms by their media types, first the rich one
     * @throws ClassCastException if the object is not of the class
     */
    public Map<String, String> of(Object value) {
        T noun = type.cast(value);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(mimeType, rich.apply(noun));
        forms.put(PLAIN, plain.apply(noun));
        return forms;
    }
}
