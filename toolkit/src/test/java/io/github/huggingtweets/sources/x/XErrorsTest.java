package io.github.huggingtweets.sources.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.RateLimitException;
import io.github.huggingtweets.sources.network.TemporaryFailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal of X has its own message. The answers are those that developers report of the real API. */
class XErrorsTest {

    private static final String USER_V2 = "/alice";
    private static final String TWEETS_V2 = "/tweets";
    private static final String USER_V1 = "/show.json";
    private static final String TWEETS_V1 = "/user_timeline.json";

    private static final String CAPPED = """
            {"account_id": 1, "product_name": "standard-basic", "title": "UsageCapExceeded", "period": "Monthly",
             "scope": "Product", "detail": "Usage cap exceeded: Monthly product cap",
             "type": "https://api.twitter.com/2/problems/usage-capped"}""";
    private static final String TOO_MANY =
            "{\"title\":\"Too Many Requests\",\"detail\":\"Too Many Requests\",\"type\":\"about:blank\",\"status\":429}";

    private final XServer server = new XServer();

    @AfterEach
    void stop() {
        server.close();
    }

    static List<Arguments> refusalsOfVersionTwo() {
        return List.of(
                arguments(USER_V2, 200, "There is no @alice on X", """
                        {"errors": [{"value": "alice", "detail": "Could not find user with username: [alice].",
                         "title": "Not Found Error", "resource_type": "user", "parameter": "username", "resource_id": "alice",
                         "type": "https://api.twitter.com/2/problems/resource-not-found"}]}"""),
                arguments(USER_V2, 200, "X has suspended @alice", """
                        {"errors": [{"parameter": "username", "resource_id": "alice", "value": "alice",
                         "detail": "User has been suspended: [alice].", "title": "Forbidden", "resource_type": "user",
                         "type": "https://api.twitter.com/2/problems/resource-not-found"}]}"""),
                arguments(TWEETS_V2, 200, "X has suspended @alice", """
                        {"errors": [{"parameter": "id", "resource_id": "7", "value": "7",
                         "detail": "User has been suspended: [7].", "title": "Forbidden", "resource_type": "user",
                         "type": "https://api.x.com/2/problems/resource-not-found"}]}"""),
                arguments(TWEETS_V2, 200, "The tweets of @alice are protected", """
                        {"errors": [{"resource_id": "7", "parameter": "id", "resource_type": "user", "section": "data",
                         "title": "Authorization Error", "value": "7",
                         "detail": "Sorry, you are not authorized to see the user with id: [7].",
                         "type": "https://api.twitter.com/2/problems/not-authorized-for-resource"}]}"""),
                arguments(TWEETS_V2, 403, "The tweets of @alice are protected", """
                        {"title": "Forbidden", "detail": "Sorry, you are not authorized to see the user with id: [7].",
                         "type": "https://api.twitter.com/2/problems/not-authorized-for-resource", "status": 403}"""),
                arguments(USER_V2, 401, "X does not accept these keys (X_BEARER_TOKEN)", """
                        {"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}"""),
                arguments(USER_V2, 403, "X has suspended the account that the keys belong to (X_BEARER_TOKEN)", """
                        {"detail": "The user used for authentication is suspended", "title": "Forbidden", "status": 403,
                         "type": "https://api.twitter.com/2/problems/user-suspended"}"""),
                arguments(USER_V2, 403, "Your plan of the X API does not let these keys (X_BEARER_TOKEN) read tweets (Client", """
                        {"client_id": "1", "detail": "When authenticating requests to the Twitter API v2 endpoints, you must
                         use keys and tokens from a Twitter developer App that is attached to a Project.",
                         "title": "Client Forbidden",
                         "required_enrollment": "Appropriate Level of API Access", "reason": "client-not-enrolled",
                         "registration_url": "https://developer.twitter.com/en/docs/projects/overview",
                         "type": "https://api.twitter.com/2/problems/client-forbidden"}"""),
                arguments(TWEETS_V2, 402, "The X account that the keys belong to has no credits left", """
                        {"account_id": 1, "title": "CreditsDepleted",
                         "detail": "Your enrolled account [1] does not have any credits to fulfill this request.",
                         "type": "https://api.twitter.com/2/problems/credits"}"""),
                arguments(TWEETS_V2, 400,
                        "Request: One or more parameters to your request was invalid.: must be less than 100); look",
                        """
                                {"errors": [{"parameters": {"max_results": ["7000"]}, "message": "must be less than 100"}],
                                 "title": "Invalid Request", "detail": "One or more parameters to your request was invalid.",
                                 "type": "https://api.twitter.com/2/problems/invalid-request"}"""));
    }

