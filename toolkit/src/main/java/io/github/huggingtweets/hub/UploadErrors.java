package io.github.huggingtweets.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the messages that explain why the Hub or its storage does not take an upload. */
final class UploadErrors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NO_ROOM =
            Pattern.compile("(?i).*\\b(storage|quota|limit (was |is )?reached|upgrade your plan|payment|billing)\\b.*");
    /** What the storage calls a failure, in XML. The rest of its answer may repeat the signed address. */
    private static final Pattern STORAGE_CODE = Pattern.compile("<Code>([A-Za-z]{1,60})</Code>");
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int BANDWIDTH_EXCEEDED = 509; // of Git LFS

    private final HubSettings settings;
    private final HubErrors errors;

    /** @param settings where the Hub is, and the access token */
    UploadErrors(HubSettings settings) {
        this.settings = settings;
        errors = new HubErrors(settings);
    }

    /** What a request is to achieve. */
    enum Step {
        CREATE,
        LOOK,
        SEND,
        COMMIT,
        SETTINGS
    }

    /**
     * The purpose of a request.
     *
     * @param repository the repository
     * @param step what the request is to achieve
     * @param what the file that is sent, or else how to call the request in a message
     * @param bytes how many bytes are sent
     */
    record Purpose(RepositoryId repository, Step step, String what, long bytes) {}

    /**
     * Explains an answer of the Hub that is neither a success nor a redirection.
     *
     * @param purpose what the request was for
     * @param answer the answer
     * @return the exception to throw
     */
    HubException refused(Purpose purpose, HttpResponse<String> answer) {
        Optional<String> header = answer.headers().firstValue("X-Error-Message");
        return refused(purpose, answer.statusCode(), header.orElseGet(() -> said(answer.body())),
                HubErrors.retryAfter(answer.headers()).orElse(null));
    }

    private static String said(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return Stream.of(json.path("error"), json.path("error").path("message"), json.path("message"))
                    .filter(JsonNode::isTextual).map(JsonNode::asText).findFirst().orElse("");
        } catch (JsonProcessingException e) {
            return ""; // a page for people
        }
    }

    /**
     * Explains a refusal of the Hub.
     *
     * @param purpose what the request was for
     * @param status the status of the answer, or the code that Git LFS gives a file
     * @param said what the Hub says, or nothing
     * @param retryAfter the wait that it demands, or null
     * @return the exception to throw
     */
    HubException refused(Purpose purpose, int status, String said, Duration retryAfter) {
        String name = purpose.repository().name();
        String hub = settings.endpoint().toString();
        String reason = errors.quoted(said);
        boolean mayBeFull = status == 402 || status == 403 || status == 413 || status == 422;
        if (mayBeFull && NO_ROOM.matcher(said).matches() || status == INSUFFICIENT_STORAGE || status == BANDWIDTH_EXCEEDED) {
            return new HubException(("The account has no room at %s for %s of %s%s; delete models that nobody needs, or take a"
                    + " larger plan, and push again").formatted(hub, purpose.what(), name, reason));
        }
        if (purpose.step() == Step.CREATE && status == 409) { // the one for a name that is there is none
            return new HubException.Temporary("%s makes another repository at the moment%s; push again later"
                    .formatted(hub, reason), retryAfter, null);
        }
        return switch (status) {
            case 401 -> new HubException(("%s does not accept the token%s; name a valid one in HF_TOKEN, or log in again with"
                    + " \"hf auth login\"").formatted(hub, reason));
            case 402 -> new HubException("%s asks for a payment before it takes %s of %s%s; see to it there, and push again"
                    .formatted(hub, purpose.what(), name, reason));
            case 403 -> new HubException.Forbidden(("The token may not write to %s at %s%s; name one in HF_TOKEN that has the"
                    + " right to write there, from %s/settings/tokens").formatted(name, hub, reason, hub));
            case 404, 410 -> new HubException(("%s has no model %s to which the token may write%s; check the name, and whether"
                    + " somebody has just deleted or renamed it").formatted(hub, name, reason));
            case 407 -> new HubException("The proxy asks for a password, or refuses that of HTTPS_PROXY; write it there as"
                    + " http://user:password@proxy.example:3128, or name the Hub in NO_PROXY");
            case 409, 412 -> new HubException.Conflict(("Somebody else has changed %s at %s while this push was under way%s;"
                    + " push again to replace that by this bot").formatted(name, hub, reason));
            case 413 ->
                new HubException(("%s, or a proxy before it, refuses %s of %s as too large (%,d bytes)%s; make it smaller,"
                        + " or upload the saved folder with \"hf upload\"")
                        .formatted(hub, purpose.what(), name, purpose.bytes(), reason));
            case 429 -> new HubException.Temporary("%s was asked too often%s; wait%s, and push again".formatted(hub, reason,
                    Optional.ofNullable(retryAfter).map(HubErrors::minutes).orElse("")), retryAfter, null);
            case 408, 500, 502, 503, 504 -> outOfOrder(hub, status, reason, retryAfter);
            default -> purpose.step() == Step.CREATE
                    ? new HubException("%s makes no repository %s (it answers with status %d)%s; choose another name"
                            .formatted(hub, name, status, reason))
                    : new HubException("%s does not take %s of %s (it answers with status %d)%s; correct that, and push again"
                            .formatted(hub, purpose.what(), name, status, reason));
        };
    }

    private static HubException outOfOrder(String where, int status, String reason, Duration retryAfter) {
        return new HubException.Temporary("%s is out of order at the moment (it answers with status %d)%s; push again later"
                .formatted(where, status, reason), retryAfter, null);
    }

    /**
     * Explains an answer of the storage, whose address is signed and stands in no message.
     *
     * @param purpose what the request was for
     * @param answer the answer
     * @return the exception to throw
     */
    HubException refusedByStorage(Purpose purpose, HttpResponse<String> answer) {
        int status = answer.statusCode();
        String host = answer.uri().getHost();
        Matcher code = STORAGE_CODE.matcher(answer.body());
        String reason = code.find() ? " (" + code.group(1) + ")" : "";
        Duration retryAfter = HubErrors.retryAfter(answer.headers()).orElse(null);
        if (status == 429 || status >= 500 && status != INSUFFICIENT_STORAGE || reason.contains("RequestTimeout")) {
            return outOfOrder(host, status, reason, retryAfter);
        }
        if (status == 413) {
            return new HubException("%s, the storage of the Hub, refuses %,d bytes of %s as too large%s; push again later"
                    .formatted(host, purpose.bytes(), purpose.what(), reason));
        }
        String message = "%s, the storage of the Hub, does not take %s (it answers with status %d)%s; push again"
                .formatted(host, purpose.what(), status, reason);
        return status == 401 || status == 403 || status == 404 || status == 410
                ? new HubException.Expired(message) : new HubException(message);
    }

    /** Explains that the Hub got other bytes than were sent. */
    HubException damaged(Purpose purpose, HubException refusal) {
        return new HubException("%s of %s did not arrive as it was sent; push again, and it is sent anew. %s"
                .formatted(purpose.what(), purpose.repository().name(), refusal.getMessage()), refusal);
    }

    /** Explains why there is no answer. */
    HubException unanswered(URI address, Throwable failure) {
        return errors.unanswered(address, failure);
    }

    /** {@return the exception for a Hub that answers with something that no Hub says} */
    HubException noHub(String what) {
        return new HubException(("%s does not answer as a Hub does: %s; check HF_ENDPOINT, and whether a proxy or a login page"
                + " answers in its place").formatted(settings.endpoint(), what));
    }
}
