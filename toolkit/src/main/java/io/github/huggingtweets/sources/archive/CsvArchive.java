package io.github.huggingtweets.sources.archive;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** An archive from before 2018 that has only its {@code tweets.csv}. The table does not name its owner. */
final class CsvArchive implements ArchiveLayout {

    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LONGEST_TEXT = 1_000_000;

    private final ArchiveEntry file;
    private final Optional<ArchiveEntry> userDetails;
    private int read;

    /**
     * @param file the table
     * @param userDetails the file that names the owner, if there is one
     */
    CsvArchive(ArchiveEntry file, Optional<ArchiveEntry> userDetails) {
        this.file = file;
        this.userDetails = userDetails;
    }

    @Override
    public void readInto(TweetTable.Builder tweets, OddTweets oddTweets) {
        // an InputStreamReader with a decoder fails on malformed bytes; with a charset it replaces them
        try (Reader text = new InputStreamReader(file.open(), StandardCharsets.UTF_8.newDecoder());
                CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                        .allowExtraFields(false)
                        .allowMissingFields(false)
                        .allowUnclosedQuote(false)
                        .allowExtraCharsAfterClosingQuote(false)
                        .maxBufferSize(LONGEST_TEXT)
                        .ofNamedCsvRecord(withoutByteOrderMark(text))) {
            for (NamedCsvRecord row : rows) {
                try {
                    tweets.add(tweet(row));
                } catch (OddValueException e) {
                    oddTweets.add(e);
                }
                read++;
            }
        } catch (CsvParseException e) {
            throw damaged("is not valid CSV (" + reason(e) + ")", e);
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Tweet tweet(NamedCsvRecord row) {
        Supplier<String> place =
                () -> "The tweet number %d, in line %d of %s,".formatted(read + 1, row.getStartingLineNumber(), file.place());
        String text = row.findField("text").orElseThrow(() -> new TweetSourceException(
                file.place() + " has no column called text; give an archive as X made it."));
        Optional<Instant> time = field(row, "timestamp").map(value -> FieldParser.time(value, "timestamp", place));
        return Tweet.text(text)
                .id(field(row, "tweet_id").orElse(""))
                .time(time)
                .retweet(RetweetText.isRetweet(text) || field(row, "retweeted_status_id").isPresent())
                .reply(field(row, "in_reply_to_status_id").or(() -> field(row, "in_reply_to_user_id")).isPresent())
                .source(field(row, "source").orElse(""))
                .build();
    }

    private static Optional<String> field(NamedCsvRecord row, String column) {
        return row.findField(column).filter(value -> !value.isBlank());
    }

    @Override
    public ArchiveEntry firstFile() {
        return file;
    }

    @Override
    public Author author() {
        return UserDetails.author(userDetails);
    }

    private static Reader withoutByteOrderMark(Reader text) throws IOException {
        PushbackReader reader = new PushbackReader(text);
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    private static String reason(CsvParseException e) {
        return e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause().getMessage();
    }

    private TweetSourceException unreadable(IOException e) {
        return e instanceof CharacterCodingException
                ? damaged("holds bytes that are not UTF-8", e)
                : damaged("can't be read (" + e.getMessage() + ")", e);
    }

    private TweetSourceException damaged(String damage, Exception cause) {
        return new TweetSourceException(
                "%s %s; %d of its tweets could be read before that; download the archive again, or unpack it again."
                        .formatted(file.place(), damage, read),
                cause);
    }
}
