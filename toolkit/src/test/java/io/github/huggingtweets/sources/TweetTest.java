package io.github.huggingtweets.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TweetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<a href=\"https://x.example\" rel=\"nofollow\">An App</a> | An App", "web | web", "'' | ''", "<a></a> | ''",
        "<a href=\"https://x.example\">a < b</a> | a < b", "< | <", "I <3 it > all | I <3 it > all"
    })
    void namesTheAppByTheTextOfItsLink(String source, String app) {
        assertEquals(app, Tweet.text("words").source(source).build().app());
    }
}
