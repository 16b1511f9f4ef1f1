package io.github.huggingtweets.benchmark.tweets;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files with a JSON value in each line, through which the programs of a comparison get texts and hand over results. */
final class JsonLines {

    /** Writes lone surrogates as escapes, since UTF-8 has no form for them. */
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonLines() {}

    static Path write(List<?> values, Path file) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (Object value : values) {
                lines.write(JSON.writeValueAsString(value));
                lines.newLine();
            }
        }
        return file;
    }

    static <T> List<T> read(Path file, Class<T> type) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> value(line, type)).toList();
        }
    }

    private static <T> T value(String line, Class<T> type) {
        try {
            return JSON.readValue(line, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