    @ParameterizedTest
    @MethodSource("refusalsOfVersionTwo")
    void explainsRefusalsOfVersionTwo(String path, int status, String expected, String answer) {
        server.plan(path, XServer.Answer.of(status, answer.replace("\n", "")));

        assertSays(expected, refusal(XApi.v2("alice", XServer.BEARER)));
    }

    static List<Arguments> refusalsOfVersionOne() {
        return List.of(
                arguments(USER_V1, 404, "There is no @alice on X", 50, "User not found."),
                arguments(USER_V1, 403, "X has suspended @alice", 63, "User has been suspended."),
                arguments(USER_V1, 401, "X does not accept these keys (X_BEARER_TOKEN)", 89, "Invalid or expired token."),
                arguments(USER_V1, 400, "X does not accept these keys (X_BEARER_TOKEN)", 215, "Bad Authentication data."),
                arguments(TWEETS_V1, 404, "There is no @alice on X", 34, "Sorry, that page does not exist."),
                arguments(TWEETS_V1, 403, "Your plan of the X API does not let these keys (X_BEARER_TOKEN) read", 453,
                        "You currently have access to a subset of X API V2 endpoints and limited v1.1 endpoints only."));
    }

    @ParameterizedTest
    @MethodSource("refusalsOfVersionOne")
    void explainsRefusalsOfVersionOne(String path, int status, String expected, int code, String words) {
        server.plan(path, XServer.Answer.of(status, "{\"errors\":[{\"code\":" + code + ",\"message\":\"" + words + "\"}]}"));

        assertSays(expected, refusal(XApi.v1("alice", XServer.BEARER)));
    }

    @Test
    void recognizesProtectedAccountsInVersionOne() {
        server.plan(TWEETS_V1, XServer.Answer.of(401, "{\"request\":\"/1.1/statuses\",\"error\":\"Not authorized.\"}"));

        assertSays("The tweets of @alice are protected", refusal(XApi.v1("alice", XServer.BEARER)));
    }

    @Test
    void explainsWrongKeysOfEachKind() {
        Map<String, String> falseSecret = Map.of("X_API_KEY", XServer.API_KEY, "X_API_SECRET", "false",
                "X_ACCESS_TOKEN", XServer.ACCESS_TOKEN, "X_ACCESS_TOKEN_SECRET", XServer.ACCESS_TOKEN_SECRET);

        assertSays("X does not accept these keys (X_BEARER_TOKEN)", refusal(XApi.v2("alice", Map.of("X_BEARER_TOKEN", "false"))));
        assertSays("X does not accept these keys (X_API_KEY, X_API_SECRET, X_ACCESS_TOKEN, X_ACCESS_TOKEN_SECRET)",
                refusal(XApi.v2("alice", falseSecret)));
        assertSays("X does not accept these keys", refusal(XApi.v1("alice", falseSecret)));
        assertSays("X does not accept these keys (X_API_KEY, X_API_SECRET)",
                refusal(XApi.v2("alice", Map.of("X_API_KEY", XServer.API_KEY, "X_API_SECRET", "false"))));
    }

