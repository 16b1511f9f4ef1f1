/**
 * What a model is trained on: a {@link io.github.huggingtweets.corpus.Corpus} has the tweets cleaned by huggingtweets' rules, the
 * four figures that count what was left out, and the training text of several shuffled epochs.
 *
 * <p>Begin with {@code Corpus}, which {@code Timeline.clean()} makes. {@code Cleaning} is the one pass that cleans and counts,
 * {@link io.github.huggingtweets.corpus.TweetCleaner} has the rules for one tweet, and
 * {@link io.github.huggingtweets.corpus.Redaction} replaces personal data.
 */
package io.github.huggingtweets.corpus;
