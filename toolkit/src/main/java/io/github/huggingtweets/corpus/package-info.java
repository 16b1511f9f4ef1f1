/**
 * What a model is trained on: tweets cleaned by huggingtweets' rules, the four figures that count what was left out, and the
 * text of several shuffled epochs.
 *
 * <p>Knows no other package.
 */
package io.github.huggingtweets.corpus;
