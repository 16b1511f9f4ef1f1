package io.github.huggingtweets.sources.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Reads any JSON, by Jackson, whose exceptions say what is wrong with it. */
final class JacksonReader extends JsonReader implements Closeable {

    /**
     * Names are not interned, since objects with ids as names have any number of them. The mapper is needed to copy tokens.
     * Python writes {@code NaN} for a missing number.
     */
    private static final JsonFactory JSON = new ObjectMapper(new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build()).getFactory();

    private JsonParser parser;

    private JacksonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** {@return a reader of a line, which begins somewhere in an array} */
    static JacksonReader of(byte[] bytes, int start, int length) throws IOException {
        return new JacksonReader(JSON.createParser(bytes, start, length));
    }

    /** {@return a reader of a file} */
    static JacksonReader of(InputStream utf8) throws IOException {
        return new JacksonReader(JSON.createParser(utf8));
    }

    @Override
    boolean nextValue() throws IOException {
        return parser.nextToken() != null;
    }

    @Override
    JsonField nextField(JsonField object, JsonField previous) throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return null;
        }
        String name = parser.currentName();
        parser.nextToken();
        return object.within(name);
    }

    @Override
    boolean nextElement() throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    @Override
    Kind kind() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.LIST;
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_FLOAT -> parser.isNaN() ? Kind.NOTHING : Kind.FRACTION;
            case VALUE_NULL -> Kind.NOTHING;
            default -> Kind.OTHER;
        };
    }

    @Override
    String text() throws IOException {
        return parser.getText();
    }

    @Override
    void skip() throws IOException {
        parser.skipChildren();
    }

    @Override
    String find(JsonField object, String name) throws IOException {
        if (parser.nextToken() == JsonToken.FIELD_NAME && parser.currentName().equals(name)) {
            parser.nextToken();
            return parser.getText();
        }
        String text = "";
        TokenBuffer copy = new TokenBuffer(parser);
        copy.writeStartObject();
        for (; parser.currentToken() != JsonToken.END_OBJECT; parser.nextToken()) {
            String other = parser.currentName();
            copy.writeFieldName(other);
            if (parser.nextToken() == JsonToken.VALUE_STRING && other.equals(name)) {
                text = parser.getText();
            }
            copy.copyCurrentStructure(parser);
        }
        copy.writeEndObject();
        parser = JsonParserSequence.createFlattened(false, copy.asParser(), parser);
        parser.nextToken();
        return text;
    }

    @Override
    long line() {
        return parser.currentLocation().getLineNr();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
