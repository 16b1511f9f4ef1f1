package io.github.huggingtweets.sources.x;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Account;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Accounts on X, read through its API by people who have keys to it.
 *
 * <p>The keys are environment variables, a bearer token or OAuth 1.0a keys: {@code X_BEARER_TOKEN}; or {@code X_API_KEY} and
 * {@code X_API_SECRET}, with {@code X_ACCESS_TOKEN} and {@code X_ACCESS_TOKEN_SECRET} to read what only a certain user may see.
 * The names may begin with {@code TWITTER_} instead. Without these variables, the keys of twitter4j count: its system properties
 * ({@code twitter4j.oauth2.accessToken}, {@code twitter4j.oauth.consumerKey} ...), or a {@code twitter4j.properties} in the
 * working folder (which for a notebook is its own) or on the class path. twitter4j's {@code restBaseURL},
 * {@code http.proxyHost} and similar settings count as well. Without that proxy, the one in {@code HTTPS_PROXY} is used.
 *
 * <p>Keys are looked for before the first request. Without them, or with some of them missing, a download ends with a
 * {@link TweetSourceException} that says what to do; tweets in the cache can be read without keys.
 */
public final class XApi {

    /** The environment variable that chooses the version: {@code 2}, or {@code 1.1} for those whose plan still has it. */
    public static final String VERSION = "X_API_VERSION";

    private static final Pattern HANDLE = Pattern.compile("[a-z0-9_]{1,15}");

    private XApi() {}

    /** {@return whether there are any keys to the X API; they may be wrong or incomplete} */
    public static boolean hasKeys() {
        return !XKeys.sources(System.getenv()).isEmpty();
    }

    /**
     * Chooses an account through the version of the API that the environment variable {@link #VERSION} names, or else version 2.
     *
     * @param handle the handle, with or without its {@code @}
     * @return the account
     * @throws IllegalArgumentException if nobody on X can have that handle
     * @throws TweetSourceException if the variable names another version
     */
    public static Account account(String handle) {
        return account(handle, System.getenv());
    }

    static Account account(String handle, Map<String, String> environment) {
        String version = environment.getOrDefault(VERSION, "").strip();
        return switch (version) {
            case "2", "" -> v2(handle, environment);
            case "1.1" -> v1(handle, environment);
            default -> throw new TweetSourceException(VERSION + " is \"" + version
                    + "\", and the X API has the versions 2 and 1.1; set it to one of them, or unset it.");
        };
    }

    /**
     * Chooses an account through version 2 of the API: up to 3,200 tweets, a hundred a page, with the whole text of long ones.
     *
     * @param handle the handle, with or without its {@code @}
     * @return the account
     * @throws IllegalArgumentException if nobody on X can have that handle
     */
    public static Account v2(String handle) {
        return v2(handle, System.getenv());
    }

    static Account v2(String handle, Map<String, String> environment) {
        return new V2Account(normalize(handle), environment);
    }

    /**
     * Chooses an account through version 1.1 of the API ({@code statuses/user_timeline}, extended): up to 3,200 tweets, 200 a
     * page.
     *
     * @param handle the handle, with or without its {@code @}
     * @return the account
     * @throws IllegalArgumentException if nobody on X can have that handle
     */
    public static Account v1(String handle) {
        return v1(handle, System.getenv());
    }

    static Account v1(String handle, Map<String, String> environment) {
        return new V1Account(normalize(handle), environment);
    }

    private static String normalize(String handle) {
        String normalized = Author.normalize(handle);
        if (!HANDLE.matcher(normalized).matches()) {
            throw new IllegalArgumentException("\"" + handle + "\" is no handle of X: they have 1 to 15 letters of English,"
                    + " digits and underscores, such as @jack.");
        }
        return normalized;
    }
}
