package io.github.huggingtweets.sources.network;

import static java.net.HttpURLConnection.HTTP_PROXY_AUTH;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.huggingtweets.http.ConnectionFailure;
import io.github.huggingtweets.http.EnvironmentProxies;
import io.github.huggingtweets.http.Exchange;
import io.github.huggingtweets.http.LimitedBody;
import io.github.huggingtweets.http.LimitedBody.TooLongException;
import io.github.huggingtweets.http.Pause;
import io.github.huggingtweets.http.RateLimit;
import io.github.huggingtweets.sources.TweetSourceException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

/**
 * Asks a server for JSON, and distinguishes temporary failures from others. A proxy is used if the environment variable
 * {@code HTTPS_PROXY} or the JDK's system properties name one.
 */
public final class WebApi {

    private static final Duration CONNECTING = Duration.ofSeconds(20);
    /** The longest time from the request to the last byte of the answer. */
    private static final Duration ANSWERING = Duration.ofSeconds(60);
    /** A page of 100 posts has about 500 kB. */
    static final int LARGEST_ANSWER = 32 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String network;
    private final EnvironmentProxies proxies;
    private final HttpClient client;
    private final Duration answering;

    /**
     * Makes a client. No request is sent yet.
     *
     * @param network the name of the network or the server in messages
     * @throws TweetSourceException if the environment variable of a proxy names none
     */
    public WebApi(String network) {
        this(network, ANSWERING);
    }

    WebApi(String network, Duration answering) {
        this.network = network;
        this.answering = answering;
        try {
            proxies = EnvironmentProxies.standard();
        } catch (IllegalArgumentException e) {
            throw new TweetSourceException(e.getMessage(), e);
        }
        client = HttpClient.newBuilder().connectTimeout(CONNECTING).followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1).proxy(proxies).build();
    }

    /**
     * Reads the address of a server that a user has chosen.
     *
     * @param variable the environment variable, or system property, that names the server
     * @param standard the address to use if the variable is not set
     * @return the address, without a slash at its end
     * @throws TweetSourceException if the variable names no address
     */
    public static String server(String variable, String standard) {
        String address = System.getProperty(variable, System.getenv().getOrDefault(variable, "")).strip().replaceFirst("/+$", "");
        if (address.isEmpty()) {
            return standard;
        }
        try {
            if (address.matches("https?://.*") && new URI(address).getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // explained below
        }
        throw new TweetSourceException(
                "%s is \"%s\", which is no address such as https://server.example or http://localhost:3000;"
                        .formatted(variable, address) + " correct it, or leave it out.");
    }

    /**
     * Sends a GET request.
     *
     * @param address the address, with its parameters
     * @return the answer: a success, or a refusal with a status not named below
     * @throws RateLimitException if the answer is 429
     * @throws TemporaryFailureException if the answer is 5xx, or if there is no answer because the connection fails or takes
     *         too long
     * @throws TweetSourceException if there is no such server, if its answer is not JSON, or if a proxy refuses
     */
    public Answer get(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", Exchange.USER_AGENT)
                .build();
        HttpResponse<byte[]> response = send(request);
        int status = response.statusCode();
        if (status == 429) {
            Instant reset = RateLimit.reset(response.headers(), Instant.now());
            throw new RateLimitException("%s was asked too often, and answers again at %s."
                    .formatted(network, Pause.timeAndWait(reset, Instant.now())), reset);
        }
        if (status == HTTP_PROXY_AUTH) {
            throw new TweetSourceException("The proxy asks for a password, or refuses that of HTTPS_PROXY; write it there as"
                    + " http://user:password@proxy.example:3128.");
        }
        if (status >= 500) {
            throw new TemporaryFailureException("%s is out of order at the moment (it answers with status %d); try again later."
                    .formatted(network, status), null, RateLimit.retryAfter(response.headers(), Instant.now()).orElse(null));
        }
        return new Answer(response.uri(), status, response.headers(), json(response));
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return new Exchange(client, answering).send(request, headers -> new LimitedBody(LARGEST_ANSWER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporaryFailureException("The request to " + network + " was interrupted.", e);
        } catch (IOException e) {
            throw failure(request.uri(), e);
        }
    }

    private TweetSourceException failure(URI address, IOException cause) {
        if (cause instanceof TooLongException) {
            return new TweetSourceException("%s answers with more than %d MB, which no list of posts has."
                    .formatted(network, LARGEST_ANSWER >> 20), cause);
        }
        String proxy = proxies.server(address).map(" through the proxy %s"::formatted).orElse("");
        return switch (ConnectionFailure.of(cause)) {
            case UNKNOWN_HOST ->
                new TweetSourceException(network.equals(address.getHost())
                        ? "%s can't be found%s; check the name of the server, and the connection to the internet."
                                .formatted(network, proxy)
                        : "%s can't be reached, because its server %s can't be found%s; check the connection to the internet."
                                .formatted(network, address.getHost(), proxy),
                        cause);
            case UNTRUSTED_CERTIFICATE -> new TweetSourceException(("%s can't prove who it is (%s); if a proxy stands between,"
                    + " Java has to trust its certificate.").formatted(network, cause.getMessage()), cause);
            case TIMEOUT -> noConnection("takes longer than "
                    + (cause instanceof HttpConnectTimeoutException ? CONNECTING : answering).toSeconds() + " s to answer"
                    + proxy,
                    cause);
            case REFUSED_BY_PROXY -> new TweetSourceException(
                    "%s can't be reached%s, which refuses (%s); correct the proxy or its password in HTTPS_PROXY."
                            .formatted(network, proxy, cause.getMessage()),
                    cause);
            default -> noConnection("has cut the connection, or can't be reached%s (%s)".formatted(proxy, cause), cause);
        };
    }

    private TemporaryFailureException noConnection(String what, Throwable cause) {
        return new TemporaryFailureException(
                network + " " + what + "; check the connection to the internet, and try again.", cause);
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(plain(response.headers(), response.body()));
        } catch (IOException e) {
            if (response.statusCode() / 100 != 2) {
                return MissingNode.getInstance(); // the refusal may come from a proxy, which writes no JSON
            }
            if (e instanceof TooLongException) {
                throw failure(response.uri(), e);
            }
            // without a length, only the contents show that the end is missing
            if (e instanceof EOFException || e instanceof JsonEOFException && !saysItsLength(response.headers())) {
                throw noConnection("has cut the connection within an answer", e);
            }
            String type = response.headers().firstValue("Content-Type").orElse("of no type");
            if (type.contains("json")) {
                throw new TweetSourceException(
                        ("%s answers with damaged JSON, which %s; that is a fault of %s, so try again another"
                                + " day.").formatted(network, e instanceof JsonEOFException ? "ends too early" : "can't be read",
                                        response.uri().getHost()),
                        e);
            }
            throw new TweetSourceException("%s answers with something else than JSON (%s); is %s the right server, and does"
                    .formatted(network, type, response.uri().getHost()) + " nothing ask for a login in between?", e);
        }
    }

    /** {@return whether Java has noticed if a part was missing} */
    private static boolean saysItsLength(HttpHeaders headers) {
        return headers.firstValue("Content-Length").isPresent() || headers.firstValue("Transfer-Encoding").isPresent();
    }

    private static byte[] plain(HttpHeaders headers, byte[] body) throws IOException {
        if (!headers.firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip")) {
            return body;
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = unpacked.readNBytes(LARGEST_ANSWER + 1);
            if (bytes.length > LARGEST_ANSWER) {
                throw new TooLongException();
            }
            return bytes;
        }
    }
}
