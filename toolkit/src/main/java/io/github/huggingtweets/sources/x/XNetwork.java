package io.github.huggingtweets.sources.x;

import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Network;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** X: handles without dot and server, and the addresses of profiles and tweets. */
public final class XNetwork implements Network {

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?:https?://)?(?:(?:www|mobile|m)\\.)?(?:x|twitter)\\.com/@?(\\w+)(?:[/?#].*)?");
    private static final Pattern HANDLE = Pattern.compile("@?\\s*(\\w{1,15})");

    /** Makes a description of the network; nothing is asked. */
    public XNetwork() {}

    @Override
    public String name() {
        return "X";
    }

    @Override
    public String example() {
        return "name";
    }

    @Override
    public Optional<Match> match(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            return Optional.of(new Match(address.group(1), "as its address says"));
        }
        Matcher handle = HANDLE.matcher(text);
        return handle.matches()
                ? Optional.of(new Match(handle.group(1), "since it names no other network"))
                : Optional.empty();
    }

    @Override
    public Account account(String handle) {
        return XApi.account(handle);
    }
}
