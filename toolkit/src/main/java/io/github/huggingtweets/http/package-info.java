/**
 * What every client of a web service needs: proxies, a time limit for the answer, retries, and the reason why no answer
 * came.
 *
 * <p>{@link io.github.huggingtweets.http.Exchange} sends a request of {@link java.net.http.HttpClient}.
 * {@link io.github.huggingtweets.http.Retries} repeats it after a {@link io.github.huggingtweets.http.TemporaryFailure} and
 * reports each {@link io.github.huggingtweets.http.Pause}. {@link io.github.huggingtweets.http.RateLimit} reads how long to wait
 * for a server, {@link io.github.huggingtweets.http.ConnectionFailure} names the reason why no answer came.
 * {@link io.github.huggingtweets.http.EnvironmentProxies} are the proxies of the environment,
 * {@link io.github.huggingtweets.http.CacheLocation} is the folder for what was downloaded. The clients of the
 * Hugging Face Hub and of the networks use this package and write their own messages. It knows no other package.
 */
package io.github.huggingtweets.http;
