package io.github.huggingtweets.hub.http;

import io.github.huggingtweets.hub.HubException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Why there is no answer at all, in words for a person. */
final class Failures {

    private final ProxySelector proxies;

    Failures(ProxySelector proxies) {
        this.proxies = proxies;
    }

    /**
     * {@return what a failure means}
     *
     * @param address who was asked
     * @param failure what Java's client threw
     */
    HubException of(URI address, Throwable failure) {
        String host = address.getHost();
        String through = through(address);
        if (isUnresolved(failure)) {
            return new TemporaryHubException("%s cannot be found%s; check the connection to the internet, HF_ENDPOINT and the proxy"
                    .formatted(host, through), null, failure);
        }
        if (failure instanceof SSLHandshakeException) {
            return new HubException(("%s cannot prove who it is (%s)%s; where a proxy stands between, Java has to trust its"
                    + " certificate").formatted(host, failure.getMessage(), through), failure);
        }
        if (failure instanceof SSLException) {
            return new HubException("%s does not speak TLS as expected (%s)%s; check HF_ENDPOINT and the proxy"
                    .formatted(host, failure.getMessage(), through), failure);
        }
        if (failure instanceof HttpTimeoutException) {
            return tooSlow(host, failure);
        }
        if (failure instanceof ConnectException) {
            return new TemporaryHubException("%s cannot be reached%s; check the connection to the internet, HF_ENDPOINT and the proxy"
                    .formatted(host, through), null, failure);
        }
        if (failure instanceof IOException && !through.isEmpty() && String.valueOf(failure.getMessage()).contains("unnel failed")) {
            return new HubException("%s cannot be reached%s, which refuses (%s); name another proxy in HTTPS_PROXY, or none"
                    .formatted(host, through, failure.getMessage()), failure);
        }
        return new TemporaryHubException("%s has cut the connection (%s)%s; try again later"
                .formatted(host, failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage(), through),
                null, failure);
    }

    TemporaryHubException tooSlow(String host, Throwable failure) {
        return new TemporaryHubException(("%s does not answer; check the connection to the internet, or let it have more time with"
                + " HF_HUB_ETAG_TIMEOUT and HF_HUB_DOWNLOAD_TIMEOUT, in seconds").formatted(host), null, failure);
    }

    private static boolean isUnresolved(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private String through(URI address) {
        return proxies.select(address).stream().filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
                .map(proxy -> (InetSocketAddress) proxy.address()).findFirst()
                .map(proxy -> " through the proxy " + proxy.getHostString() + ":" + proxy.getPort()).orElse("");
    }
}
