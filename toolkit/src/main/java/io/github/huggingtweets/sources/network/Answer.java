package io.github.huggingtweets.sources.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * What a server answered.
 *
 * @param from the address that answered, which after a redirect is not the one that was asked
 * @param status the HTTP status: 2xx, or 4xx other than 429
 * @param headers the headers
 * @param body the JSON; a missing node if a refusal has no JSON
 */
public record Answer(URI from, int status, HttpHeaders headers, JsonNode body) {

    /** {@return whether the status is 2xx} */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * {@return why the server refuses, in its own words, quoted in brackets after a space; an empty text if it does not say}
     *
     * @param field the field of the JSON that holds the reason
     */
    public String reason(String field) {
        String text = body.path(field).asText("").strip();
        return text.isEmpty() ? "" : " (\"" + (text.length() > 200 ? text.substring(0, 200) + "…" : text) + "\")";
    }
}
