package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetFolderTest {

    @ParameterizedTest
    @CsvSource({"somebody_1, somebody_1", "_under, _under", "me@mastodon.social, me@mastodon.social", ".fleet, %2Efleet",
        "../up, %2E.%2Fup", "a:b, a%3Ab", "100%, 100%25", "\u00e9, %C3%A9"})
    void namesAFolderAfterAHandle(String handle, String name) {
        assertEquals(name, FleetFolder.name(handle));
    }
}
