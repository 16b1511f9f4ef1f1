package io.github.huggingtweets.sources.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page of tweets as version 2 of the API sends it: the tweets, their authors, and the tweets that they refer to. */
final class JsonPage {

    /** A tweet and the line in which it begins. */
    record Entry(FieldValues fields, long line) {}

    private final List<Entry> tweets = new ArrayList<>();
    private final Map<String, FieldValues> users = new HashMap<>();
    private final Map<String, FieldValues> included = new HashMap<>();

    void addTweet(FieldValues tweet, long line) {
        tweets.add(new Entry(tweet, line));
    }

    void addUser(FieldValues user) {
        users.put(user.get(TweetField.AUTHOR_ID), user);
    }

    void addIncluded(FieldValues tweet) {
        included.put(tweet.get(TweetField.ID), tweet);
    }

    /** {@return the tweets, completed by their authors and by the texts of the tweets that they refer to} */
    List<Entry> tweets() {
        tweets.forEach(tweet -> join(tweet.fields()));
        return tweets;
    }

    private void join(FieldValues tweet) {
        FieldValues author = users.get(tweet.get(TweetField.AUTHOR_ID));
        if (author != null) {
            for (TweetField field : List.of(TweetField.HANDLE, TweetField.NAME, TweetField.PICTURE)) {
                tweet.put(field, author.get(field));
            }
        }
        FieldValues retweeted = included.get(tweet.get(TweetField.RETWEETED));
        if (retweeted != null) {
            putIfMissing(tweet, TweetField.RETWEETED_TEXT, retweeted.get(TweetField.TEXT));
            FieldValues writer = users.get(retweeted.get(TweetField.AUTHOR_ID));
            putIfMissing(tweet, TweetField.RETWEETED_HANDLE, writer == null ? "" : writer.get(TweetField.HANDLE));
        }
        FieldValues quoted = included.get(tweet.get(TweetField.QUOTED_ID));
        if (quoted != null) {
            putIfMissing(tweet, TweetField.QUOTED, quoted.get(TweetField.TEXT));
        }
    }

    private static void putIfMissing(FieldValues tweet, TweetField field, String value) {
        if (tweet.get(field).isEmpty() && !value.isEmpty()) {
            tweet.put(field, value);
        }
    }
}
