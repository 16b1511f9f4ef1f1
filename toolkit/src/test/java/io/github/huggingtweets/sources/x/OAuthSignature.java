package io.github.huggingtweets.sources.x;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes the signature of OAuth 1.0a (RFC 5849, HMAC-SHA1), as a server does to check a request. */
final class OAuthSignature {

    private OAuthSignature() {}

    /**
     * @param address the address without its query
     * @param parameters the parameters of query, body and Authorization header without the signature; not encoded, each name once
     */
    static String of(String method, String address, Map<String, String> parameters, String appSecret, String tokenSecret) {
        Map<String, String> encoded = new TreeMap<>();
        parameters.forEach((name, value) -> encoded.put(encode(name), encode(value)));
        String query = encoded.entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining("&"));
        String base = method + "&" + encode(address) + "&" + encode(query);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            String key = encode(appSecret) + "&" + encode(tokenSecret);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return the parameters of an Authorization header, decoded} */
    static Map<String, String> parametersOf(String header) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : header.substring("OAuth ".length()).split(", *")) {
            String[] nameAndValue = pair.split("=", 2);
            parameters.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1].replace("\"", ""), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
}
