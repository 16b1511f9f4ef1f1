package io.github.huggingtweets.sources.bluesky;

import com.fasterxml.jackson.databind.JsonNode;

/** The wish of people to be read only by those who have an account, which the server leaves to the programs to respect. */
final class Visibility {

    private static final String NOT_FOR_EVERYBODY = "!no-unauthenticated";

    private Visibility() {}

    /**
     * {@return whether somebody wants to be shown to everybody}
     *
     * @param profile a view of a profile, short or long
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
