package io.github.huggingtweets.notebook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/**
 * How the objects of one class look in a notebook: in a rich form, and in plain text for places that do not show it.
 *
 * @param type the class; objects of its subclasses look the same
 * @param mimeType the media type of the rich form, such as {@code text/html}
 * @param forms makes the forms by their media types, first the rich one
 * @param <T> the class
 */
public record Rendering<T>(Class<T> type, String mimeType, Function<T, Map<String, String>> forms) {

    /** The media type of plain text. */
    static final String PLAIN = "text/plain";

    static final String HTML = "text/html";

    /**
     * Lets objects look as two functions say.
     *
     * @param type the class; objects of its subclasses look the same
     * @param mimeType the media type of the rich form
     * @param rich makes the rich form
     * @param plain makes the plain text
     */
    public Rendering(Class<T> type, String mimeType, Function<T, String> rich, Function<T, String> plain) {
        this(type, mimeType, noun -> forms(mimeType, rich.apply(noun), plain.apply(noun)));
    }

    /**
     * Lets objects with any number of rows look as a Tablesaw table does, without counting the rows.
     *
     * @param type the class; objects of its subclasses look the same
     * @param rows finds the first rows of an object, at most as many as the number says
     * @param <T> the class
     * @return how they look
     */
    public static <T> Rendering<T> ofRows(Class<T> type, BiFunction<T, Integer, Table> rows) {
        return new Rendering<>(type, HTML, noun -> {
            TableView view = Notebook.firstRows(most -> rows.apply(noun, most));
            return forms(HTML, Html.of("table", view), Notebook.text(view));
        });
    }

    private static Map<String, String> forms(String mimeType, String rich, String plain) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(mimeType, rich);
        forms.put(PLAIN, plain);
        return forms;
    }

    /**
     * Renders an object.
     *
     * @param value an object of the class
     * @return its forms by their media types, first the rich one
     * @throws ClassCastException if the object is not of the class
     */
    public Map<String, String> of(Object value) {
        return forms.apply(type.cast(value));
    }
}
