package io.github.huggingtweets.hub;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Hub means when it does not hand out a file, in words for a person. */
public final class Refusals {

    private static final Pattern RATE_LIMIT = Pattern.compile(";\\s*r\\s*=\\s*0\\s*;\\s*t\\s*=\\s*(\\d{1,6})");
    private static final int LONGEST_REASON = 200;

    private final HubSettings settings;

    /** @param settings where the Hub is, and who asks */
    public Refusals(HubSettings settings) {
        this.settings = settings;
    }

    /**
     * {@return what an answer that is neither a success nor a redirection means}
     *
     * @param repository the repository
     * @param file the file that was asked for
     * @param status the HTTP status
     * @param headers its headers
     * @param host which host it is from
     */
    public HubException of(RepositoryId repository, String file, int status, HttpHeaders headers, String host) {
        String code = headers.firstValue("X-Error-Code").orElse("");
        String reason = reason(headers);
        String hub = settings.endpoint().toString();
        switch (code) {
            case "RevisionNotFound":
                return new NoSuchRevisionException("%s has no revision \"%s\" at %s; check the branch, tag or commit behind the @"
                        .formatted(repository.name(), repository.revision(), hub));
            case "EntryNotFound":
                return new NoSuchFileOnHubException("%s has no file %s at %s; check that it is the model that is meant"
                        .formatted(repository, file, hub), headers.firstValue("X-Repo-Commit").orElse(null));
            case "GatedRepo":
                return new HubException(("%s is given out only to people who have accepted its terms%s; accept them at %s/%s, and"
                        + " name a token of that account in HF_TOKEN")
                        .formatted(repository.name(), reason, hub, repository.name()));
            case "RepoNotFound":
                return noRepository(repository, hub);
            default:
        }
        return switch (status) {
            case 401 -> settings.token().isEmpty() ? noRepository(repository, hub) : new HubException(
                    "%s does not accept the token%s; name a valid one in HF_TOKEN, or log in again".formatted(hub, reason));
            case 403 -> new HubException(("%s refuses to hand out %s of %s%s; make sure that the token in HF_TOKEN may read it")
                    .formatted(host, file, repository, reason));
            case 404 -> new NoSuchFileOnHubException(("There is no file %s of %s at %s%s; check the name of the model, its"
                    + " revision, and HF_ENDPOINT").formatted(file, repository, hub, reason), null);
            case 407 -> new HubException("The proxy asks for a password, which is not supported; name another one in HTTPS_PROXY,"
                    + " or name the Hub in NO_PROXY");
            case 429 -> new TemporaryHubException(("%s was asked too often%s; wait%s, or name a token in HF_TOKEN, with which one"
                    + " may ask more often").formatted(host, reason, retryAfter(headers).map(Refusals::minutes).orElse("")),
                    retryAfter(headers).orElse(null), null);
            case 408, 500, 502, 503, 504 -> new TemporaryHubException(
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

    /** The Hub repeats no token, but what stands between may: only its own header is believed, and never one with the token. */
    private String reason(HttpHeaders headers) {
        return headers.firstValue("X-Error-Message").map(String::strip)
                .filter(text -> !text.isEmpty() && settings.token().filter(text::contains).isEmpty())
                .map(text -> " (\"" + (text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text) + "\")")
                .orElse("");
    }

    /** Seconds or a date (RFC 9110), else the reset of a limit of which nothing is left. */
    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(Refusals::duration)
                .or(() -> headers.firstValue("RateLimit").map(RATE_LIMIT::matcher).filter(Matcher::find)
                        .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1)))));
    }

    private static String minutes(Duration wait) {
        return wait.toMinutes() < 2 ? "" : " %d minutes".formatted(wait.plusSeconds(59).toMinutes());
    }

    private static Optional<Duration> duration(String text) {
        if (text.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Duration left = Duration.between(Instant.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
