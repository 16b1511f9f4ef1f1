package io.github.huggingtweets.sources.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MastodonHandleTest {

    @ParameterizedTest
    @ValueSource(strings = {"pip@social.example", "@pip@social.example", " @Pip@Social.Example ", "https://social.example/@pip",
        "https://social.example/@Pip/", "https://social.example/users/pip", "social.example/@pip", "acct:pip@social.example",
        "https://other.example/@pip@social.example", "https://social.example/@pip?lang=de"})
    void readsEveryFormOfAHandle(String handle) {
        assertEquals("pip@social.example", MastodonAccount.of(handle).handle());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pip", "@pip", "pip@", "@pip@localhost", "pip@social.example/evil",
        "pip@user:word@social.example", "https://social.example/", "https://social.example/about",
        "ftp://social.example/@pip", "pi p@social.example",
        "pip@social..example", "../pip@social.example", "https://social.example:8443/@pip"})
    void refusesInvalidHandles(String handle) {
        String message = assertThrows(IllegalArgumentException.class, () -> MastodonAccount.of(handle)).getMessage();
        assertEquals("\"" + handle + "\" is no Mastodon account; write it like @name@server.org or https://server.org/@name.",
                message);
    }

    @ParameterizedTest
    @CsvSource({"jürgen@social.example, ''", "pip@bücher.example, pip@xn--bcher-kva.example",
        "a.b-c_d@s.example, a.b-c_d@s.example"})
    void acceptsInternationalDomainsButOnlyAsciiNames(String handle, String expected) {
        if (expected.isEmpty()) {
            assertThrows(IllegalArgumentException.class, () -> MastodonAccount.of(handle));
        } else {
            assertEquals(expected, MastodonAccount.of(handle).handle());
        }
    }
}
