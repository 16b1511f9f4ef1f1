package io.github.huggingtweets.sources.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the tweets in JSON while it is parsed. A value may be a tweet, a list of tweets, or an answer of the API that contains
 * tweets. No tree is built: of each tweet, only the values that mean something are kept.
 */
final class JsonTweets {

    /** The fields of API answers that hold tweets: of version 2, of version 1.1 and of its premium search. */
    private static final Set<String> LISTS = Set.of("data", "statuses", "results", "tweets");
    private static final int SHOWN_FIELDS = 40;
    /** If this many tweets at the beginning have no text, they are not broken: the form of the file is unknown. */
    private static final int ENOUGH_TO_KNOW = 100;

    private final Path file;
    private final ColumnNames names;
    private final TweetCollector collector;
    private final JsonField tweetFields;
    private final JsonField authorFields;
    private final FieldValues fields = new FieldValues();
    private final Set<String> seen = new LinkedHashSet<>();
    private boolean recognized;
    private int withoutText;

    JsonTweets(Path file, ColumnNames names, TweetCollector collector) {
        this.file = file;
        this.names = names;
        this.collector = collector;
        this.tweetFields = JsonField.tweet(names);
        this.authorFields = tweetFields.within("author");
    }

    /**
     * Reads a value.
     *
     * @param parser the parser, at the first token of the value; it is left at the last one
     * @param line the line in which the value begins, from 1; 0 if the parser knows it
     */
    void read(JsonParser parser, long line) throws IOException, BrokenLineException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                readElement(parser, line);
            }
        } else if (token == JsonToken.START_OBJECT) {
            readObject(parser, line > 0 ? line : parser.currentLocation().getLineNr(), line);
        } else {
            throw new BrokenLineException("holds %s where a tweet is an object".formatted(
                    token.isScalarValue() ? "\"" + BrokenLineException.shortened(parser.getText()) + "\"" : token.asString()));
        }
    }

    /** Reads an element of a list; a broken element does not end the list. */
    private void readElement(JsonParser parser, long line) throws IOException {
        try {
            read(parser, line);
        } catch (BrokenLineException e) {
            collector.broken(line > 0 ? line : parser.currentLocation().getLineNr(), e);
        }
    }

    private void readObject(JsonParser parser, long line, long givenLine) throws IOException, BrokenLineException {
        fields.clear();
        JsonPage page = null;
        boolean notice = false;
        boolean list = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            boolean holder = value.isStructStart() && !names.isNamedWithin(name);
            if (holder && LISTS.contains(name)) {
                page = page == null ? new JsonPage() : page;
                list = true;
                readPage(parser, page, givenLine);
            } else if (holder && name.equals("includes")) {
                page = page == null ? new JsonPage() : page;
                readIncludes(parser, page);
            } else if (holder && name.equals("tweet") && value == JsonToken.START_OBJECT) {
                readFields(parser, tweetFields, fields);
            } else {
                JsonField place = tweetFields.within(name);
                notice |= place.isNotice();
                readValue(parser, place, fields);
            }
        }
        if (page != null && list) {
            page.tweets().forEach(tweet -> gather(tweet.fields(), tweet.line()));
        } else if (fields.has(TweetField.TEXT) || !notice && page == null) {
            gather(fields, line);
        }
    }

    private void readPage(JsonParser parser, JsonPage page, long givenLine) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readTweet(parser, page, givenLine);
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readTweet(parser, page, givenLine);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readTweet(JsonParser parser, JsonPage page, long givenLine) throws IOException {
        long line = givenLine > 0 ? givenLine : parser.currentLocation().getLineNr();
        FieldValues tweet = new FieldValues();
        readFields(parser, tweetFields, tweet);
        page.addTweet(tweet, line);
    }

    private void readIncludes(JsonParser parser, JsonPage page) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String kind = parser.currentName();
            boolean users = kind.equals("users");
            if (parser.nextToken() != JsonToken.START_ARRAY || !users && !kind.equals("tweets")) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    continue;
                }
                FieldValues included = new FieldValues();
                readFields(parser, users ? authorFields : tweetFields, included);
                if (users) {
                    page.addUser(included);
                } else {
                    page.addIncluded(included);
                }
            }
        }
    }

    private void readFields(JsonParser parser, JsonField place, FieldValues target) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            readValue(parser, place.within(name), target);
        }
    }

    private void readValue(JsonParser parser, JsonField place, FieldValues target) throws IOException {
        JsonToken value = parser.currentToken();
        if (!recognized && seen.size() < SHOWN_FIELDS && (value.isScalarValue() || place.meanings().isEmpty())) {
            seen.add(place.path());
        }
        if (value == JsonToken.START_OBJECT && place.isOuter()) {
            readFields(parser, place, target);
        } else if (value == JsonToken.START_ARRAY && place.path().equals("referenced_tweets")) {
            readReferences(parser, place, target);
        } else if (value.isScalarValue() && !place.meanings().isEmpty()) {
            target.set(place.meanings(), isMissing(parser) ? "" : parser.getText());
        } else {
            parser.skipChildren();
        }
    }

    private static boolean isMissing(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL
                || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN();
    }

    private void readReferences(JsonParser parser, JsonField place, FieldValues target) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readReference(parser, place, target);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Reads a reference, whose field {@code type} says what it is: retweeted, quoted or replied_to. */
    private void readReference(JsonParser parser, JsonField place, FieldValues target) throws IOException {
        if (parser.nextToken() == JsonToken.FIELD_NAME && parser.currentName().equals("type")) {
            parser.nextToken();
            readFields(parser, place.within(parser.getText()), target);
            return;
        }
        String type = "";
        try (TokenBuffer reference = new TokenBuffer(parser)) {
            reference.writeStartObject();
            for (; parser.currentToken() != JsonToken.END_OBJECT; parser.nextToken()) {
                String name = parser.currentName();
                reference.writeFieldName(name);
                if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("type")) {
                    type = parser.getText();
                }
                reference.copyCurrentStructure(parser);
            }
            reference.writeEndObject();
            try (JsonParser again = reference.asParser()) {
                again.nextToken();
                readFields(again, place.within(type), target);
            }
        }
    }

    private void gather(FieldValues tweet, long line) {
        if (!tweet.has(TweetField.TEXT)) {
            if (!recognized && (!collector.isSkipping() || ++withoutText == ENOUGH_TO_KNOW)) {
                throw UnrecognizedColumns.fields(file, List.copyOf(seen));
            }
            collector.broken(line, new BrokenLineException("has no text"));
            return;
        }
        recognized = true;
        collector.add(tweet, line);
    }
}
