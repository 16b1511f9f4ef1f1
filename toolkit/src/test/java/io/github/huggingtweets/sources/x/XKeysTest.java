package io.github.huggingtweets.sources.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.x.XKeys.Key;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds the keys in each place, and explains missing ones. */
class XKeysTest {

    private static final List<String> PROPERTIES = List.of("twitter4j.oauth2.accessToken", "twitter4j.oauth.consumerKey",
            "twitter4j.oauth.consumerSecret", "twitter4j.oauth.accessToken", "twitter4j.oauth.accessTokenSecret");

    @AfterEach
    void forget() {
        PROPERTIES.forEach(System::clearProperty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X_BEARER_TOKEN", "TWITTER_BEARER_TOKEN"})
    void findsABearerToken(String variable) {
        XKeys keys = XKeys.find(Map.of(variable, " token \n"));

        assertEquals("token", keys.value(Key.BEARER_TOKEN));
        assertEquals(variable, keys.places());
    }

    @ParameterizedTest
    @ValueSource(strings = {"API_SECRET", "API_KEY_SECRET", "API_SECRET_KEY", "CONSUMER_SECRET"})
    void findsTheKeysOfAnAppUnderEachName(String secret) {
        String key = secret.startsWith("CONSUMER") ? "CONSUMER_KEY" : "API_KEY";

        for (String prefix : List.of("X_", "TWITTER_")) {
            XKeys keys = XKeys.find(Map.of(prefix + key, "the-key", prefix + secret, "the-secret"));

            assertEquals("the-key", keys.value(Key.API_KEY));
            assertEquals("the-secret", keys.value(Key.API_SECRET));
        }
    }

    @Test
    void prefersTheBearerToken() {
        assertEquals("X_BEARER_TOKEN", XKeys.find(Map.of("X_BEARER_TOKEN", "token", "X_API_KEY", "key")).places());
    }

    @Test
    void twitter4jsProperties() {
        System.setProperty("twitter4j.oauth.consumerKey", "key");
        System.setProperty("twitter4j.oauth.consumerSecret", "secret");

        assertEquals("twitter4j's oauth.consumerKey, twitter4j's oauth.consumerSecret", XKeys.find(Map.of()).places());
        assertTrue(XApi.hasKeys());
    }

    @Test
    void usesTheFirstCompletePlace() {
        System.setProperty("twitter4j.oauth2.accessToken", "token");

        assertEquals("twitter4j's oauth2.accessToken", XKeys.find(Map.of("X_API_KEY", "key")).places());
        assertEquals("TWITTER_BEARER_TOKEN", XKeys.find(Map.of("TWITTER_BEARER_TOKEN", "other")).places());
    }

    @Test
    void namesTheMissingKeys() {
        assertEquals("Of the keys to the X API, the API key is there (X_API_KEY), but the API secret is missing; set X_API_SECRET"
                + " too, which https://console.x.com issues, or only X_BEARER_TOKEN.", message(Map.of("X_API_KEY", "key")));
        assertTrue(message(Map.of("TWITTER_API_SECRET", "secret")).contains(
                "the API secret is there (TWITTER_API_SECRET), but the API key is missing; set X_API_KEY too"));
        assertTrue(message(Map.of("X_API_KEY", "key", "X_API_SECRET", "secret", "X_ACCESS_TOKEN", "token")).contains(
                "but the access token secret is missing; set X_ACCESS_TOKEN_SECRET too"));
        assertTrue(message(Map.of("X_ACCESS_TOKEN", "token", "X_ACCESS_TOKEN_SECRET", "secret")).contains(
                "but the API key and the API secret are missing; set X_API_KEY and X_API_SECRET too"));
    }

    @Test
    void saysWhatIsMissingAmongTwitter4jsProperties() {
        System.setProperty("twitter4j.oauth.consumerKey", "key");

        String message = message(Map.of());

        assertTrue(message.contains("the API secret is missing; set twitter4j's oauth.consumerSecret too"), message);
    }

    @Test
    void explainsMissingKeysAndFreeSources() {
        String message = message(Map.of("X_BEARER_TOKEN", " "));

        for (String part : List.of("X_BEARER_TOKEN", "X_API_KEY", "X_API_SECRET", "X_ACCESS_TOKEN", "X_ACCESS_TOKEN_SECRET",
                "twitter4j.properties", "https://console.x.com", "charges", "Timeline.archive", "Bluesky", "Mastodon", "files")) {
            assertTrue(message.contains(part), part + " in: " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"se cret", "se\ncret", "secr\u00e9t", "se\u200bcret"})
    void refusesAKeyWithInvalidCharactersWithoutRepeatingIt(String value) {
        String message = message(Map.of("X_BEARER_TOKEN", value));

        assertTrue(message.startsWith("The bearer token in X_BEARER_TOKEN has a space, a line break or another"), message);
        assertFalse(message.contains("cret") || message.contains("se\u200b"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a b", "sixteen_letters_", "name.bsky.social", "@name@mastodon.social", "jos\u00e9"})
    void refusesInvalidHandles(String handle) {
        String message = assertThrows(IllegalArgumentException.class, () -> XApi.v2(handle, XServer.BEARER)).getMessage();

        assertTrue(message.startsWith("\"" + handle + "\" is no handle of X"), message);
    }

    @Test
    void choosesTheVersionByAVariable() {
        assertEquals("X", XApi.account("alice", XServer.BEARER).network());
        assertEquals("X v1.1", XApi.account("alice", Map.of("X_BEARER_TOKEN", "token", "X_API_VERSION", "1.1")).network());
        assertTrue(assertThrows(TweetSourceException.class, () -> XApi.account("alice", Map.of("X_API_VERSION", "3")))
                .getMessage().contains("X_API_VERSION is \"3\", and the X API has the versions 2 and 1.1"));
    }

    private static String message(Map<String, String> environment) {
        return assertThrows(TweetSourceException.class, () -> XApi.v2("alice", environment).profile()).getMessage();
    }
}
