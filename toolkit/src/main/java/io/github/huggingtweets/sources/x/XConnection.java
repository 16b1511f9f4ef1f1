package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.x.XKeys.Key;
import java.net.URI;
import java.time.Instant;
import twitter4j.HttpClientFactory;
import twitter4j.HttpParameter;
import twitter4j.RateLimitStatus;
import twitter4j.Twitter;
import twitter4j.TwitterException;
import twitter4j.TwitterFactory;
import twitter4j.TwitterObjectFactory;
import twitter4j.TwitterResponse;
import twitter4j.TwitterV2;
import twitter4j.TwitterV2ExKt;
import twitter4j.V2ConfigurationKt;
import twitter4j.conf.Configuration;
import twitter4j.conf.ConfigurationBuilder;

/**
 * twitter4j with a person's keys. It makes the requests and signs them, but the answers are read from their JSON: twitter4j's own
 * tweets have lost the escapes of the text (version 1.1), the texts of long tweets and the reasons of a refusal (version 2).
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

    /** {@return what twitter4j is told by system properties, environment variables and twitter4j.properties, now} */
    static ConfigurationBuilder settings() {
        // twitter4j's loggers write keys down, too; it reads this once, before it makes the first one
        System.setProperty("twitter4j.loggerFactory", NO_LOGGER);
        return new ConfigurationBuilder();
    }

    private static Configuration configuration(XKeys keys) {
        Configuration given = settings().build();
        if (!NO_LOGGER.equals(given.getLoggerFactory())) {
            throw new TweetSourceException("A twitter4j.properties has twitter4j log by " + given.getLoggerFactory()
                    + ", which would write the keys down; take the line with loggerFactory out of that file.");
        }
        String v1Address = given.getRestBaseURL().replace(FORMER_HOST, HOST);
        return settings()
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

    /** Wherever twitter4j is told to find version 1.1, the rest of the API is on the same host, as it is at X. */
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

    /** An app without a user exchanges its key and secret for a bearer token. */
    private void fetchTokenOnce() throws TwitterException {
        if (!twitter.getAuthorization().isEnabled()) {
            twitter.getOAuth2Token();
        }
    }

    /**
     * Asks version 2 for what twitter4j would throw away.
     *
     * @param path the path, below that of the version
     */
    JsonNode get(String path, HttpParameter... parameters) throws TwitterException {
        fetchTokenOnce();
        return parse(HttpClientFactory.getInstance(configuration.getHttpClientConfiguration())
                .get(v2Address + path, parameters, twitter.getAuthorization(), null).asString());
    }

    /** {@return the JSON that twitter4j made this of, on this thread, in its last call} */
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

    /** {@return when the network will answer such a request again, if this answer was the last one until then, or null} */
    static Instant exhaustedUntil(TwitterResponse answer) {
        RateLimitStatus limit = answer.getRateLimitStatus();
        return limit != null && limit.getRemaining() <= 0 ? Instant.ofEpochSecond(limit.getResetTimeInSeconds()) : null;
    }
}
