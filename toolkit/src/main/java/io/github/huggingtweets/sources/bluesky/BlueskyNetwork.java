package io.github.huggingtweets.sources.bluesky;

import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Network;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bluesky: handles with a dot, DIDs, and the addresses of profiles on bsky.app. */
public final class BlueskyNetwork implements Network {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://)?(?:www\\.)?bsky\\.app/profile/.*|at://.*");
    private static final Pattern HANDLE = Pattern.compile("[^/@]*\\.[^/@]*");
    private static final Pattern DID = Pattern.compile("did:[^/@]*");

    /** Makes a description of the network; nothing is asked. */
    public BlueskyNetwork() {}

    @Override
    public String name() {
        return "Bluesky";
    }

    @Override
    public String example() {
        return "name.bsky.social";
    }

    @Override
    public Optional<Match> match(String text) {
        String name = text.startsWith("@") ? text.substring(1).strip() : text;
        String reason = ADDRESS.matcher(text).matches() ? "as its address says"
                : HANDLE.matcher(name).matches() ? "since it has a dot"
                : DID.matcher(name).matches() ? "since it is a DID" : null;
        return Optional.ofNullable(reason).map(why -> new Match(BlueskyHandle.normalize(text), why));
    }

    @Override
    public Account account(String handle) {
        return BlueskyAccount.of(handle);
    }
}
