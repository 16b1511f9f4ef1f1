package io.github.huggingtweets.sources.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.huggingtweets.sources.JsonDamage;
import io.github.huggingtweets.sources.file.PlainJson.NotPlainException;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file of JSON. Either each line is a value, so that a broken one can be skipped, or values span several lines, such as a
 * pretty-printed list.
 */
final class JsonFile {

    private final JsonTweets tweets;
    private final TweetCollector collector;
    private final Charset charset;
    private final PlainJson plain = new PlainJson();
    private boolean inLines;

    /**
     * @param file the file, for messages
     * @param names what its fields mean
     * @param collector receives its tweets
     * @param charset the encoding that the file has, for messages
     */
    JsonFile(StoredFile file, ColumnNames names, TweetCollector collector, Charset charset) {
        this.tweets = new JsonTweets(file, names, collector);
        this.collector = collector;
        this.charset = charset;
    }

    /** {@return a reader of single lines of a file whose form is known} */
    static JsonFile ofKnownLines(ColumnNames names, TweetCollector collector) {
        JsonFile lines = new JsonFile(null, names, collector, StandardCharsets.UTF_8);
        lines.tweets.recognize();
        return lines;
    }

    /** {@return whether {@link #read} has found a value in each line} */
    boolean isLines() {
        return inLines;
    }

    /**
     * Reads the file.
     *
     * @param utf8 its bytes
     * @param firstCharacter its first character that is not white space; a list may be the whole file, in a single line
     * @throws IOException if the bytes can't be read
     */
    void read(InputStream utf8, char firstCharacter) throws IOException {
        if (firstCharacter == '[') {
            readValues(utf8);
            return;
        }
        JsonLines lines = new JsonLines(utf8);
        boolean first = lines.next();
        while (first && lines.isBlank()) {
            first = lines.next();
        }
        boolean lost = firstCharacter != '{';
        inLines = lost || !lines.isTooLong() && isOneValue(lines);
        if (inLines) {
            readLines(lines, lost);
        } else {
            // blank lines before the value count in the line numbers of messages
            byte[] blank = "\n".repeat((int) lines.number() - 1).getBytes(StandardCharsets.UTF_8);
            InputStream start = new ByteArrayInputStream(lines.bytes(), lines.start(), lines.end() - lines.start());
            readValues(new SequenceInputStream(new ByteArrayInputStream(blank), new SequenceInputStream(start, utf8)));
        }
    }

    /** {@return whether a line is a value or a broken one, and not the first line of a value of several lines} */
    private boolean isOneValue(JsonLines line) throws IOException {
        try {
            plain.begin(line.bytes(), line.start(), line.length(), line.number());
            if (plain.nextValue()) {
                plain.skip();
            }
            return true;
        } catch (NotPlainException e) {
            return isOneValueOrBroken(line);
        }
    }

    private static boolean isOneValueOrBroken(JsonLines line) throws IOException {
        try (JacksonReader reader = JacksonReader.of(line.bytes(), line.start(), line.length())) {
            reader.nextValue();
            reader.skip();
            return true;
        } catch (JsonProcessingException e) {
            boolean inText = e instanceof JsonEOFException end && end.getTokenBeingDecoded() == JsonToken.VALUE_STRING;
            return !JsonDamage.of(e).isCutOff() || inText || endsWithin(line);
        } catch (CharConversionException e) {
            return true;
        }
    }

    /** {@return whether a line ends like the first line of a pretty-printed value: with a bracket or a comma} */
    private static boolean endsWithin(JsonLines line) {
        int last = line.start() + line.length() - 1;
        while (last > line.start() && line.bytes()[last] <= ' ') {
            last--;
        }
        return "{[,".indexOf(line.bytes()[last]) < 0;
    }

    /** @param lost whether the first line is only what remains of a value */
    private void readLines(JsonLines lines, boolean lost) throws IOException {
        boolean rest = lost;
        do {
            try {
                if (rest) {
                    rest = false;
                    throw new BrokenLineException("does not begin with { or [ as JSON does, as if the beginning of the file was"
                            + " lost (if the file has columns, give it a name that ends in .csv)");
                }
                readLine(lines.bytes(), lines.start(), lines.isTooLong() ? Integer.MAX_VALUE : lines.length(), lines.number());
            } catch (BrokenLineException e) {
                collector.broken(lines.number(), e);
            }
        } while (lines.next());
    }

    /**
     * Reads a line, which may hold several values.
     *
     * @param bytes an array with the line, in UTF-8
     * @param start where the line begins in it
     * @param length the length of the line in bytes
     * @param number the number of the line, from 1
     */
    void readLine(byte[] bytes, int start, int length, long number) throws IOException, BrokenLineException {
        if (length > JsonLines.LONGEST) {
            throw new BrokenLineException("is longer than %d MB".formatted(JsonLines.LONGEST >> 20));
        }
        try {
            plain.begin(bytes, start, length, number);
            tweets.readLine(plain, number);
        } catch (NotPlainException e) {
            readAnyLine(bytes, start, length, number);
        }
    }

    private void readAnyLine(byte[] bytes, int start, int length, long number) throws IOException, BrokenLineException {
        try (JacksonReader reader = JacksonReader.of(bytes, start, length)) {
            tweets.readLine(reader, number);
        } catch (JsonProcessingException | CharConversionException e) {
            throw damage(e);
        }
    }

    /** Reads values of several lines. After a broken one, the next can't be found, so the rest of the file is not read. */
    private void readValues(InputStream utf8) throws IOException {
        long line = 1;
        try (JacksonReader reader = JacksonReader.of(utf8)) {
            while (true) {
                try {
                    if (!reader.nextValue()) {
                        return;
                    }
                    line = reader.line();
                    tweets.read(reader, 0);
                } catch (JsonProcessingException | CharConversionException e) {
                    line = reader.line();
                    throw new BrokenLineException(damage(e).getMessage() + ", so that nothing after it can be read", e);
                }
            }
        } catch (BrokenLineException e) {
            collector.broken(line, e);
        }
    }

    private BrokenLineException damage(IOException e) {
        JsonDamage damage = JsonDamage.of(e);
        if (damage.isNotUtf8()) {
            return BrokenLineException.notIn(charset);
        }
        return new BrokenLineException(damage.what()
                + (damage.detail().isEmpty() ? "" : " (" + BrokenLineException.shortened(damage.detail()) + ")"), e);
    }
}
