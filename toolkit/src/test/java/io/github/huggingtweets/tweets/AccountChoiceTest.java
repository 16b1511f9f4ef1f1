package io.github.huggingtweets.tweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.network.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountChoiceTest {

    @ParameterizedTest
    @CsvSource({
        "pip.bsky.social, Bluesky, pip.bsky.social",
        "@Pip.BSky.Social, Bluesky, pip.bsky.social",
        "\u202a@pip.bsky.social\u202c, Bluesky, pip.bsky.social",
        "example.com, Bluesky, example.com",
        "did:plc:ewvi7nxzyoun6zhxrhs64oiz, Bluesky, did:plc:ewvi7nxzyoun6zhxrhs64oiz",
        "https://bsky.app/profile/pip.bsky.social/post/3kabc, Bluesky, pip.bsky.social",
        "at://pip.bsky.social, Bluesky, pip.bsky.social",
        "pip@mastodon.example, Mastodon, pip@mastodon.example",
        "@Pip@Mastodon.example, Mastodon, pip@mastodon.example",
        "https://mastodon.example/@pip, Mastodon, pip@mastodon.example",
        "https://mastodon.example/users/pip, Mastodon, pip@mastodon.example",
        "mastodon.example/@pip@other.example, Mastodon, pip@other.example",
        "https://x.com/Pip, X, Pip",
        "https://twitter.com/pip/status/20?s=20, X, pip",
        "mobile.twitter.com/pip, X, pip",
        "' @pip ', X, pip",
        "Pip_7, X, Pip_7"})
    void choosesTheNetworkByTheFormOfTheHandle(String written, String network, String handle) {
        AccountChoice choice = AccountChoice.of(written);

        assertEquals(network, choice.network().name());
        assertEquals(handle, choice.handle());
        assertTrue(choice.note().contains(" is treated as an account on " + network + ", "), choice.note());
    }

    @ParameterizedTest
    @CsvSource({
        "https://bsky.app/profile/pip.bsky.social/post/3kabc, Bluesky, pip.bsky.social",
        "@Pip.BSky.Social, Bluesky, pip.bsky.social",
        "mastodon.example/@pip@other.example, Mastodon, pip@other.example",
        "@Pip@Mastodon.example, Mastodon, pip@mastodon.example"})
    void makesTheAccountWithoutKeys(String written, String network, String handle) {
        Account account = AccountChoice.of(written).account();

        assertEquals(network, account.network());
        assertEquals(handle, account.handle());
    }

    @Test
    void saysWhichNetworkItChoseAndWhy() {
        assertEquals("@pip is treated as an account on X, since it names no other network.",
                AccountChoice.of("@pip").note());
        assertEquals("@pip.bsky.social is treated as an account on Bluesky, since it has a dot.",
                AccountChoice.of("@pip.bsky.social").note());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "@", "pip smith", "a_name_too_long_for_x", "https://example.com/pip", "pip!", "../pip"})
    void refusesHandlesOfNoNetwork(String written) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Timeline.of(written));

        assertEquals("\"" + written + "\" is no handle; write name.bsky.social for Bluesky, name@server for Mastodon, name for X,"
                + " or the address of the profile.", refusal.getMessage());
    }

    @Test
    void refusesAnEmptyListOfHandles() {
        assertThrows(IllegalArgumentException.class, Timeline::of);
    }
}
