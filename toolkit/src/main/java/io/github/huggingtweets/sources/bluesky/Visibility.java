package io.github.huggingtweets.sources.bluesky;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Finds out whether people ask to be hidden from readers without an account. The server sends their posts nevertheless; programs
 * must hide them.
 */
final class Visibility {

    private static final String NOT_FOR_EVERYBODY = "!no-unauthenticated";

    private Visibility() {}

    /**
     * {@return whether an account may be shown to everybody}
     *
     * @param profile a short or long view of the profile
     */
    static boolean isForEverybody(JsonNode profile) {
        for (JsonNode label : profile.path("labels")) {
            if (label.path("val").asText().equals(NOT_FOR_EVERYBODY) && !label.path("neg").asBoolean()) {
                return false;
            }
        }
        return true;
    }
}
