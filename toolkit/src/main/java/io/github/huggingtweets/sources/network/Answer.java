package io.github.huggingtweets.sources.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * What a server answered.
 *
 * @param from the address that answered, which is another one than the asked one after a redirection
 * @param status the HTTP status: 2xx, or 4xx other than 429
 * @param headers the headers
 * @param body the JSON, which is a missing node where a refusal came without any
 */
public record Answer(URI from, int status, HttpHeaders headers, JsonNode body) {

    /** {@return whether the server gave what it was asked for} */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * {@return what the server says about why it refuses, in brackets and with a space before, or an empty text}
     *
     * @param field the field of the JSON in which such servers say it
     */
    public String reason(String field) {
        String text = body.path(field).asText("").strip();
        return text.isEmpty() ? "" : " (\"" + (text.length() > 200 ? text.substring(0, 200) + "…" : text) + "\")";
    }
}
