package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.Tweet;

/** Receives what is read of a file: its tweets in their order, and its broken lines. */
public interface TweetReceiver {

    /**
     * Takes a tweet.
     *
     * @param tweet the tweet; its handle is {@code unknown} if its line names no author
     * @param signature what its line says about its author
     */
    void add(Tweet tweet, Signature signature);

    /**
     * Takes a line that is no tweet.
     *
     * @param line its number, from 1
     * @param damage what is wrong with it, to follow {@code Line 7 of FILE}
     */
    void broken(long line, String damage);

    /**
     * What a line says about the author of its tweet.
     *
     * @param handle the normalized handle; an empty text if the line names nobody
     * @param name the display name, or else the handle as it is written
     * @param picture the address of the profile picture, or an empty text
     */
    record Signature(String handle, String name, String picture) {

        static Signature of(FieldValues fields) {
            return new Signature(TweetFromFields.handle(fields.get(TweetField.HANDLE)), TweetFromFields.name(fields),
                    fields.get(TweetField.PICTURE));
        }
    }
}
