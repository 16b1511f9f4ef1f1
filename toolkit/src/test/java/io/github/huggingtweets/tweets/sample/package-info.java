/**
 * Writes the embedded sample: the archive of an invented person who keeps a tea room, a lamp and, against advice, a goose.
 *
 * <p>The words are in the resources beside this package, one file for each theme, as the rules of a small grammar
 * ({@link io.github.huggingtweets.tweets.sample.Grammar}). The classes expand it
 * ({@link io.github.huggingtweets.tweets.sample.Expander}), refuse texts that were nearly used before
 * ({@link io.github.huggingtweets.tweets.sample.Novelty}), spread the tweets over five years
 * ({@link io.github.huggingtweets.tweets.sample.Calendar}) and write them into the files of an X archive
 * ({@link io.github.huggingtweets.tweets.sample.ArchiveWriter}).
 *
 * <p>Each run writes the same archive. After a change of the words, write it again, and commit both:
 *
 * <pre>{@code
 * ./mvnw -B -pl toolkit test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:java \
 *     -Dexec.mainClass=io.github.huggingtweets.tweets.sample.SampleArchive -Dexec.classpathScope=test
 * }</pre>
 */
package io.github.huggingtweets.tweets.sample;
