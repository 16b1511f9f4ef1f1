package io.github.huggingtweets.sources.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.sources.JsonDamage;
import io.github.huggingtweets.sources.TweetSourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * A script of an archive: JavaScript that assigns a list of objects, or a single object, to a variable. A list is read object by
 * object, since the JSON of many years of tweets may not fit into memory.
 */
final class ScriptFile {

    /** X allows posts of 25,000 characters. */
    private static final int LONGEST_TEXT = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
            .build());
    private static final int LONGEST_ASSIGNMENT = 1_000;
    private static final long LARGEST_OBJECT = 1 << 24;
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private final ArchiveEntry file;
    private final String kind;
    private int read;
    /** The number of lines before and after the JSON, which the parser does not read and so does not count. */
    private int unseenLines;

    /** Reads one element of a list. */
    @FunctionalInterface
    interface ObjectReader {

        /**
         * Reads an element.
         *
         * @param parser the parser, at the first token of the element; the reader leaves it at the last one
         * @throws IOException if the element can't be parsed
         */
        void read(JsonParser parser) throws IOException;
    }

    /**
     * @param file the file
     * @param kind what its objects are, for messages: {@code tweet}
     */
    ScriptFile(ArchiveEntry file, String kind) {
        this.file = file;
        this.kind = kind;
    }

    /** {@return the number of the object that is being read, and the file, for messages} */
    String place() {
        return "The %s number %d in %s".formatted(kind, read + 1, file.place());
    }

    /** {@return the number of objects read so far} */
    int count() {
        return read;
    }

    /**
     * Reads the objects of a list in their order.
     *
     * @param reader reads each of them
     * @throws TweetSourceException if the file can't be read to its end
     */
    void forEach(ObjectReader reader) {
        parse(parser -> {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new TweetSourceException(file.place() + " holds no list of objects; download the archive again.");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                reader.read(parser);
                read++;
            }
        });
    }

    /**
     * Reads the objects of a list as trees.
     *
     * @param key the key under which each object lies in an object of its own; older archives have no such wrapper
     * @param reader receives each of them
     * @throws TweetSourceException if the file can't be read to its end
     */
    void forEachItem(String key, Consumer<ArchiveItem> reader) {
        forEach(parser -> {
            ArchiveItem item = new ArchiveItem(JSON.readTree(parser), place());
            reader.accept(item.in(key).orElse(item));
        });
    }

    /**
     * Reads the whole assigned value as one tree.
     *
     * @return the tree
     * @throws TweetSourceException if the file can't be read to its end, or if it has more than 16 MiB
     */
    ArchiveItem tree() {
        if (file.size() > LARGEST_OBJECT) {
            throw new TweetSourceException(String.format(Locale.ENGLISH,
                    "%s is too large for what it should be, with %,d bytes; download the archive again.",
                    file.place(), file.size()));
        }
        JsonNode[] tree = new JsonNode[1];
        parse(parser -> tree[0] = JSON.readTree(parser));
        if (tree[0] == null) {
            throw new TweetSourceException(file.place() + " holds nothing; download the archive again.");
        }
        return new ArchiveItem(tree[0], file.place());
    }

    private void parse(ObjectReader content) {
        try (InputStream bytes = file.open();
                PushbackInputStream script = new PushbackInputStream(bytes);
                JsonParser parser = JSON.createParser(valueIn(script))) {
            readBounded(content, parser);
            requireEnd(parser, script);
        } catch (JsonProcessingException e) {
            throw damaged(describe(e), e);
        } catch (ZipException | EOFException e) {
            throw damaged("is damaged in the ZIP (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw damaged("can't be read (" + e.getMessage() + ")", e);
        }
    }

    private void readBounded(ObjectReader content, JsonParser parser) throws IOException {
        try {
            content.read(parser);
        } catch (StreamConstraintsException e) {
            String line = line(parser.currentLocation());
            throw damaged(e.getOriginalMessage().contains("nesting depth")
                    ? "is not valid JSON" + line + " (it is nested too deeply)"
                    : String.format(Locale.ENGLISH, "holds a text of more than %,d characters", LONGEST_TEXT) + line, e);
        }
    }

    private String describe(JsonProcessingException e) {
        JsonDamage damage = JsonDamage.of(e);
        return damage.what() + line(e.getLocation()) + (damage.detail().isEmpty() ? "" : " (" + damage.detail() + ")");
    }

    private String line(JsonLocation location) {
        return location == null ? "" : " in line %d".formatted(location.getLineNr() + unseenLines);
    }

    /** Skips the assignment, such as {@code window.YTD.tweets.part0 =}, with any name of a variable. */
    private InputStream valueIn(PushbackInputStream script) throws IOException {
        int c = next(script);
        for (int i = 0; i < BYTE_ORDER_MARK.length() && c == BYTE_ORDER_MARK.charAt(i); i++) {
            c = next(script);
        }
        while (Character.isWhitespace(c)) {
            c = next(script);
        }
        if (c == '[' || c == '{') {
            script.unread(c);
            return script;
        }
        if (c < 0) {
            throw new TweetSourceException(file.place() + " is empty; download the archive again.");
        }
        for (int skipped = 0; c != '='; skipped++) {
            if (c == 0 || c >= 0xFE) {
                throw new TweetSourceException(
                        file.place() + " is written in UTF-16, not in UTF-8; save it as UTF-8, or download the archive again.");
            }
            c = next(script);
            if (c < 0 || skipped == LONGEST_ASSIGNMENT) {
                throw new TweetSourceException(file.place()
                        + " does not begin like a file of an X archive, with window.YTD…; download the archive again.");
            }
        }
        return script;
    }

    private int next(InputStream script) throws IOException {
        int c = script.read();
        if (c == '\n') {
            unseenLines++;
        }
        return c;
    }

    /** Reads to the end, because the checksum of a ZIP entry is checked there, and because a second list must not be ignored. */
    private void requireEnd(JsonParser parser, InputStream script) throws IOException {
        ByteArrayOutputStream buffered = new ByteArrayOutputStream();
        parser.releaseBuffered(buffered);
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(buffered.toByteArray()), script);
        byte[] bytes = new byte[1 << 13];
        for (int count = rest.read(bytes); count >= 0; count = rest.read(bytes)) {
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    unseenLines++;
                } else if (!Character.isWhitespace(bytes[i]) && bytes[i] != ';') {
                    throw damaged("holds more after its end" + line(parser.currentLocation()), null);
                }
            }
        }
    }

    private TweetSourceException damaged(String damage, IOException cause) {
        return new TweetSourceException(
                "%s %s; %d of its %ss could be read before that; download the archive again, or unpack it again."
                        .formatted(file.place(), damage, read, kind),
                cause);
    }
}
