package io.github.huggingtweets.sources.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An answer of version 2 of the API: tweets, and beside them their authors and the tweets that they refer to. */
final class JsonPage {

    /** A tweet with the line in which it begins. */
    record Entry(Fields fields, long line) {}

    private final List<Entry> tweets = new ArrayList<>();
    private final Map<String, Fields> users = new HashMap<>();
    private final Map<String, Fields> included = new HashMap<>();

    void addTweet(Fields tweet, long line) {
        tweets.add(new Entry(tweet, line));
    }

    void addUser(Fields user) {
        users.put(user.get(Field.AUTHOR_ID), user);
    }

    void addIncluded(Fields tweet) {
        included.put(tweet.get(Field.ID), tweet);
    }

    /** {@return the tweets, each with what the answer says beside it} */
    List<Entry> tweets() {
        tweets.forEach(tweet -> join(tweet.fields()));
        return tweets;
    }

    private void join(Fields tweet) {
        Fields author = users.get(tweet.get(Field.AUTHOR_ID));
        if (author != null) {
            for (Field field : List.of(Field.HANDLE, Field.NAME, Field.PICTURE)) {
                tweet.put(field, author.get(field));
            }
        }
        Fields retweeted = included.get(tweet.get(Field.RETWEETED));
        if (retweeted != null) {
            putIfMissing(tweet, Field.RETWEETED_TEXT, retweeted.get(Field.TEXT));
            Fields writer = users.get(retweeted.get(Field.AUTHOR_ID));
            putIfMissing(tweet, Field.RETWEETED_HANDLE, writer == null ? "" : writer.get(Field.HANDLE));
        }
        Fields quoted = included.get(tweet.get(Field.QUOTED_ID));
        if (quoted != null) {
            putIfMissing(tweet, Field.QUOTED, quoted.get(Field.TEXT));
        }
    }

    private static void putIfMissing(Fields tweet, Field field, String value) {
        if (tweet.get(field).isEmpty() && !value.isEmpty()) {
            tweet.put(field, value);
        }
    }
}
