package io.github.huggingtweets.sources.x;

import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;
import static java.net.HttpURLConnection.HTTP_PAYMENT_REQUIRED;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.huggingtweets.http.Pause;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.ExpiredCursorException;
import io.github.huggingtweets.sources.network.RateLimitException;
import io.github.huggingtweets.sources.network.TemporaryFailureException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import twitter4j.TwitterException;

/**
 * Turns refusals of X into exceptions whose messages say why X refused and what to do. They never have a {@link TwitterException}
 * as their cause, since that holds the whole answer, and perhaps keys.
 *
 * @see <a href="https://docs.x.com/x-api/fundamentals/response-codes-and-errors">the problems of version 2</a>
 */
final class XErrors {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** X counts requests in windows of this length; it is assumed if an answer does not say when the present window ends. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int TOO_MANY_REQUESTS = 429;

    /** Version 1.1 numbers its reasons. */
    private static final Set<Integer> UNKNOWN_CODES = Set.of(17, 34, 50);
    private static final Set<Integer> KEY_CODES = Set.of(32, 89, 99, 135, 215);
    private static final Set<Integer> PLAN_CODES = Set.of(93, 220, 453);
    private static final int SUSPENDED_CODE = 63;
    private static final int OWN_ACCOUNT_CODE = 64;
    private static final int LIMIT_CODE = 88;
    private static final int PROTECTED_CODE = 179;

    private static final String FREE = " Free of charge are the person's own X archive (Timeline.archive), Bluesky and Mastodon.";

    private static final int LONGEST_WORDS = 300;

    private final String who;
    private final ApiVersion version;
    private final XKeys keys;

    XErrors(String who, ApiVersion version, XKeys keys) {
        this.who = who;
        this.version = version;
        this.keys = keys;
    }

    /**
     * Why X refused.
     *
     * @param status the HTTP status of the answer; 0 or less if there is none
     * @param code the number of the reason in version 1.1, or -1
     * @param type the last part of the problem's address in version 2, or an empty text
     * @param title the heading of the problem in version 2, or an empty text
     * @param detail the explanation of the problem in version 2, or an empty text
     * @param message what X says about the first wrong parameter, or the explanation in version 1.1, or an empty text
     */
    private record Reason(int status, int code, String type, String title, String detail, String message) {

        static Reason of(int status, int code, String message, JsonNode problem) {
            String type = problem.path("type").asText("");
            return new Reason(status, code, type.substring(type.lastIndexOf('/') + 1), problem.path("title").asText(""),
                    problem.path("detail").asText(problem.path("error").asText("")), message);
        }

        boolean says(String words) {
            return (type + " " + title + " " + detail).contains(words);
        }
    }

    /** {@return the exception for a failed call of twitter4j} */
    TweetSourceException of(TwitterException refusal) {
        if (refusal.getCause() instanceof IOException cut) {
            String fault = keys.conceal(cut.getClass().getSimpleName() + ": " + cut.getMessage());
            return new TemporaryFailureException("The connection to X failed while asking for " + who + " (" + fault
                    + "); check the network and try again.", cut);
        }
        JsonNode body = body(refusal);
        String message = Optional.ofNullable(refusal.getErrorMessage())
                .orElseGet(() -> body.path("errors").path(0).path("message").asText(""));
        Reason reason = Reason.of(refusal.getStatusCode(), refusal.getErrorCode(), message, body);
        if (reason.status() == HTTP_BAD_REQUEST && body.toString().contains("pagination_token")) {
            return new ExpiredCursorException(sentence(reason));
        }
        boolean capped = reason.says("UsageCapExceeded") || reason.says("usage-capped");
        if (!capped && (reason.status() == TOO_MANY_REQUESTS || reason.code() == LIMIT_CODE)) {
            return tooMany(reset(refusal));
        }
        if (reason.status() >= HTTP_INTERNAL_ERROR) {
            return new TemporaryFailureException("X answered with its error " + reason.status() + " when asked for " + who
                    + "; that is a fault on its side, so try again in a few minutes.", null);
        }
        return refusal.getStatusCode() < 0 ? halfOrForeign() : new TweetSourceException(sentence(reason));
    }

    /**
     * {@return the exception for an answer that refuses with the status 200}
     *
     * @param problem one of the {@code errors} of the answer
     */
    TweetSourceException of(JsonNode problem) {
        return new TweetSourceException(sentence(
                Reason.of(HTTP_OK, problem.path("code").asInt(-1), problem.path("message").asText(""), problem)));
    }

    /**
     * Java returns a body that was cut off like a whole one; only the JSON, which cannot be parsed, shows that the end is
     * missing.
     */
    TemporaryFailureException halfOrForeign() {
        return new TemporaryFailureException("The answer of X about " + who + " is cut off, or comes from something that stands"
                + " between here and X, such as a proxy; check the network and try again.", null);
    }

