/**
 * Finds what a text copies from the tweets that a model was trained on. Begin with
 * {@link io.github.huggingtweets.originality.TrainingTweets}, an index of these tweets, which finds the longest run of copied
 * words of a text; a {@link io.github.huggingtweets.originality.Copy} says which words they are, and from which tweet.
 */
package io.github.huggingtweets.originality;
