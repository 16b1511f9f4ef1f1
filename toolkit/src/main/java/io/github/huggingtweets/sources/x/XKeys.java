package io.github.huggingtweets.sources.x;

import io.github.huggingtweets.sources.TweetSourceException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import twitter4j.conf.Configuration;

/**
 * Keys to the X API, all from the same place. Only twitter4j gets their values; no message and no {@code toString()} contains
 * them.
 */
final class XKeys {

    /** The web site where people get keys, and pay. */
    static final String CONSOLE = "https://console.x.com";

    private static final String NO_KEYS = "There are no keys to the X API. Put a bearer token into the environment variable"
            + " X_BEARER_TOKEN (or the keys of OAuth 1.0a into X_API_KEY, X_API_SECRET, X_ACCESS_TOKEN and X_ACCESS_TOKEN_SECRET)"
            + " before the notebook starts, or into a twitter4j.properties beside it; " + CONSOLE + " issues them, and X"
            + " charges for every tweet that is read. Free of charge are the archive of your own tweets (Timeline.archive), public"
            + " accounts of Bluesky (Timeline.of(\"name.bsky.social\")) and Mastodon (Timeline.of(\"name@server\")), and files of"
            + " tweets (Timeline.file).";

    /** Characters that a header may have; if a key had others, twitter4j or Java would repeat it in a message. */
    private static final Pattern CLEAN = Pattern.compile("[\\x21-\\x7e]+");

    /** A kind of key, with its names in messages, in twitter4j and in the environment. */
    enum Key {
        BEARER_TOKEN("bearer token", "oauth2.accessToken", Configuration::getOAuth2AccessToken, "BEARER_TOKEN"),
        API_KEY("API key", "oauth.consumerKey", Configuration::getOAuthConsumerKey, "API_KEY", "CONSUMER_KEY"),
        API_SECRET("API secret", "oauth.consumerSecret", Configuration::getOAuthConsumerSecret,
                "API_SECRET", "API_KEY_SECRET", "API_SECRET_KEY", "CONSUMER_SECRET"),
        ACCESS_TOKEN("access token", "oauth.accessToken", Configuration::getOAuthAccessToken, "ACCESS_TOKEN"),
        ACCESS_TOKEN_SECRET("access token secret", "oauth.accessTokenSecret", Configuration::getOAuthAccessTokenSecret,
                "ACCESS_TOKEN_SECRET", "ACCESS_SECRET");

        private final String words;
        private final String property;
        private final Function<Configuration, String> inTwitter4j;
        private final List<String> variables;

        Key(String words, String property, Function<Configuration, String> inTwitter4j, String... names) {
            this.words = words;
            this.property = property;
            this.inTwitter4j = inTwitter4j;
            this.variables = Stream.of("X_", "TWITTER_").flatMap(prefix -> Stream.of(names).map(prefix::concat)).toList();
        }
    }

    private final Map<Key, String> values = new EnumMap<>(Key.class);
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final Map<Key, String> places = new EnumMap<>(Key.class);
    private final Function<Key, String> placeOfMissing;

    private XKeys(Function<Key, String> placeOfMissing) {
        this.placeOfMissing = placeOfMissing;
    }

    /**
     * Looks for keys in environment variables, then where twitter4j looks. The first place with a complete set of keys counts.
     *
     * @param environment variables by name
     * @return the keys
     * @throws TweetSourceException if there are no keys, if some are missing, or if one contains white space
     */
    static XKeys find(Map<String, String> environment) {
        List<XKeys> sources = sources(environment);
        if (sources.isEmpty()) {
            throw new TweetSourceException(NO_KEYS);
        }
        XKeys keys = sources.stream().filter(source -> source.missing().isEmpty()).findFirst().orElse(sources.get(0));
        keys.check();
        return keys;
    }

