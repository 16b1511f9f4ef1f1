package io.github.huggingtweets.tracking;

/**
 * Where a run is recorded.
 *
 * @param tracker the name of the service, such as {@code MLflow}
 * @param address the address of the run's page there, or where it lies until it is sent
 */
public record RecordedAt(String tracker, String address) {}
