package io.github.huggingtweets.sources.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the tweets in JSON while it is parsed. A value may be a tweet, a list of tweets, or an answer of the API that contains
 * tweets. No tree is built: of each tweet, only the values that mean something are kept.
 */
final class JsonTweets {

    /** The fields of API answers that hold tweets: of version 2, of version 1.1 and of its premium search. */
    private static final Set<String> LISTS = Set.of("data", "statuses", "results", "tweets");
    private static final Set<String> MENTIONS = Set.of("mentions", "reblog.mentions");
    private static final Pattern THREE_DIGITS = Pattern.compile("\\d{1,3}\\.\\d{3}");
    private static final int SHOWN_FIELDS = 40;
    /** If this many tweets at the beginning have no text, they are not broken: the form of the file is unknown. */
    private static final int ENOUGH_TO_KNOW = 100;

    private final StoredFile file;
    private final ColumnNames names;
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
        this.names = names;
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
            readObject(parser, line > 0 ? line : parser.currentLocation().getLineNr(), line).run();
        } else {
            throw new BrokenLineException("holds %s where a tweet is an object".formatted(
                    token.isScalarValue() ? "\"" + BrokenLineException.shortened(parser.getText()) + "\"" : token.asString()));
        }
    }

    /**
     * Reads a value of a line and goes to the next one. If the rest of the line is not JSON, an object is only a part of a tweet,
     * whose beginning is lost, and so it is not added.
     *
     * @param parser the parser, at the first token of the value; it is left at the next one
     * @param line the number of the line
     */
    void readWhole(JsonParser parser, long line) throws IOException, BrokenLineException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Runnable gathering = readObject(parser, line, line);
            parser.nextToken();
            gathering.run();
        } else {
            read(parser, line);
            parser.nextToken();
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

    /** {@return what adds the tweets of the object} */
    private Runnable readObject(JsonParser parser, long line, long givenLine) throws IOException {
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
            List<JsonPage.Entry> tweets = page.tweets();
            return () -> tweets.forEach(tweet -> gather(tweet.fields(), tweet.line()));
        }
        boolean isTweet = fields.has(TweetField.TEXT) || !notice && page == null;
        return isTweet ? () -> gather(fields, line) : () -> {};
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
            int words = value == JsonToken.VALUE_STRING ? parser.getText().strip().split("\\s+").length : 0;
            seen.merge(place.path(), words, Math::max);
        }
        if (value == JsonToken.START_OBJECT && place.isOuter()) {
            readFields(parser, place, target);
        } else if (value == JsonToken.START_ARRAY && place.path().equals("referenced_tweets")) {
            readReferences(parser, place, target);
        } else if (value == JsonToken.START_ARRAY && MENTIONS.contains(place.path())) {
            target.set(place.meanings(), mentioned(parser));
        } else if (value.isScalarValue() && !place.meanings().isEmpty()) {
            target.set(place.meanings(), text(parser));
        } else {
            parser.skipChildren();
        }
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            // a point in a number of JSON begins a fraction; three digits after it could be read as thousands
            return parser.isNaN() ? "" : THREE_DIGITS.matcher(parser.getText()).matches() ? parser.getText() + "0"
                    : parser.getText();
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    /** {@return the handles of a list of mentioned accounts, each in a line after the address of its profile} */
    private static String mentioned(JsonParser parser) throws IOException {
        StringBuilder lines = new StringBuilder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            String url = "";
            String acct = "";
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    url = name.equals("url") ? parser.getText() : url;
                    acct = name.equals("acct") ? parser.getText() : acct;
                } else {
                    parser.skipChildren();
                }
            }
            lines.append(url).append(' ').append(acct).append('\n');
        }
        return lines.toString();
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
                throw UnrecognizedColumns.fields(file, List.copyOf(seen.keySet()), List.copyOf(seen.values())::get);
            }
            collector.broken(line, new BrokenLineException("has no text"));
            return;
        }
        recognized = true;
        collector.add(tweet, line);
    }
}
