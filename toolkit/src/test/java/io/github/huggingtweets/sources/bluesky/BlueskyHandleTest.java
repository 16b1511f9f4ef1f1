package io.github.huggingtweets.sources.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlueskyHandleTest {

    @ParameterizedTest
    @CsvSource({
        "pip.bsky.social, pip.bsky.social",
        "@Pip.Bsky.Social, pip.bsky.social",
        "' @example.com ', example.com",
        "\u202a@pip.bsky.social\u202c, pip.bsky.social",
        "https://bsky.app/profile/pip.bsky.social, pip.bsky.social",
        "https://bsky.app/profile/Pip.bsky.social/post/3kabc?ref=x, pip.bsky.social",
        "bsky.app/profile/did:plc:ewvi7nxzyoun6zhxrhs64oiz, did:plc:ewvi7nxzyoun6zhxrhs64oiz",
        "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3kabc, did:plc:ewvi7nxzyoun6zhxrhs64oiz",
        "did:web:example.com, did:web:example.com",
        "xn--bcher-kva.example, xn--bcher-kva.example"})
    void readsEveryFormOfAHandle(String written, String handle) {
        assertEquals(handle, BlueskyAccount.of(written).handle());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "pip", "pip@example.com", "pip..social", "-pip.bsky.social", "pip.bsky.social/../x", "pip.7",
        "did:key:abc", "pip bsky.social", "pip.bsky.social&limit=1", "https://example.com/profile/pip.bsky.social"})
    void refusesInvalidHandles(String written) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> BlueskyAccount.of(written));

        assertEquals("\"" + written + "\" is no handle of Bluesky: they have a dot, as in name.bsky.social or in a domain of"
                + " one's own; a DID (did:plc:...) or the address of a profile works as well.", refusal.getMessage());
    }
}