    /**
     * {@return the exception for an answer that lacks a required value}
     *
     * @param what what is wrong with it
     */
    TweetSourceException unreadable(String what) {
        return new TweetSourceException("The answer of X about " + who + " lacks what its API should say (" + plain(what)
                + "); check whether there is a newer version of the toolkit.");
    }

    /** {@return the exception for a rate limit} */
    RateLimitException tooMany(Instant reset) {
        return new RateLimitException("X has been asked too often with these keys; it answers again at "
                + Pause.timeAndWait(reset, Instant.now()) + ".", reset);
    }

    private String sentence(Reason reason) {
        if (reason.status() == HTTP_PAYMENT_REQUIRED || reason.says("CreditsDepleted") || reason.says("spending limit")) {
            return "The X account that the keys belong to has no credits left, or has reached its spending limit; change that"
                    + " at " + XKeys.CONSOLE + ", and try again." + FREE;
        }
        if (reason.says("UsageCapExceeded") || reason.says("usage-capped")) {
            return "Your plan of the X API has no tweets left for this month, and waiting a few minutes does not help; try again"
                    + " next month, or take a larger plan at " + XKeys.CONSOLE + "." + FREE;
        }
        if (reason.code() == OWN_ACCOUNT_CODE || reason.says("used for authentication is suspended")) {
            return "X has suspended the account that the keys belong to (" + keys.places() + "); use keys of another one.";
        }
        if (reason.code() == SUSPENDED_CODE || reason.says("has been suspended")) {
            return "X has suspended " + who + ", so that nobody can read these tweets; the person's own X archive may still have"
                    + " them (Timeline.archive).";
        }
        if (reason.code() == PROTECTED_CODE || reason.says("not-authorized-for-resource") || reason.says("Not authorized")) {
            return "The tweets of " + who + " are protected, for approved followers only; use the OAuth keys of such a follower"
                    + " (X_API_KEY, X_API_SECRET, X_ACCESS_TOKEN, X_ACCESS_TOKEN_SECRET and no bearer token), or the person's own"
                    + " X archive (Timeline.archive).";
        }
        if (KEY_CODES.contains(reason.code()) || reason.status() == HTTP_UNAUTHORIZED) {
            return "X does not accept these keys (" + keys.places() + "): a letter is wrong, they have been replaced since, or"
                    + " this computer's clock is wrong; copy them again from " + XKeys.CONSOLE + ".";
        }
        if (UNKNOWN_CODES.contains(reason.code()) || reason.says("resource-not-found") || reason.status() == HTTP_NOT_FOUND) {
            return "There is no " + who + " on X; check how the handle is written, and whether it has changed.";
        }
        if (PLAN_CODES.contains(reason.code()) || reason.status() == HTTP_FORBIDDEN) {
            return "Your plan of the X API does not let these keys (" + keys.places() + ") read tweets" + inItsWords(reason)
                    + "; give the app a project and a plan that does at " + XKeys.CONSOLE
                    + (version == ApiVersion.V1 ? ", or ask version 2 of the API (unset " + XApi.VERSION + ")." : ".") + FREE;
        }
        return "X refused to answer about " + who + (reason.status() == HTTP_OK ? "" : ", with the status " + reason.status())
                + inItsWords(reason)
                + "; look what that means at https://docs.x.com/x-api/fundamentals/response-codes-and-errors.";
    }

    private String inItsWords(Reason reason) {
        String number = reason.code() > 0 ? "error " + reason.code() : "";
        String words =
                Stream.of(number, reason.title(), reason.detail(), reason.message()).filter(part -> !part.isBlank()).distinct()
                        .reduce((a, b) -> a + ": " + b).orElse("");
        return words.isEmpty() ? "" : " (" + plain(words) + ")";
    }

    /** {@return words of X in one line, not too long, without keys} */
    private String plain(String words) {
        String line = keys.conceal(words).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "…";
    }

    private static Instant reset(TwitterException refusal) {
        Instant now = Instant.now();
        try {
            return Optional.ofNullable(refusal.getRateLimitStatus())
                    .map(limit -> Instant.ofEpochSecond(limit.getResetTimeInSeconds())).filter(now::isBefore)
                    .orElseGet(() -> now.plus(WINDOW));
        } catch (NumberFormatException e) {
            return now.plus(WINDOW); // twitter4j reads the headers only now
        }
    }

    /** twitter4j puts the answer only into its message, and leaves it out if version 1.1 gives a number as the reason. */
    private static JsonNode body(TwitterException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int start = message.indexOf('{');
        try {
            return start < 0 ? MissingNode.getInstance() : JSON.readTree(message.substring(start));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // the page of a proxy; only the status is known
        }
    }
}
