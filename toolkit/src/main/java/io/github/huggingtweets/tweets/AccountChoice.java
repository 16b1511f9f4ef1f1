package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.bluesky.BlueskyNetwork;
import io.github.huggingtweets.sources.mastodon.MastodonNetwork;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Network;
import io.github.huggingtweets.sources.x.XNetwork;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The choice of a network for a handle that somebody wrote.
 *
 * @param network the network
 * @param handle the handle there
 * @param note a sentence that says which network was chosen, and why
 */
record AccountChoice(Network network, String handle, String note) {

    /**
     * All networks, each with a line of its own. The first one that recognizes a handle gets it. X comes before Mastodon, whose
     * addresses look like {@code server/@name} on any server.
     */
    private static final List<Network> NETWORKS = List.of(
            new BlueskyNetwork(),
            new XNetwork(),
            new MastodonNetwork());

    /**
     * Invisible marks, which apps put around handles for texts that run from right to left, and which people copy with the
     * handle.
     */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    /**
     * Chooses the network by the form of the handle.
     *
     * @param written the handle as a person writes it, or the address of the profile
     * @throws IllegalArgumentException if no network has such handles
     */
    static AccountChoice of(String written) {
        String text = INVISIBLE.matcher(written).replaceAll("").strip();
        for (Network network : NETWORKS) {
            Optional<Network.Match> match = network.match(text);
            if (match.isPresent()) {
                return new AccountChoice(network, match.get().handle(),
                        "%s is treated as an account on %s, %s.".formatted(text, network.name(), match.get().reason()));
            }
        }
        throw new IllegalArgumentException("\"%s\" is no handle; write %s, or the address of the profile.".formatted(written,
                NETWORKS.stream().sorted(Comparator.comparing(Network::name))
                        .map(network -> network.example() + " for " + network.name()).collect(Collectors.joining(", "))));
    }

    /** {@return the account; no request is sent yet} */
    Account account() {
        return network.account(handle);
    }
}
