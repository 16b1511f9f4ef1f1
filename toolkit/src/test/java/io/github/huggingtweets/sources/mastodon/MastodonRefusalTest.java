package io.github.huggingtweets.sources.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.mastodon.MastodonOnLoopback.Planned;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.RateLimitException;
import io.github.huggingtweets.sources.network.TemporaryFailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MastodonRefusalTest {

    private static final String LOOKUP = "/lookup";
    private static final String STATUSES = "/statuses";

    private final MastodonOnLoopback server = new MastodonOnLoopback();
    private final MastodonAccount pip = server.account("pip@social.example");

    @AfterEach
    void stop() {
        server.close();
    }

    private Page firstPage() {
        return pip.page(Optional.empty(), Optional.empty(), 100);
    }

    private TweetSourceException refusal(String path, int status, String error) {
        server.plan(path, Planned.of(status, "{\"error\":\"" + error + "\"}"));
        return assertThrows(TweetSourceException.class, this::firstPage);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "401|Log in|social.example shows the posts of @pip@social.example only to those who are logged in (\"Log in\")",
        "422|This method requires an authenticated user|social.example shows the posts of @pip@social.example only to those",
        "403|This action is not allowed|social.example does not let programs without a login read the posts of @pip@social.",
        "404|Record not found|social.example knows no @pip@social.example (\"Record not found\"); check how",
        "410|Gone|@pip@social.example is gone: the account was deleted, or social.example has suspended it for good",
        "422|Invalid|social.example refuses to answer about @pip@social.example, with the status 422 (\"Invalid\"); check whether"})
    void explainsEachRefusal(int status, String error, String beginning) {
        for (String path : List.of(LOOKUP, STATUSES)) {
            String message = refusal(path, status, error).getMessage();
            assertTrue(message.startsWith(beginning), message);
        }
    }

    @Test
    void explainsASuspendedAccount() {
        server.account.put("suspended", true).put("display_name", "");
        assertEquals("social.example has suspended @pip@social.example, so that nobody can read these posts; name another"
                + " account.", assertThrows(TweetSourceException.class, pip::profile).getMessage());
    }

    @Test
    void namesTheServerOfAForeignAccount() {
        server.account.put("acct", "pip@far.example");
        assertEquals("@pip@social.example is on another server than social.example; use its handle there: @pip@far.example.",
                assertThrows(TweetSourceException.class, pip::profile).getMessage());
    }

    @Test
    void treats429AsARateLimit() {
        String reset = Instant.now().plusSeconds(90).toString();
        server.plan(STATUSES, new Planned(429, Map.of("X-RateLimit-Limit", "300", "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset", reset), "{\"error\":\"Too many requests\"}", false));

        RateLimitException limit = assertThrows(RateLimitException.class, this::firstPage);

        assertTrue(Duration.between(Instant.parse(reset), limit.reset()).abs().toSeconds() < 60, limit.reset().toString());
        assertTrue(limit.getMessage().startsWith("social.example was asked too often"), limit.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void treatsServerErrorsAsTemporary(int status) {
        server.plan(LOOKUP, Planned.of(status, "<html>Bad gateway</html>"));
        assertThrows(TemporaryFailureException.class, pip::profile);
        server.plan(LOOKUP, new Planned(200, Map.of(), server.account.toString(), true));
        assertThrows(TemporaryFailureException.class, pip::profile);
        assertEquals(2, server.asked.size(), "no reason to look for another server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{}]", "null", "\"yes\"", "[1]", "{\"error\":\"no\"}"})
    void refusesAnswersOfAnotherShape(String answer) {
        server.plan(STATUSES, Planned.of(200, answer));
        assertEquals(
                "The answer of social.example about @pip@social.example is not as Mastodon's API defines it; is it a Mastodon"
                        + " server?",
                assertThrows(TweetSourceException.class, this::firstPage).getMessage());
    }
}
