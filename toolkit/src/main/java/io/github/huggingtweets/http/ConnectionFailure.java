package io.github.huggingtweets.http;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The reason why a server did not answer. */
public enum ConnectionFailure {

    /** The name of the server cannot be resolved. */
    UNKNOWN_HOST,
    /** The server's certificate is not trusted. */
    UNTRUSTED_CERTIFICATE,
    /** The server does not speak TLS, or no version of it that Java speaks. */
    NO_TLS,
    /** The time limit for the connection or for the answer was exceeded. */
    TIMEOUT,
    /** No server listens at the address, or there is no route to it. */
    UNREACHABLE,
    /** A proxy refuses to connect to the server. */
    REFUSED_BY_PROXY,
    /** The connection was closed before the end of the answer. */
    CUT;

    /**
     * Finds the reason of a failed request.
     *
     * @param failure what Java's client threw
     * @return the reason; {@link #CUT} if no other is known
     */
    public static ConnectionFailure of(Throwable failure) {
        if (isCausedBy(UnresolvedAddressException.class, failure)) {
            return UNKNOWN_HOST;
        }
        if (isCausedBy(CertificateException.class, failure) || isCausedBy(CertPathBuilderException.class, failure)) {
            return UNTRUSTED_CERTIFICATE;
        }
        if (failure instanceof SSLException) {
            return NO_TLS;
        }
        if (failure instanceof HttpTimeoutException) {
            return TIMEOUT;
        }
        if (failure instanceof ConnectException) {
            return UNREACHABLE;
        }
        return String.valueOf(failure.getMessage()).contains("Tunnel failed") ? REFUSED_BY_PROXY : CUT;
    }

    private static boolean isCausedBy(Class<? extends Throwable> type, Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
    }
}
