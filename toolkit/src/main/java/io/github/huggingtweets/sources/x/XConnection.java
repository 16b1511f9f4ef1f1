package io.github.huggingtweets.sources.x;

import io.github.huggingtweets.http.EnvironmentProxies;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.x.XKeys.Key;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import twitter4j.HttpClientFactory;
import twitter4j.HttpParameter;
import twitter4j.HttpRequest;
import twitter4j.HttpResponse;
import twitter4j.Twitter;
import twitter4j.TwitterException;
import twitter4j.TwitterFactory;
import twitter4j.auth.Authorization;
import twitter4j.conf.Configuration;
import twitter4j.conf.ConfigurationBuilder;

/**
 * twitter4j with a person's keys. It makes and signs the requests, but the answers are read from their JSON: the objects of
 * twitter4j know version 1.1 only, lack the entities of the text, and cannot be made of an answer with one odd value.
 */
final class XConnection {

    private static final String NO_LOGGER = "twitter4j.NullLoggerFactory";
    private static final String FORMER_HOST = "https://api.twitter.com/";
    private static final String HOST = "https://api.x.com/";
    private static final int READ_TIMEOUT_MILLIS = 30_000;

    private final XKeys keys;
    private final Configuration configuration;
    private final Twitter twitter;
    private final String v2Address;

    XConnection(XKeys keys) {
        this.keys = keys;
        configuration = configuration(keys);
        v2Address = besideV1(configuration.getRestBaseURL(), "2/");
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

    /** {@return whether only the key and secret of an app are known, and its bearer token has to be fetched} */
    boolean needsToken() {
        return !twitter.getAuthorization().isEnabled();
    }

    /** Fetches the bearer token of an app. */
    void fetchToken() throws TwitterException {
        keys.alsoConceal(twitter.getOAuth2Token().getAccessToken());
    }

    /**
     * Sends a request.
     *
     * @param version the version of the API
     * @param path the path, below that of the version
     * @param parameters the parameters of the query
     * @return the answer
     * @throws TwitterException if X refuses, or if the connection fails
     */
    Reply get(ApiVersion version, String path, List<HttpParameter> parameters) throws TwitterException {
        String address = (version == ApiVersion.V2 ? v2Address : configuration.getRestBaseURL()) + path;
        HttpResponse response = HttpClientFactory.getInstance(configuration.getHttpClientConfiguration())
                .get(address, parameters.toArray(HttpParameter[]::new), twitter.getAuthorization(), null);
        return Reply.of(response.asString(), response::getResponseHeader);
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
