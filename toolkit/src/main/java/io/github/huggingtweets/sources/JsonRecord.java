package io.github.huggingtweets.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads a noun from its JSON file, and says in words what is wrong with a file that does not hold one. */
public final class JsonRecord {

    private JsonRecord() {}

    /**
     * Reads a noun.
     *
     * @param <T> its type
     * @param json reads its JSON
     * @param file a file of JSON
     * @param type its type
     * @return the noun
     * @throws IOException if the file cannot be read, or holds none; the message says why, such as {@code it is cut off}
     */
    public static <T> T read(ObjectMapper json, Path file, Class<T> type) throws IOException {
        T noun;
        try {
            noun = json.readValue(file.toFile(), type);
        } catch (JsonMappingException e) {
            throw new IOException(lacking(e), e);
        } catch (JsonProcessingException e) {
            throw new IOException(damage(e), e);
        }
        if (noun == null) {
            throw new IOException("it holds nothing");
        }
        return noun;
    }

    private static String damage(JsonProcessingException e) {
        JsonDamage damage = JsonDamage.of(e);
        return "it " + damage.what() + (damage.detail().isEmpty() ? "" : ": " + damage.detail());
    }

    /** {@return what is wrong with JSON that does not hold the noun} */
    private static String lacking(JsonMappingException e) {
        if (e.getCause() instanceof JsonProcessingException cause) {
            return damage(cause);
        }
        String where = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? String.valueOf(part.getIndex() + 1) : part.getFieldName())
                .collect(Collectors.joining(" "));
        if (e.getCause() instanceof NullPointerException missing) {
            return "it has no \"%s\"".formatted((where + " " + missing.getMessage()).strip());
        }
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
        if (e.getOriginalMessage().startsWith("No content")) {
            return "it is empty";
        }
        return where.isEmpty() ? "it is no JSON object" : "its \"%s\" is not what it should be".formatted(where);
    }
}
