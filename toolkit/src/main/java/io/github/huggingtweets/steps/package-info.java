/**
 * The log of what each step took out of somebody's tweets, from all tweets of the source to those that a model learns from:
 * {@link io.github.huggingtweets.steps.Steps} is a list of {@link io.github.huggingtweets.steps.Step}s.
 *
 * <p>It is a package of its own because both a timeline, whose filters take tweets out, and a corpus, whose cleaning does, write
 * into the same log.
 */
package io.github.huggingtweets.steps;
