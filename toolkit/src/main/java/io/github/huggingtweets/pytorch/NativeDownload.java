package io.github.huggingtweets.pytorch;

import io.github.huggingtweets.http.ConnectionFailure;
import io.github.huggingtweets.http.EnvironmentProxies;
import io.github.huggingtweets.http.Exchange;
import io.github.huggingtweets.http.FileBody;
import io.github.huggingtweets.http.RateLimit;
import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.http.TemporaryFailure;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.TransferMeter;
import io.github.huggingtweets.progress.TransferProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The download of the native library from Maven Central or a mirror of it.
 *
 * @param repository the address of the repository
 * @param proxies the proxies to use
 * @param retries repeats what fails for a moment
 * @param timeout how long to wait for the connection, and then for the next bytes
 * @param listener receives the progress
 */
record NativeDownload(String repository, EnvironmentProxies proxies, Retries retries, Duration timeout,
        ProgressListener listener) {

    /** The environment variable that names a mirror of Maven Central. */
    static final String MIRROR = "HUGGINGTWEETS_MAVEN_MIRROR";

    private static final String CENTRAL = "https://repo1.maven.org/maven2";
    private static final String INTERRUPTED = "The download of PyTorch was stopped; the next one continues from there.";
    private static final int UNSATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;

    static NativeDownload standard() {
        return of(System.getenv(), new Retries(Duration.ofSeconds(1), Duration.ofMinutes(6), INTERRUPTED), Duration.ofSeconds(30),
                ProgressListener.standard());
    }

    /**
     * {@return a download with the settings of an environment}
     *
     * @param environment variables by name
     * @throws PyTorchException if the variable of the mirror names no address, or that of a proxy names no proxy
     */
    static NativeDownload of(Map<String, String> environment, Retries retries, Duration timeout, ProgressListener listener) {
        String mirror = environment.getOrDefault(MIRROR, "").strip().replaceFirst("/+$", "");
        if (!mirror.isEmpty() && !isAddress(mirror)) {
            throw new PyTorchException(MIRROR + " names no address such as https://maven.example/central (without a password);"
                    + " correct it, or leave it out");
        }
        try {
            return new NativeDownload(mirror.isEmpty() ? CENTRAL : mirror, EnvironmentProxies.of(environment), retries, timeout,
                    listener);
        } catch (IllegalArgumentException e) {
            throw new PyTorchException(e.getMessage(), e);
        }
    }

    private static boolean isAddress(String mirror) {
        try {
            URI address = new URI(mirror);
            return mirror.matches("https?://.*") && address.getHost() != null && address.getUserInfo() == null
                    && address.getQuery() == null && address.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Clears the interrupt status of the thread. {@return the exception that says that a person has stopped the download} */
    CancellationException stopped() {
        Thread.interrupted();
        return new CancellationException(INTERRUPTED);
    }

    /** {@return the address of a build} */
    URI address(NativeBuild build) {
        return URI.create(repository + "/" + build.path());
    }

    /**
     * Downloads a jar, or the rest of it.
     *
     * @param build the build to fetch
     * @param part the beginning of the jar, if there is one; afterwards all of it
     * @throws PyTorchException if the repository does not send it; what has come stays in the part
     * @throws CancellationException if the thread is interrupted
     * @throws IOException if the part cannot be written
     */
    void fetch(NativeBuild build, Path part) throws IOException {
        TransferMeter meter = new TransferMeter(TransferProgress.Direction.DOWNLOAD, "PyTorch " + NativeBuild.VERSION, listener);
        meter.expect(build.size());
        meter.begin(build.platform());
        HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1).proxy(proxies).build();
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.size() > build.size()) {
                channel.truncate(0);
            }
            meter.resumeAt(channel.size());
            while (channel.size() < build.size()) {
                long before = channel.size();
                try {
                    retries.ask(() -> ask(client, build, channel, meter), pause -> meter.pause(pause.words()));
                } catch (TemporaryException e) {
                    if (channel.size() <= before) { // else some bytes came, so it continues
                        throw e;
                    }
                }
                if (channel.size() <= before) {
                    throw new PyTorchException(
                            "%s is shorter than the jar that DJL has published; see whether a mirror changes files"
                                    .formatted(address(build)));
                }
            }
            meter.end(build.size());
            meter.done();
        } catch (RuntimeException | IOException e) {
            meter.fail(e);
            throw e;
        }
    }

    private boolean ask(HttpClient client, NativeBuild build, FileChannel part, TransferMeter meter) {
        try {
            long begin = part.size();
            HttpRequest.Builder request = HttpRequest.newBuilder(address(build)).header("User-Agent", Exchange.USER_AGENT);
            if (begin > 0) {
                request.header("Range", "bytes=" + begin + "-");
            }
            FileBody body = new FileBody(part, begin);
            try {
                HttpResponse<Void> response =
                        new Exchange(client, timeout, body::position, meter::at).send(request.build(), body);
                if (response.statusCode() == UNSATISFIABLE || body.isElsewhere(response.statusCode(), response.headers())) {
                    part.truncate(0);
                    throw new TemporaryException("the repository does not continue a download", Duration.ZERO, null);
                }
                if (response.statusCode() / 100 != 2) {
                    throw refused(response);
                }
                return true;
            } finally {
                body.stop();
            }
        } catch (FileBody.NotWrittenException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (InterruptedException e) {
            throw stopped();
        } catch (IOException e) {
            throw unanswered(build, e);
        }
    }

    private static PyTorchException refused(HttpResponse<?> response) {
        int status = response.statusCode();
        Optional<Duration> wait = RateLimit.retryAfter(response.headers(), Instant.now());
        String what = "%s answers with status %d".formatted(response.uri(), status);
        if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
            return new PyTorchException("The proxy asks for a password, or refuses that of HTTPS_PROXY; write it there as"
                    + " http://user:password@proxy.example:3128");
        }
        if (status >= 500 || status == TOO_MANY_REQUESTS || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT) {
            return new TemporaryException(what + "; try again later, or name a mirror of Maven Central in " + MIRROR,
                    wait.orElse(null), null);
        }
        return new PyTorchException("%s; name another mirror of Maven Central in %s, or leave it out".formatted(what, MIRROR));
    }

    private PyTorchException unanswered(NativeBuild build, IOException failure) {
        String host =
                address(build).getHost() + proxies.server(address(build)).map(" through the proxy %s"::formatted).orElse("");
        String what = switch (ConnectionFailure.of(failure)) {
            case UNKNOWN_HOST -> host + " cannot be found";
            case UNREACHABLE -> host + " cannot be reached";
            case TIMEOUT -> host + " does not answer";
            case CUT -> "%s has cut the connection (%s)".formatted(host, failure.getMessage());
            case UNTRUSTED_CERTIFICATE -> "Java does not trust the certificate of %s (%s)".formatted(host, failure.getMessage());
            case NO_TLS -> "%s does not speak TLS as expected (%s)".formatted(host, failure.getMessage());
            case REFUSED_BY_PROXY -> "%s refuses (%s)".formatted(host, failure.getMessage());
        };
        return new TemporaryException(
                ("PyTorch's native library (%s) is not on this machine yet, and %s. Connect this machine to the"
                        + " internet once and try again, or name a mirror of Maven Central in %s, or put %s on the class path.")
                        .formatted(TransferProgress.amount(build.size()), what, MIRROR, build.file()),
                null, failure);
    }

    /** A request failed, and the next one may succeed. */
    private static final class TemporaryException extends PyTorchException implements TemporaryFailure {

        private static final long serialVersionUID = 1L;

        private final Duration wait;

        TemporaryException(String message, Duration wait, Throwable cause) {
            super(message, cause);
            this.wait = wait;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(wait);
        }
    }
}
