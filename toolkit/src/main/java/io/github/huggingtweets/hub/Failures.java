package io.github.huggingtweets.hub;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why there is no answer at all, in words for a person. */
public final class Failures {

    private static final String CHECK = "; check the connection to the internet, HF_ENDPOINT and the proxy";

    private final ProxySelector proxies;

    /** @param proxies through which the Hub is asked */
    public Failures(ProxySelector proxies) {
        this.proxies = proxies;
    }

    /**
     * {@return what a failure means}
     *
     * @param address who was asked
     * @param failure what Java's client threw
     */
    public HubException of(URI address, Throwable failure) {
        String host = address.getHost();
        String through = through(address);
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (isCausedBy(UnresolvedAddressException.class, failure)) {
            return new TemporaryHubException(host + " cannot be found" + through + CHECK, null, failure);
        }
        if (isCausedBy(CertificateException.class, failure) || isCausedBy(CertPathBuilderException.class, failure)) {
            return new HubException(("%s cannot prove who it is (%s)%s; where a proxy stands between, Java has to trust its"
                    + " certificate").formatted(host, reason, through), failure);
        }
        if (failure instanceof SSLException) {
            return new TemporaryHubException("%s does not speak TLS as expected (%s)%s; check HF_ENDPOINT and the proxy"
                    .formatted(host, reason, through), null, failure);
        }
        if (failure instanceof HttpTimeoutException) {
            return new TemporaryHubException(("%s does not answer; check the connection to the internet, or let it have more time"
                    + " with HF_HUB_ETAG_TIMEOUT and HF_HUB_DOWNLOAD_TIMEOUT, in seconds").formatted(host), null, failure);
        }
        if (failure instanceof ConnectException) {
            return new TemporaryHubException(host + " cannot be reached" + through + CHECK, null, failure);
        }
        if (!through.isEmpty() && reason.contains("Tunnel failed")) {
            return new HubException("%s cannot be reached%s, which refuses (%s); name another proxy in HTTPS_PROXY, or none"
                    .formatted(host, through, reason), failure);
        }
        return new TemporaryHubException("%s has cut the connection (%s)%s; try again later".formatted(host, reason, through),
                null, failure);
    }

    private static boolean isCausedBy(Class<? extends Throwable> type, Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
    }

    private String through(URI address) {
        return proxies.select(address).stream().filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
                .map(proxy -> (InetSocketAddress) proxy.address()).findFirst()
                .map(proxy -> " through the proxy " + proxy.getHostString() + ":" + proxy.getPort()).orElse("");
    }
}
