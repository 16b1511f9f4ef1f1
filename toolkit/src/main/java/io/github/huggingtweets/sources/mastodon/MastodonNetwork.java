package io.github.huggingtweets.sources.mastodon;

import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Network;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mastodon, and other servers with its API: handles with a server, and addresses like those of Mastodon's profiles. */
public final class MastodonNetwork implements Network {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://)?[^/]+/(?:web/)?(?:@|users/).*");
    private static final Pattern HANDLE = Pattern.compile("@?+[^/]*@[^/]*");

    /** Makes a description of the network; nothing is asked. */
    public MastodonNetwork() {}

    @Override
    public String name() {
        return "Mastodon";
    }

    @Override
    public String example() {
        return "name@server";
    }

    @Override
    public Optional<Match> match(String text) {
        String reason = ADDRESS.matcher(text).matches() ? "since its address looks like one of Mastodon"
                : HANDLE.matcher(text).matches() ? "since it names a server" : null;
        return Optional.ofNullable(reason).map(why -> new Match(MastodonHandle.of(text).toString(), why));
    }

    @Override
    public Account account(String handle) {
        return MastodonAccount.of(handle);
    }
}
