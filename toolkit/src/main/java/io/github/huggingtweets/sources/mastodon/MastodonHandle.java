package io.github.huggingtweets.sources.mastodon;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The handle of an account, {@code name@server}.
 *
 * @param name the name on the server, in lower case, since servers ignore case
 * @param domain the domain in the handle, in ASCII; the API may be at another domain
 */
record MastodonHandle(String name, String domain) {

    private static final String NAME = "(?<name>[\\p{Alnum}_](?:[\\p{Alnum}_.-]*[\\p{Alnum}_])?)";
    private static final Pattern HANDLE = Pattern.compile("(?:acct:)?@?" + NAME + "@(?<domain>[^@/:\\s]+)");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:https?://)?(?<server>[^@/:\\s]+)/(?:web/)?(?:@|users/)" + NAME + "(?:@(?<domain>[^@/:\\s]+))?/?(?:[?#].*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    /**
     * Reads a handle or the address of a profile. If a server shows an account of another server, the address has both domains.
     *
     * @param text the handle or the address
     * @return the handle
     * @throws IllegalArgumentException if it is neither
     */
    static MastodonHandle of(String text) {
        Matcher handle = HANDLE.matcher(text.strip());
        if (handle.matches()) {
            return new MastodonHandle(handle.group("name").toLowerCase(Locale.ROOT), domain(handle.group("domain"), text));
        }
        Matcher address = ADDRESS.matcher(text.strip());
        if (address.matches()) {
            String domain = address.group("domain") == null ? address.group("server") : address.group("domain");
            return new MastodonHandle(address.group("name").toLowerCase(Locale.ROOT), domain(domain, text));
        }
        throw noHandle(text);
    }

    private static String domain(String text, String whole) {
        try {
            String domain = IDN.toASCII(text.toLowerCase(Locale.ROOT));
            if (isDomain(domain)) {
                return domain;
            }
        } catch (IllegalArgumentException e) { // a character that no domain can have
        }
        throw noHandle(whole);
    }

    static boolean isDomain(String text) {
        return DOMAIN.matcher(text).matches();
    }

    private static IllegalArgumentException noHandle(String text) {
        return new IllegalArgumentException("\"" + text.strip() + "\" is no Mastodon account; write it like @name@server.org or"
                + " https://server.org/@name.");
    }

    @Override
    public String toString() {
        return name + "@" + domain;
    }
}
