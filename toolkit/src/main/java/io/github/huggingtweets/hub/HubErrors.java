package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.ConnectionFailure;
import io.github.huggingtweets.http.RateLimit;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes the messages that explain why the Hub does not send a file, or does not answer. */
final class HubErrors {

    private static final int LONGEST_REASON = 200;
    private static final String CHECK = "; check the connection to the internet, HF_ENDPOINT and the proxy";

    private final HubSettings settings;

    /** @param settings where the Hub is, and the access token */
    HubErrors(HubSettings settings) {
        this.settings = settings;
    }

    /**
     * Explains an answer that is neither a success nor a redirection.
     *
     * @param repository the repository
     * @param file the requested file
     * @param status the HTTP status
     * @param headers the headers of the answer
     * @param host the host that answered
     * @return the exception to throw
     */
    HubException refused(RepositoryId repository, String file, int status, HttpHeaders headers, String host) {
        String code = headers.firstValue("X-Error-Code").orElse("");
        String reason = reason(headers);
        String hub = settings.endpoint().toString();
        switch (code) {
            case "RevisionNotFound":
                return new HubException.NoSuchRevision(
                        "%s has no revision \"%s\" at %s; check the branch, tag or commit behind the @"
                                .formatted(repository.name(), repository.revision(), hub));
            case "EntryNotFound":
                return new HubException.NoSuchFile("%s has no file %s at %s; check the name of the model"
                        .formatted(repository, file, hub), headers.firstValue("X-Repo-Commit").orElse(null));
            case "GatedRepo":
                return new HubException(("%s is available only to people who have accepted its terms%s; accept them at %s/%s, and"
                        + " name a token of that account in HF_TOKEN")
                        .formatted(repository.name(), reason, hub, repository.name()));
            case "RepoNotFound":
                return noRepository(repository, hub);
            default:
        }
        return switch (status) {
            case 401 -> settings.token().isEmpty() ? noRepository(repository, hub) : new HubException(
                    "%s does not accept the token%s; name a valid one in HF_TOKEN, or log in again".formatted(hub, reason));
            case 403 -> new HubException(("%s refuses access to %s of %s%s; make sure that the token in HF_TOKEN may read it")
                    .formatted(host, file, repository, reason));
            case 404 -> new HubException.NoSuchFile(("There is no file %s of %s at %s%s; check the name of the model, its"
                    + " revision, and HF_ENDPOINT").formatted(file, repository, hub, reason), null);
            case 407 -> new HubException("The proxy asks for a password, or refuses that of HTTPS_PROXY; write it there as"
                    + " http://user:password@proxy.example:3128, or name the Hub in NO_PROXY");
            case 429 -> new HubException.Temporary(
                    "%s was asked too often%s; wait%s, or name a token in HF_TOKEN, which allows more requests"
                            .formatted(host, reason, retryAfter(headers).map(HubErrors::minutes).orElse("")),
                    retryAfter(headers).orElse(null), null);
            case 408, 500, 502, 503, 504 -> new HubException.Temporary(
                    "%s is out of order at the moment (it answers with status %d)%s; try again later"
                            .formatted(host, status, reason),
                    retryAfter(headers).orElse(null), null);
            default -> new HubException("%s answers with status %d to the request for %s of %s%s; try again later"
                    .formatted(host, status, file, repository, reason));
        };
    }

    private HubException noRepository(RepositoryId repository, String hub) {
        return new HubException("There is no model \"%s\" at %s, or it is private and %s; check the name%s".formatted(
                repository.name(), hub, settings.token().isPresent() ? "the token may not read it" : "no token was sent",
                settings.token().isPresent() ? ", and the token's rights" : ", or name a token that may read it in HF_TOKEN"));
    }

    /** Quotes only the Hub's own header, and not if it contains the token, which a proxy may have copied into it. */
    private String reason(HttpHeaders headers) {
        return headers.firstValue("X-Error-Message").map(this::quoted).orElse("");
    }

    /** {@return what a server says, to be put into a message; empty if it says nothing, or repeats the token} */
    String quoted(String said) {
        return Optional.of(said.strip().replaceAll("\\s+", " "))
                .filter(text -> !text.isEmpty() && settings.token().filter(text::contains).isEmpty())
                .map(text -> " (\"" + (text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text) + "\")")
                .orElse("");
    }

    static Optional<Duration> retryAfter(HttpHeaders headers) {
        return RateLimit.retryAfter(headers, Instant.now());
    }

    static String minutes(Duration wait) {
        return wait.toMinutes() < 2 ? "" : " %d minutes".formatted(wait.plusSeconds(59).toMinutes());
    }

    /**
     * Explains why there is no answer.
     *
     * @param address the address of the request
     * @param failure what Java's client threw
     * @return the exception to throw
     */
    HubException unanswered(URI address, Throwable failure) {
        String host = address.getHost();
        String proxy = throughProxy(address);
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return switch (ConnectionFailure.of(failure)) {
            case UNKNOWN_HOST -> temporary(host + " cannot be found" + proxy + CHECK, failure);
            case UNREACHABLE -> temporary(host + " cannot be reached" + proxy + CHECK, failure);
            case UNTRUSTED_CERTIFICATE -> new HubException(
                    ("Java does not trust the certificate of %s (%s)%s; if a proxy answers in"
                            + " its place, add the proxy's certificate to Java's trust store").formatted(host, reason, proxy),
                    failure);
            case NO_TLS -> temporary("%s does not speak TLS as expected (%s)%s; check HF_ENDPOINT and the proxy"
                    .formatted(host, reason, proxy), failure);
            case TIMEOUT -> temporary(("%s does not answer; check the connection to the internet, or let it have more time with"
                    + " HF_HUB_ETAG_TIMEOUT and HF_HUB_DOWNLOAD_TIMEOUT, in seconds").formatted(host), failure);
            case REFUSED_BY_PROXY -> new HubException(
                    "%s cannot be reached%s, which refuses (%s); correct the proxy or its password in HTTPS_PROXY"
                            .formatted(host, proxy, reason),
                    failure);
            case CUT -> temporary("%s has cut the connection (%s)%s; try again later".formatted(host, reason, proxy), failure);
        };
    }

    private static HubException temporary(String message, Throwable failure) {
        return new HubException.Temporary(message, null, failure);
    }

    private String throughProxy(URI address) {
        return settings.proxies().select(address).stream().filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
                .map(proxy -> (InetSocketAddress) proxy.address()).findFirst()
                .map(proxy -> " through the proxy " + proxy.getHostString() + ":" + proxy.getPort()).orElse("");
    }
}
