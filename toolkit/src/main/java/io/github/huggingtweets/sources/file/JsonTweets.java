package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.file.JsonReader.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the tweets in JSON while it is parsed. A value may be a tweet, a list of tweets, or an answer of the API that contains
 * tweets. No tree is built: of each tweet, only the values that mean something are kept.
 */
final class JsonTweets {

    private static final Pattern THREE_DIGITS = Pattern.compile("\\d{1,3}\\.\\d{3}");
    private static final int SHOWN_FIELDS = 40;
    /** If this many tweets at the beginning have no text, they are not broken: the form of the file is unknown. */
    private static final int ENOUGH_TO_KNOW = 100;

    private final StoredFile file;
    private final TweetCollector collector;
    private final JsonField tweetFields;
    private final JsonField authorFields;
    private final FieldValues fields = new FieldValues();
    /** The fields of the first tweets, each with the number of words in its longest text. */
    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private boolean recognized;
    private int withoutText;

    JsonTweets(StoredFile file, ColumnNames names, TweetCollector collector) {
        this.file = file;
        this.collector = collector;
        this.tweetFields = JsonField.tweet(names);
        this.authorFields = tweetFields.within("author");
    }

    /** Notes that the form of the file is known, so that a tweet without a text is broken. */
    void recognize() {
        recognized = true;
    }

    /**
     * Reads a value.
     *
     * @param reader the reader, at the value; it is left at its end
     * @param line the line in which the value begins, from 1; 0 if the reader knows it
     */
    void read(JsonReader reader, long line) throws IOException, BrokenLineException {
        switch (reader.kind()) {
            case OBJECT -> readObject(reader, line > 0 ? line : reader.line(), line).run();
            case LIST -> {
                while (reader.nextElement()) {
                    readElement(reader, line);
                }
            }
            default -> throw new BrokenLineException(
                    "holds \"%s\" where a tweet is an object".formatted(BrokenLineException.shortened(reader.text())));
        }
    }

    /**
     * Reads a line. If what follows an object in it is not JSON, the object is only a part of a tweet, whose beginning is lost, and
     * so it is not added.
     *
     * @param reader the reader, at the beginning of the line
     * @param line the number of the line
     */
    void readLine(JsonReader reader, long line) throws IOException, BrokenLineException {
        boolean more = reader.nextValue();
        while (more) {
            if (reader.kind() == Kind.OBJECT) {
                Runnable gathering = readObject(reader, line, line);
                more = reader.nextValue();
                gathering.run();
            } else {
                read(reader, line);
                more = reader.nextValue();
            }
        }
    }

    /** Reads an element of a list; a broken element does not end the list. */
    private void readElement(JsonReader reader, long line) throws IOException {
        try {
            read(reader, line);
        } catch (BrokenLineException e) {
            collector.broken(line > 0 ? line : reader.line(), e);
        }
    }

    /** {@return what adds the tweets of the object} */
    private Runnable readObject(JsonReader reader, long line, long givenLine) throws IOException {
        fields.clear();
        JsonPage page = null;
        boolean notice = false;
        boolean list = false;
        JsonField place = null;
        while ((place = reader.nextField(tweetFields, place)) != null) {
            JsonField.Holder holder = reader.kind().isScalar() ? JsonField.Holder.NONE : place.holder();
            if (holder == JsonField.Holder.TWEETS) {
                page = page == null ? new JsonPage() : page;
                list = true;
                readPage(reader, page, givenLine);
            } else if (holder == JsonField.Holder.INCLUDES) {
                page = page == null ? new JsonPage() : page;
                readIncludes(reader, place, page);
            } else if (holder == JsonField.Holder.TWEET && reader.kind() == Kind.OBJECT) {
                readFields(reader, tweetFields, fields);
            } else {
                notice |= place.isNotice();
                if (isGoneThrough(reader, place)) {
                    readFields(reader, place, fields);
                } else {
                    readValue(reader, place, fields);
                }
            }
        }
        if (page != null && list) {
            List<JsonPage.Entry> tweets = page.tweets();
            return () -> tweets.forEach(tweet -> gather(tweet.fields(), tweet.line()));
        }
        boolean isTweet = fields.has(TweetField.TEXT) || !notice && page == null;
        return isTweet ? () -> gather(fields, line) : () -> {};
    }

    private void readPage(JsonReader reader, JsonPage page, long givenLine) throws IOException {
        if (reader.kind() == Kind.OBJECT) {
            readTweet(reader, page, givenLine);
            return;
        }
        while (reader.nextElement()) {
            if (reader.kind() == Kind.OBJECT) {
                readTweet(reader, page, givenLine);
            } else {
                reader.skip();
            }
        }
    }

    private void readTweet(JsonReader reader, JsonPage page, long givenLine) throws IOException {
        long line = givenLine > 0 ? givenLine : reader.line();
        FieldValues tweet = new FieldValues();
        readFields(reader, tweetFields, tweet);
        page.addTweet(tweet, line);
    }