    @Test
    void distinguishesAMonthlyCapFromARateLimit() {
        server.plan(TWEETS_V2, new XServer.Answer(429, Map.of("x-rate-limit-limit", "40000", "x-rate-limit-remaining", "39999",
                "x-rate-limit-reset", "2000000000"), CAPPED, false));

        TweetSourceException refusal = refusal(XApi.v2("alice", XServer.BEARER));

        assertFalse(refusal instanceof RateLimitException, "there is no use in waiting a month");
        assertSays("Your plan of the X API has no tweets left for this month", refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {TWEETS_V2, USER_V2})
    void readsTheResetOfARateLimit(String path) {
        server.plan(path, new XServer.Answer(429, Map.of("x-rate-limit-limit", "900", "x-rate-limit-remaining", "0",
                "x-rate-limit-reset", "2000000000"), TOO_MANY, false));

        RateLimitException limit = assertInstanceOf(RateLimitException.class, refusal(XApi.v2("alice", XServer.BEARER)));

        assertEquals(Instant.ofEpochSecond(2_000_000_000L), limit.reset());
    }

    @Test
    void readsTheResetOfARateLimitOfVersionOne() {
        server.plan(TWEETS_V1, new XServer.Answer(429, Map.of("x-rate-limit-limit", "900", "x-rate-limit-remaining", "0",
                "x-rate-limit-reset", "2000000000"), "{\"errors\":[{\"code\":88,\"message\":\"Rate limit exceeded\"}]}", false));

        RateLimitException limit = assertInstanceOf(RateLimitException.class, refusal(XApi.v1("alice", XServer.BEARER)));

        assertEquals(Instant.ofEpochSecond(2_000_000_000L), limit.reset());
    }

    @Test
    void assumesTheUsualWindowWithoutAReset() {
        server.plan(TWEETS_V2, XServer.Answer.of(429, TOO_MANY));
        Instant before = Instant.now();

        RateLimitException limit = assertInstanceOf(RateLimitException.class, refusal(XApi.v2("alice", XServer.BEARER)));

        assertFalse(limit.reset().isBefore(before.plus(Duration.ofMinutes(15))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsNoRequestWhenNoneIsLeft(boolean versionTwo) {
        server.posts = XPost.some(400);
        server.limit(1, 2_000_000_000L);
        Account alice = versionTwo ? XApi.v2("alice", XServer.BEARER) : XApi.v1("alice", XServer.BEARER);
        alice.profile();
        Optional<String> next = alice.page(Optional.empty(), Optional.empty(), 100).next();
        int asked = server.asked.size();

        RateLimitException limit = assertThrows(RateLimitException.class, () -> alice.page(next, Optional.empty(), 100));

        assertEquals(Instant.ofEpochSecond(2_000_000_000L), limit.reset());
        assertEquals(asked, server.asked.size());
    }

    @Test
    void asksAgainAfterTheReset() {
        server.posts = XPost.some(200);
        server.limit(1, 1_600_000_000L);
        Account alice = XApi.v2("alice", XServer.BEARER);
        Optional<String> next = alice.page(Optional.empty(), Optional.empty(), 100).next();

        assertEquals(100, alice.page(next, Optional.empty(), 100).tweets().size());
    }

    @ParameterizedTest
    @CsvSource({"/tweets,500", "/alice,503", "/tweets,504", "/show.json,502", "/user_timeline.json,503"})
    void treatsServerErrorsAsTemporary(String path, int status) {
        server.plan(path, XServer.Answer.of(status, "<html>over capacity</html>"));
        boolean versionTwo = path.equals(TWEETS_V2) || path.equals(USER_V2);

        TweetSourceException refusal = refusal(versionTwo ? XApi.v2("alice", XServer.BEARER) : XApi.v1("alice", XServer.BEARER));

        assertInstanceOf(TemporaryFailureException.class, refusal);
        assertSays("X answered with its error " + status, refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {TWEETS_V2, USER_V2, USER_V1, TWEETS_V1})
    void treatsCutConnectionsAsTemporary(String path) {
        server.plan(path, new XServer.Answer(200, Map.of(), "{\"data\":[{\"id\":\"1\",\"text\":\"a text\"}]}", true));
        boolean versionTwo = path.equals(TWEETS_V2) || path.equals(USER_V2);

        TweetSourceException refusal = refusal(versionTwo ? XApi.v2("alice", XServer.BEARER) : XApi.v1("alice", XServer.BEARER));

        assertInstanceOf(TemporaryFailureException.class, refusal);
        assertSays("The connection to X failed while asking for @alice (EOFException", refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {TWEETS_V2, USER_V2, USER_V1, TWEETS_V1})
    void treatsPagesOfAProxyAsTemporary(String path) {
        server.plan(path, XServer.Answer.of(200, "<html>Log in to the hotel's network</html>"));
        boolean versionTwo = path.equals(TWEETS_V2) || path.equals(USER_V2);

        TweetSourceException refusal = refusal(versionTwo ? XApi.v2("alice", XServer.BEARER) : XApi.v1("alice", XServer.BEARER));

        assertInstanceOf(TemporaryFailureException.class, refusal);
        assertSays("The answer of X about @alice is cut off, or comes from something that stands between", refusal);
    }

    @Test
    void treatsARefusedConnectionAsTemporary() {
        Account alice = XApi.v2("alice", XServer.BEARER);
        alice.requireAccess();
        server.close();

        TweetSourceException refusal = assertThrows(TweetSourceException.class, alice::profile);

        assertInstanceOf(TemporaryFailureException.class, refusal);
        assertSays("The connection to X failed while asking for @alice (ConnectException: Connection refused", refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"data\":{\"id\":\"7\"}}", "{\"data\":{\"name\":\"A\"}}"})
    void refusesAProfileThatIsNoAnswerOfTheApi(String body) {
        server.plan(USER_V2, XServer.Answer.of(200, body));

        assertSays("The answer of X about @alice lacks what its API should say", refusal(XApi.v2("alice", XServer.BEARER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"errors\":[]}"})
    void refusesAPageThatIsNoAnswerOfTheApi(String body) {
        server.plan(TWEETS_V2, XServer.Answer.of(200, body));

        assertSays("The answer of X about @alice lacks what its API should say", refusal(XApi.v2("alice", XServer.BEARER)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id          | "abc"
            id          | 7.5
            id          | null
            id          | 99999999999999999999
            id          | {}
            created_at  | "yesterday"
            created_at  | 7
            created_at  | "Mon Feb 31 25:00:00 +0000 2024"
            text        | null
            text        | 7
            text        | {}""")
    void refusesAnOddFieldAtOnce(String field, String value) {
        Map<String, String> fields = new TreeMap<>(Map.of("id", "\"30\"", "text", "\"a\""));
        fields.put(field, value);
        String tweet = fields.entrySet().stream().map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "[{", "}]"));
        server.plan(TWEETS_V2, XServer.Answer.of(200, "{\"data\":" + tweet + ",\"meta\":{\"result_count\":1}}"));
        server.plan(TWEETS_V1, XServer.Answer.of(200, tweet));

        for (Account alice : List.of(XApi.v2("alice", XServer.BEARER), XApi.v1("alice", XServer.BEARER))) {
            TweetSourceException refusal = refusal(alice);

            assertFalse(refusal instanceof TemporaryFailureException, "there is no use in asking again");
            assertSays("The answer of X about @alice lacks what its API should say (", refusal);
            assertSays(field, refusal);
        }
    }

    @ParameterizedTest
    @CsvSource({"{}", "[{}]", "[null]", "7"})
    void refusesAPageOfVersionOneThatIsNoAnswerOfTheApi(String body) {
        server.plan(TWEETS_V1, XServer.Answer.of(200, body));

        assertSays("The answer of X about @alice lacks what its API should say", refusal(XApi.v1("alice", XServer.BEARER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "99999999999", "{}", "1e5"})
    void explainsARefusalWhoseCodeIsNoNumber(String code) {
        server.plan(USER_V1, XServer.Answer.of(400, "{\"errors\":[{\"code\":" + code + ",\"message\":\"No.\"}]}"));

        TweetSourceException refusal = refusal(XApi.v1("alice", XServer.BEARER));

        assertFalse(refusal instanceof TemporaryFailureException, refusal.getMessage());
        assertSays("X refused to answer about @alice, with the status 400 (No.); look", refusal);
    }

    @Test
    void advisesVersionTwoOnlyToThoseWhoAskTheOther() {
        server.plan(USER_V2, XServer.Answer.of(403, "{\"title\":\"Forbidden\"}"));
        server.plan(USER_V1, XServer.Answer.of(403, "{\"errors\":[{\"code\":453,\"message\":\"A subset only.\"}]}"));

        TweetSourceException two = refusal(XApi.v2("alice", XServer.BEARER));

        assertSays("Your plan of the X API does not let these keys", two);
        assertFalse(two.getMessage().contains("version"), two.getMessage());
        TweetSourceException one = refusal(XApi.v1("alice", XServer.BEARER));
        assertSays("(error 453: A subset only.)", one);
        assertSays("or ask version 2 of the API (unset X_API_VERSION).", one);
    }

    @Test
    void namesNoStatusForAProblemInAnAnswer() {
        server.plan(TWEETS_V2, XServer.Answer.of(200, "{\"errors\":[{\"title\":\"Odd\",\"detail\":\"Something is odd.\"}]}"));

        assertSays("X refused to answer about @alice (Odd: Something is odd.); look what that means at",
                refusal(XApi.v2("alice", XServer.BEARER)));
    }

    @Test
    void shortensWordsOfXAndKeepsThemInALine() {
        server.plan(USER_V2, XServer.Answer.of(400, "{\"detail\":\"one\\ntwo\\u001b[31m" + "x".repeat(5_000) + "\"}"));

        TweetSourceException refusal = refusal(XApi.v2("alice", XServer.BEARER));

        assertSays("(one two [31mxxx", refusal);
        assertTrue(refusal.getMessage().length() < 600, refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "99999999999999", "-7", ""})
    void assumesTheUsualWindowWhenTheResetIsNoTime(String reset) {
        server.plan(TWEETS_V2, new XServer.Answer(429, Map.of("x-rate-limit-limit", "900", "x-rate-limit-remaining", "0",
                "x-rate-limit-reset", reset), TOO_MANY, false));

        RateLimitException limit = assertInstanceOf(RateLimitException.class, refusal(XApi.v2("alice", XServer.BEARER)));

        assertTrue(limit.getMessage().matches("X has been asked too often with these keys; it answers again at \\d\\d:\\d\\d \\S+"
                + "( on .*)? \\(in 15 minutes\\)\\."), limit.getMessage());
    }

    private static TweetSourceException refusal(Account account) {
        return assertThrows(TweetSourceException.class, () -> {
            account.profile();
            account.page(Optional.empty(), Optional.empty(), 100);
        });
    }

    private static void assertSays(String expected, TweetSourceException actual) {
        assertTrue(actual.getMessage().contains(expected), actual.getMessage());
        assertFalse(actual.getMessage().contains("\n"), actual.getMessage());
    }
}
