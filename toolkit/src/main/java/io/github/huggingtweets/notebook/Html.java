package io.github.huggingtweets.notebook;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTML from the templates beside this class. All text that a template inserts is escaped, since anybody may have written a tweet,
 * and a model repeats what it has read.
 */
final class Html {

    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().withLoader(Html::open).emptyStringIsFalse(true).zeroIsFalse(true).withFormatter(Html::shown);
    private static final Map<String, Template> TEMPLATES = new ConcurrentHashMap<>();

    private Html() {}

    /**
     * Fills in a template.
     *
     * @param template the name of the file, without its ending
     * @param view an object whose methods, or a map whose keys, are the names in the template
     * @return the HTML
     */
    static String of(String template, Object view) {
        return TEMPLATES.computeIfAbsent(template, name -> COMPILER.compile(open(name))).execute(view);
    }

    private static Reader open(String name) {
        return new InputStreamReader(Html.class.getResourceAsStream(name + ".mustache"), StandardCharsets.UTF_8);
    }

    private static String shown(Object value) {
        boolean count = value instanceof Integer || value instanceof Long;
        return count ? String.format(Locale.ENGLISH, "%,d", value) : String.valueOf(value);
    }
}