    private void readIncludes(JsonReader reader, JsonField includes, JsonPage page) throws IOException {
        if (reader.kind() == Kind.LIST) {
            reader.skip();
            return;
        }
        JsonField kind = null;
        while ((kind = reader.nextField(includes, kind)) != null) {
            boolean users = kind.name().equals("users");
            if (reader.kind() != Kind.LIST || !users && !kind.name().equals("tweets")) {
                reader.skip();
                continue;
            }
            while (reader.nextElement()) {
                if (reader.kind() != Kind.OBJECT) {
                    reader.skip();
                    continue;
                }
                FieldValues included = new FieldValues();
                readFields(reader, users ? authorFields : tweetFields, included);
                if (users) {
                    page.addUser(included);
                } else {
                    page.addIncluded(included);
                }
            }
        }
    }

    /** Reads an object with all that is within it; without recursion, since Java compiles what calls itself twice. */
    private void readFields(JsonReader reader, JsonField whole, FieldValues target) throws IOException {
        JsonField object = whole;
        JsonField place = null;
        while (true) {
            place = reader.nextField(object, place);
            if (place == null) {
                if (object == whole) {
                    return;
                }
                place = object;
                object = place.object();
            } else if (!isGoneThrough(reader, place)) {
                readValue(reader, place, target);
            } else if (place.object() == object) {
                object = place;
                place = null;
            } else { // MongoDB's form of a value has the place of the value
                readFields(reader, place, target);
            }
        }
    }

    /** {@return whether the value is an object in which something has a meaning} */
    private boolean isGoneThrough(JsonReader reader, JsonField place) throws IOException {
        if (reader.kind() != Kind.OBJECT || !place.isOuter()) {
            return false;
        }
        if (!recognized) {
            see(reader, place);
        }
        return true;
    }

    /** Reads a value that is not gone through. */
    private void readValue(JsonReader reader, JsonField place, FieldValues target) throws IOException {
        Kind kind = reader.kind();
        if (!recognized) {
            see(reader, place);
        }
        if (kind.isScalar()) {
            if (place.hasMeaning()) {
                target.set(place.meanings(), text(reader, kind));
            }
        } else if (kind == Kind.LIST && place.list() == JsonField.ListOf.REFERENCES) {
            readReferences(reader, place, target);
        } else if (kind == Kind.LIST && place.list() == JsonField.ListOf.MENTIONS) {
            target.set(place.meanings(), mentioned(reader, place));
        } else {
            reader.skip();
        }
    }

    /** Notes a field, for the message if none is known to hold tweets. */
    private void see(JsonReader reader, JsonField place) throws IOException {
        Kind kind = reader.kind();
        if (seen.size() < SHOWN_FIELDS && (kind.isScalar() || !place.hasMeaning())) {
            int words = kind == Kind.TEXT ? reader.text().strip().split("\\s+").length : 0;
            seen.merge(place.path(), words, Math::max);
        }
    }

    private static String text(JsonReader reader, Kind kind) throws IOException {
        if (kind == Kind.NOTHING) {
            return "";
        }
        // a point in a number of JSON begins a fraction; three digits after it could be read as thousands
        return kind == Kind.FRACTION && THREE_DIGITS.matcher(reader.text()).matches() ? reader.text() + "0" : reader.text();
    }

    /** {@return the handles of a list of mentioned accounts, each in a line after the address of its profile} */
    private static String mentioned(JsonReader reader, JsonField list) throws IOException {
        StringBuilder lines = new StringBuilder();
        while (reader.nextElement()) {
            if (reader.kind() != Kind.OBJECT) {
                reader.skip();
                continue;
            }
            String url = "";
            String acct = "";
            JsonField field = null;
            while ((field = reader.nextField(list, field)) != null) {
                if (reader.kind().isScalar()) {
                    url = field.name().equals("url") ? reader.text() : url;
                    acct = field.name().equals("acct") ? reader.text() : acct;
                } else {
                    reader.skip();
                }
            }
            lines.append(url).append(' ').append(acct).append('\n');
        }
        return lines.toString();
    }

    /** Reads references, in each of which the field {@code type} says what it is: retweeted, quoted or replied_to. */
    private void readReferences(JsonReader reader, JsonField place, FieldValues target) throws IOException {
        while (reader.nextElement()) {
            if (reader.kind() == Kind.OBJECT) {
                String type = reader.find(place, "type");
                readFields(reader, place.within(type), target);
            } else {
                reader.skip();
            }
        }
    }

    private void gather(FieldValues tweet, long line) {
        if (!tweet.has(TweetField.TEXT)) {
            if (!recognized && (!collector.isSkipping() || ++withoutText == ENOUGH_TO_KNOW)) {
                throw UnrecognizedColumns.fields(file, List.copyOf(seen.keySet()), List.copyOf(seen.values())::get);
            }
            collector.broken(line, new BrokenLineException("has no text"));
            return;
        }
        recognized = true;
        collector.add(tweet, line);
    }
}
