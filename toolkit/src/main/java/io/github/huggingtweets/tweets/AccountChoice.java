package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.bluesky.BlueskyAccount;
import io.github.huggingtweets.sources.mastodon.MastodonAccount;
import io.github.huggingtweets.sources.network.Account;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which network somebody means who writes a handle.
 *
 * @param account the account
 * @param note says what was picked, and why
 */
record AccountChoice(Account account, String note) {

    private static final Pattern ADDRESS_ON_X =
            Pattern.compile("(?i)(?:https?://)?(?:(?:www|mobile|m)\\.)?(?:x|twitter)\\.com/@?(\\w+)(?:[/?#].*)?");
    private static final Pattern ADDRESS_ON_BLUESKY =
            Pattern.compile("(?i)(?:https?://)?(?:www\\.)?bsky\\.app/profile/.*|at://.*");
    private static final Pattern ADDRESS_ON_MASTODON = Pattern.compile("(?i)(?:https?://)?[^/]+/(?:web/)?(?:@|users/).*");
    private static final Pattern HANDLE_ON_X = Pattern.compile("\\w{1,15}");
    /** Apps put marks around handles for texts that run from right to left, and people copy them along. */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    /**
     * Picks the network by the form of the handle.
     *
     * @param written the handle as a person writes it, or the address of the profile
     * @param x makes an account on X, if there are keys
     * @throws IllegalArgumentException if it has no form that a network has
     */
    static AccountChoice of(String written, Function<String, Account> x) {
        String text = INVISIBLE.matcher(written).replaceAll("").strip();
        String name = text.startsWith("@") ? text.substring(1).strip() : text;
        Matcher addressOnX = ADDRESS_ON_X.matcher(text);
        if (addressOnX.matches()) {
            return choice(text, x.apply(addressOnX.group(1)), "as its address says");
        }
        if (ADDRESS_ON_BLUESKY.matcher(text).matches()) {
            return choice(text, BlueskyAccount.of(text), "as its address says");
        }
        if (ADDRESS_ON_MASTODON.matcher(text).matches()) {
            return choice(text, MastodonAccount.of(text), "as its address looks like");
        }
        if (name.contains("/")) {
            throw unknown(written);
        }
        if (name.contains("@")) {
            return choice(text, MastodonAccount.of(text), "since it names a server");
        }
        if (name.contains(".") || name.startsWith("did:")) {
            return choice(text, BlueskyAccount.of(text), name.contains(".") ? "since it has a dot" : "since it is a DID");
        }
        if (HANDLE_ON_X.matcher(name).matches()) {
            return choice(text, x.apply(name), "since it names no other network and there are keys to the X API");
        }
        throw unknown(written);
    }

    private static AccountChoice choice(String written, Account account, String why) {
        return new AccountChoice(account, "%s is taken for an account on %s, %s.".formatted(written, account.network(), why));
    }

    private static IllegalArgumentException unknown(String written) {
        return new IllegalArgumentException("\"" + written + "\" is no handle; write name.bsky.social for Bluesky, name@server"
                + " for Mastodon, name for X, or the address of the profile.");
    }
}
