package io.github.huggingtweets.tweets.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.tweets.TweetSourceException;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * One file of an X archive: JavaScript that assigns a list of objects to a variable. Read object by object, since the tweets of
 * many years do not all fit into memory as JSON.
 */
final class ArchiveFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LONGEST_ASSIGNMENT = 1_000;

    private final Path path;
    private final String place;

    /**
     * @param path where the file is
     * @param place what messages call it
     */
    ArchiveFile(Path path, String place) {
        this.path = path;
        this.place = place;
    }

    /**
     * Reads the objects of the list in their order.
     *
     * @param kind the key under which each object lies in an object of its own, which old archives do without
     * @param reader is given each of them
     * @throws TweetSourceException if the file can't be read to its end
     */
    void forEach(String kind, Consumer<ArchiveItem> reader) {
        int read = 0;
        // a decoder made this way reports malformed bytes, where others replace them
        try (Reader text = Files.newBufferedReader(path); JsonParser parser = JSON.createParser(listIn(text))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new TweetSourceException(place + " holds no list of objects; download the archive again.");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonNode object = JSON.readTree(parser);
                reader.accept(new ArchiveItem(object.path(kind).isObject() ? object.get(kind) : object,
                        "The %s number %d in %s".formatted(kind, read + 1, place)));
                read++;
            }
        } catch (JsonProcessingException e) {
            throw damaged(describe(e), kind, read, e);
        } catch (CharacterCodingException e) {
            throw damaged("holds bytes that are not UTF-8", kind, read, e);
        } catch (IOException e) {
            throw damaged("can't be read (" + e.getMessage() + ")", kind, read, e);
        }
    }

    private static String describe(JsonProcessingException e) {
        String line = e.getLocation() == null ? "" : " in line %d".formatted(e.getLocation().getLineNr());
        // not every end that comes too early has an exception type of its own
        boolean cutOff = e.getOriginalMessage().startsWith("Unexpected end-of-input");
        return cutOff ? "is cut off" + line : "is not valid JSON" + line + " (" + e.getOriginalMessage() + ")";
    }

    /** Skips {@code window.YTD.tweets.part0 =}, whatever the name of the variable is. */
    private Reader listIn(Reader file) throws IOException {
        PushbackReader text = new PushbackReader(file);
        int c = text.read();
        while (c == BYTE_ORDER_MARK || Character.isWhitespace(c)) {
            c = text.read();
        }
        if (c == '[') {
            text.unread(c);
            return text;
        }
        if (c < 0) {
            throw new TweetSourceException(place + " is empty; download the archive again.");
        }
        for (int skipped = 0; c != '='; skipped++) {
            c = text.read();
            if (c < 0 || skipped == LONGEST_ASSIGNMENT) {
                throw new TweetSourceException(
                        place + " does not begin like a file of an X archive, with window.YTD…; download the archive again.");
            }
        }
        return text;
    }

    private TweetSourceException damaged(String damage, String kind, int read, IOException cause) {
        return new TweetSourceException(
                "%s %s; %d of its %ss could be read before that; download the archive again, or unpack it anew."
                        .formatted(place, damage, read, kind), cause);
    }
}
