package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.http.EnvironmentProxies;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.x.XKeys.Key;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import twitter4j.HttpClientFactory;
import twitter4j.HttpParameter;
import twitter4j.HttpRequest;
import twitter4j.RateLimitStatus;
import twitter4j.Twitter;
import twitter4j.TwitterException;
import twitter4j.TwitterFactory;
import twitter4j.TwitterObjectFactory;
import twitter4j.TwitterResponse;
import twitter4j.TwitterV2;
import twitter4j.TwitterV2ExKt;
import twitter4j.V2ConfigurationKt;
import twitter4j.auth.Authorization;
import twitter4j.conf.Configuration;
import twitter4j.conf.ConfigurationBuilder;

/**
 * twitter4j with a person's keys. It makes and signs the requests, but the answers are read from their JSON: the objects of
 * twitter4j lack the entities of the text (version 1.1), the texts of long tweets and the reasons of a refusal (version 2).
 */
final class XConnection {

    private static final String NO_LOGGER = "twitter4j.NullLoggerFactory";
    private static final String FORMER_HOST = "https://api.twitter.com/";
    private static final String HOST = "https://api.x.com/";
    private static final int READ_TIMEOUT_MILLIS = 30_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final XKeys keys;
    private final Configuration configuration;
    private final Twitter twitter;
    private final String v2Address;

    XConnection(XKeys keys) {
        this.keys = keys;
        configuration = configuration(keys);
        v2Address = besideV1(configuration.getRestBaseURL(), "2/");
        V2ConfigurationKt.getV2Configuration(configuration).setBaseURL(v2Address);
        twitter = connect();
    }

    /** {@return the settings of twitter4j: system properties, environment variables and twitter4j.properties} */
    static ConfigurationBuilder settings() {
        // twitter4j's loggers would log keys; it reads this property once, before it makes the first logger
        System.setProperty("twitter4j.loggerFactory", NO_LOGGER);
        return new ConfigurationBuilder();
    }

    private static Configuration configuration(XKeys keys) {
        Configuration given = settings().build();
        if (!NO_LOGGER.equals(given.getLoggerFactory())) {
            throw new TweetSourceException("A twitter4j.properties makes twitter4j log with " + given.getLoggerFactory()
                    + ", which would write the keys to a log; remove the line with loggerFactory from that file.");
        }
        String v1Address = given.getRestBaseURL().replace(FORMER_HOST, HOST);
        ConfigurationBuilder builder = settings();
        if (given.getHttpClientConfiguration().getHttpProxyHost() == null) {
            proxy(v1Address).ifPresent(proxy -> builder.setHttpProxyHost(proxy.host()).setHttpProxyPort(proxy.port())
                    .setHttpProxyUser(proxy.user()).setHttpProxyPassword(proxy.password()));
        }
        return builder
                .setRestBaseURL(v1Address)
                .setOAuth2TokenURL(besideV1(v1Address, "oauth2/token"))
                .setApplicationOnlyAuthEnabled(!keys.has(Key.ACCESS_TOKEN))
                .setOAuthConsumerKey(keys.value(Key.API_KEY))
                .setOAuthConsumerSecret(keys.value(Key.API_SECRET))
                .setOAuthAccessToken(keys.value(Key.ACCESS_TOKEN))
                .setOAuthAccessTokenSecret(keys.value(Key.ACCESS_TOKEN_SECRET))
                .setOAuth2TokenType(null)
                .setOAuth2AccessToken(null)
                .setTweetModeExtended(true)
                .setJSONStoreEnabled(true)
                .setDebugEnabled(false)
                .setMBeanEnabled(false)
                .setHttpReadTimeout(READ_TIMEOUT_MILLIS)
                .setHttpRetryCount(0)
                .build();
    }

    private static Optional<EnvironmentProxies.Server> proxy(String address) {
        try {
            return EnvironmentProxies.standard().server(URI.create(address));
        } catch (IllegalArgumentException e) {
            throw new TweetSourceException(e.getMessage(), e);
        }
    }

    /** Version 2 and the tokens have the host that is set for version 1.1, as they do at X. */
    private static String besideV1(String v1Address, String path) {
        return URI.create(v1Address).resolve("../" + path).toString();
    }

    private Twitter connect() {
        TwitterFactory factory = new TwitterFactory(configuration);
        return keys.has(Key.BEARER_TOKEN) ? factory.getInstance(new BearerToken(keys)) : factory.getInstance();
    }

    XKeys keys() {
        return keys;
    }

    /** {@return version 1.1 of the API} */
    Twitter v1() throws TwitterException {
        fetchTokenOnce();
        return twitter;
    }

    /** {@return version 2 of the API} */
    TwitterV2 v2() throws TwitterException {
        fetchTokenOnce();
        return TwitterV2ExKt.getV2(twitter);
    }

    /** Fetches the bearer token of an app if only its key and secret are known. */
    private void fetchTokenOnce() throws TwitterException {
        if (!twitter.getAuthorization().isEnabled()) {
            twitter.getOAuth2Token();
        }
    }

    /**
     * Sends a request to version 2 whose answer twitter4j would read only in part.
     *
     * @param path the path, below that of the version
     * @param parameters the parameters of the query
     * @return the JSON of the answer
     * @throws TwitterException if X refuses, or if the answer is not JSON
     */
    JsonNode get(String path, HttpParameter... parameters) throws TwitterException {
        fetchTokenOnce();
        return parse(HttpClientFactory.getInstance(configuration.getHttpClientConfiguration())
                .get(v2Address + path, parameters, twitter.getAuthorization(), null).asString());
    }

    /** {@return the JSON of the object that twitter4j made in its last call on this thread} */
    JsonNode json(Object parsed) throws TwitterException {
        return parse(TwitterObjectFactory.getRawJSON(parsed));
    }

    private static JsonNode parse(String json) throws TwitterException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new TwitterException("This is no JSON."); // with the cause it would count as a fault of the network
        }
    }

    /** {@return when X answers again, if this answer used up the rate limit; null otherwise} */
    static Instant exhaustedUntil(TwitterResponse answer) {
        RateLimitStatus limit = answer.getRateLimitStatus();
        return limit != null && limit.getRemaining() <= 0 ? Instant.ofEpochSecond(limit.getResetTimeInSeconds()) : null;
    }

    /**
     * {@return the address of a profile picture of 400 pixels, made of the address of 48 pixels that the API gives; empty if
     * there is no picture}
     */
    static Optional<URI> picture(String address) {
        return Author.pictureAt(String.valueOf(address).replaceFirst("_normal(\\.\\w+)$", "_400x400$1"));
    }

    /**
     * A bearer token as X shows it. Its special characters are escaped already, and twitter4j's own class would escape them
     * again.
     */
    static final class BearerToken implements Authorization {

        private static final long serialVersionUID = 1L;

        private final transient XKeys keys;

        BearerToken(XKeys keys) {
            this.keys = keys;
        }

        @Override
        public String getAuthorizationHeader(HttpRequest request) {
            return "Bearer " + keys.value(Key.BEARER_TOKEN);
        }

        @Override
        public boolean isEnabled() {
            return true;
        }
    }
}
