package io.github.huggingtweets.sources.file;

/** Receives what a file holds, in the order of the file. */
interface TweetReceiver {

    /**
     * Receives a tweet.
     *
     * @param fields its values, which change with the next tweet
     * @param line the number of its line, from 1
     */
    void add(FieldValues fields, long line);

    /**
     * Receives a line, or a tweet in it, that cannot be read.
     *
     * @param line its number, from 1
     * @param damage what is wrong with it
     */
    void broken(long line, BrokenLineException damage);
}
