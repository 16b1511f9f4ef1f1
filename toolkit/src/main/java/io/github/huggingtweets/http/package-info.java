/**
 * What every client of a web service needs, whatever the service: to wait for an answer but not for ever, to ask again, and to
 * know why there is no answer.
 *
 * <p>{@link io.github.huggingtweets.http.Exchange} sends a request of {@link java.net.http.HttpClient}.
 * {@link io.github.huggingtweets.http.Retries} asks again after a {@link io.github.huggingtweets.http.TemporaryFailure} and tells
 * of each {@link io.github.huggingtweets.http.Pause}. {@link io.github.huggingtweets.http.RateLimit} reads how long a server
 * wants to be left alone, {@link io.github.huggingtweets.http.ConnectionFailure} why no answer came. The clients of the Hugging
 * Face Hub and of the networks stand on it and write their own messages. Knows no other package.
 */
package io.github.huggingtweets.http;