    /** {@return the places that have any keys, in the order in which they count} */
    static List<XKeys> sources(Map<String, String> environment) {
        XKeys variables = new XKeys(key -> key.variables.get(0));
        XKeys twitter4j = new XKeys(key -> "twitter4j's " + key.property);
        Configuration configuration = XConnection.settings().build();
        for (Key key : Key.values()) {
            key.variables.forEach(name -> variables.put(key, name, environment.get(name)));
            twitter4j.put(key, "twitter4j's " + key.property, key.inTwitter4j.apply(configuration));
        }
        return Stream.of(variables, twitter4j).filter(source -> !source.values.isEmpty()).toList();
    }

    private void put(Key key, String place, String value) {
        if (value != null && !value.isBlank() && !values.containsKey(key)) {
            values.put(key, value.strip());
            places.put(key, place);
        }
    }

    private void check() {
        List<Key> missing = missing();
        if (!missing.isEmpty()) {
            boolean oneThere = values.size() == 1;
            boolean oneMissing = missing.size() == 1;
            throw new TweetSourceException(("Of the keys to the X API, the %s %s there (%s), but the %s %s missing;"
                    + " set %s too, which %s issues, or only %s.")
                    .formatted(words(List.copyOf(values.keySet())), oneThere ? "is" : "are", places(), words(missing),
                            oneMissing ? "is" : "are",
                            missing.stream().map(placeOfMissing).collect(Collectors.joining(" and ")), CONSOLE,
                            placeOfMissing.apply(Key.BEARER_TOKEN)));
        }
        values.forEach((key, value) -> {
            if (!CLEAN.matcher(value).matches()) {
                throw new TweetSourceException("The " + key.words + " in " + places.get(key) + " has a space, a line break or"
                        + " another character in it that no key has; copy it again from " + CONSOLE + ".");
            }
        });
    }

    /**
     * {@return the missing keys; the access token is needed only to read what a certain user may see, together with its secret}
     */
    private List<Key> missing() {
        List<Key> missing = new ArrayList<>();
        if (!has(Key.BEARER_TOKEN)) {
            missing.addAll(List.of(Key.API_KEY, Key.API_SECRET));
            if (has(Key.ACCESS_TOKEN) || has(Key.ACCESS_TOKEN_SECRET)) {
                missing.addAll(List.of(Key.ACCESS_TOKEN, Key.ACCESS_TOKEN_SECRET));
            }
            missing.removeIf(this::has);
        }
        return missing;
    }

    private static String words(List<Key> keys) {
        return keys.stream().map(key -> key.words).collect(Collectors.joining(" and the "));
    }

    boolean has(Key key) {
        return values.containsKey(key);
    }

    /** {@return the value, which only twitter4j may get; null if there is none} */
    String value(Key key) {
        return values.get(key);
    }

    /** {@return where the keys come from, for messages} */
    String places() {
        return has(Key.BEARER_TOKEN) ? places.get(Key.BEARER_TOKEN) : String.join(", ", places.values());
    }

    /** {@return a text from outside in which each key is replaced by dots} */
    String conceal(String text) {
        String concealed = text;
        for (String secret : Stream.concat(values.values().stream(), others.stream()).flatMap(XKeys::forms).toList()) {
            concealed = Pattern.compile(Pattern.quote(secret), Pattern.CASE_INSENSITIVE).matcher(concealed).replaceAll("...");
        }
        return concealed;
    }

    /** Adds a secret that X gave for the keys, so that it appears in no message either. */
    void alsoConceal(String secret) {
        others.add(secret);
    }

    /** {@return a secret as it is, and as it is with its special characters escaped for an address, or without their escapes} */
    private static Stream<String> forms(String secret) {
        String plain = secret;
        try {
            plain = URLDecoder.decode(secret.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a percent sign that escapes nothing
        }
        return Stream.of(secret, plain, URLEncoder.encode(plain, StandardCharsets.UTF_8),
                URLEncoder.encode(secret, StandardCharsets.UTF_8)).distinct()
                .sorted(Comparator.comparing(String::length).reversed());
    }

    @Override
    public String toString() {
        return "Keys from " + places();
    }
}
