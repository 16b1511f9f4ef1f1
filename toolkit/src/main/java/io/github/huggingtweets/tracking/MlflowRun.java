package io.github.huggingtweets.tracking;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A run on an MLflow server.
 *
 * @param id the server's id of it
 * @param experiment the id of its experiment
 * @param artifacts the URI of its artifacts
 */
record MlflowRun(String id, String experiment, String artifacts) {

    /** {@return a run, from what the server says of it} */
    static MlflowRun of(JsonNode info) {
        return new MlflowRun(info.path("run_id").asText(), info.path("experiment_id").asText(),
                info.path("artifact_uri").asText());
    }
}
