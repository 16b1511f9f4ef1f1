package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.Exchange;
import io.github.huggingtweets.http.FileBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BiPredicate;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sends requests to the Hub, without retries. The token is sent only to the Hub, not to the hosts to which it redirects. */
final class HubConnection {

    private static final int MOST_REDIRECTIONS = 10;
    private static final int UNSATISFIABLE = 416;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
    private static final String COMMIT_HEADER = "X-Repo-Commit";

    private final HubSettings settings;
    private final HubErrors errors;
    private final HttpClient client;

    /** @param settings where the Hub is, and the access token */
    HubConnection(HubSettings settings) {
        this.settings = settings;
        errors = new HubErrors(settings);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.metadataTimeout()).proxy(settings.proxies()).build();
    }

    /** {@return what sends the requests, through the proxies of the environment} */
    HttpClient client() {
        return client;
    }

    /**
     * Asks for the metadata of a file.
     *
     * @param repository the repository and the revision
     * @param file the file's path in it
     * @return what the Hub says
     * @throws HubException.NoSuchFile if there is no such file
     * @throws HubException.NoSuchRevision if there is no such revision
     * @throws HubException.Temporary if a second request may succeed
     * @throws HubException if the Hub refuses, or if the server is not a Hub
     * @throws CancellationException if the thread is interrupted; its interrupt status is then cleared
     */
    FileMetadata metadata(RepositoryId repository, String file) {
        HttpResponse<Void> response = ask(repository, file,
                request -> request.method("HEAD", HttpRequest.BodyPublishers.noBody()).header("Accept-Encoding", "identity"),
                BodyHandlers.discarding(), new Exchange(client, settings.metadataTimeout()),
                this::isAboutLargeFile);
        String commit = header(response, COMMIT_HEADER).orElse("");
        Optional<String> etag = header(response, "X-Linked-Etag").or(() -> header(response, "ETag"));
        if (!COMMIT.matcher(commit).matches() || etag.isEmpty()) {
            throw new HubException(("%s does not answer as a Hub does: it names no commit and no ETag of %s; check HF_ENDPOINT,"
                    + " and whether a proxy or a login page answers in its place").formatted(settings.endpoint(), file));
        }
        Optional<String> size = header(response, "X-Linked-Size")
                .or(() -> response.statusCode() / 100 == 2 ? header(response, "Content-Length") : Optional.empty());
        return new FileMetadata(commit, Etag.ofHeader(etag.get()), size.filter(digits -> digits.matches("\\d{1,18}"))
                .map(digits -> OptionalLong.of(Long.parseLong(digits))).orElse(OptionalLong.empty()));
    }

    /** A redirect to another host is for a large file and has its metadata; one within the Hub may only lead to a new name. */
    private boolean isAboutLargeFile(HttpResponse<?> redirection, URI target) {
        return !isHub(target) && header(redirection, COMMIT_HEADER).isPresent();
    }

    /**
     * Fetches the rest of a file, or the whole file if the Hub does not support ranges.
     *
     * @param repository the repository and the revision
     * @param file the file's path in it
     * @param part the beginning of the file, which may be empty; new bytes are appended
     * @param lengths receives the number of bytes of the part about ten times a second, on this thread
     * @throws HubException.Temporary if a second request may succeed
     * @throws HubException if the Hub refuses
     * @throws UncheckedIOException if the part cannot be written
     * @throws CancellationException if the thread is interrupted; its interrupt status is then cleared
     */
    void fetch(RepositoryId repository, String file, FileChannel part, LongConsumer lengths) {
        try {
            long begin = part.size();
            FileBody body = new FileBody(part, begin);
            try {
                HttpResponse<Void> response = ask(repository, file,
                        request -> begin == 0 ? request.GET() : request.GET().header("Range", "bytes=" + begin + "-"),
                        body, new Exchange(client, settings.downloadTimeout(), body::position, lengths),
                        (redirection, target) -> false);
                if (response.statusCode() == UNSATISFIABLE || body.isElsewhere(response.statusCode(), response.headers())) {
                    part.truncate(0); // the part is not the beginning of this file
                    throw new HubException.Temporary(String.format(Locale.ENGLISH,
                            "%s has no bytes of %s from %,d on; it is fetched from its beginning",
                            response.uri().getHost(), file, begin), Duration.ZERO, null);
                }
            } finally {
                body.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request and follows redirects, except those that are an answer by themselves. */
    private HttpResponse<Void> ask(RepositoryId repository, String file, UnaryOperator<HttpRequest.Builder> method,
            BodyHandler<Void> body, Exchange exchange, BiPredicate<HttpResponse<?>, URI> isEnough) {
        URI address = address(repository, file);
        for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
            HttpResponse<Void> response = send(method.apply(request(address)).build(), body, exchange);
            int status = response.statusCode();
            Optional<URI> target = status / 100 == 3 ? target(response) : Optional.empty();
            if (target.isEmpty() && status / 100 != 2 && status != UNSATISFIABLE) {
                throw errors.refused(repository, file, status, response.headers(), address.getHost());
            }
            if (target.isEmpty() || isEnough.test(response, target.get())) {
                return response;
            }
            address = target.get();
        }
        throw new HubException("%s redirects the request for %s of %s in circles; check HF_ENDPOINT"
                .formatted(address.getHost(), file, repository));
    }

    private HttpResponse<Void> send(HttpRequest request, BodyHandler<Void> body, Exchange exchange) {
        try {
            return exchange.send(request, body);
        } catch (FileBody.NotWrittenException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (InterruptedException e) {
            throw new CancellationException(Hub.INTERRUPTED);
        } catch (IOException e) {
            throw errors.unanswered(request.uri(), e);
        }
    }

    /** {@return a request with the token if it goes to the Hub, and without one if it goes elsewhere} */
    HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", Exchange.USER_AGENT);
        settings.token().filter(token -> isHub(address)).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    /** {@return where a redirection leads, if it says so} */
    static Optional<URI> target(HttpResponse<?> redirection) {
        return header(redirection, "Location").map(location -> {
            try {
                URI target = redirection.uri().resolve(location);
                if (target.getHost() != null && List.of("http", "https").contains(target.getScheme().toLowerCase(Locale.ROOT))) {
                    return target;
                }
            } catch (IllegalArgumentException e) {
                // falls through to the same message, which does not repeat a signature
            }
            throw new HubException(redirection.uri().getHost() + " redirects to something that is no address; check HF_ENDPOINT");
        });
    }

    /** {@return whether an address is the Hub's, which may have the token} */
    boolean isHub(URI address) {
        URI hub = settings.endpoint();
        return hub.getScheme().equalsIgnoreCase(address.getScheme()) && hub.getHost().equalsIgnoreCase(address.getHost())
                && port(hub) == port(address);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private URI address(RepositoryId repository, String file) {
        String path = Arrays.stream(file.split("/")).map(HubConnection::encoded).collect(Collectors.joining("/"));
        return URI.create("%s/%s/resolve/%s/%s".formatted(
                settings.endpoint(), repository.name(), encoded(repository.revision()), path));
    }

    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Optional<String> header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).map(String::strip).filter(value -> !value.isEmpty());
    }
}
