package io.github.huggingtweets.benchmark;

import java.util.Map;

/**
 * The times of the steps of some work.
 *
 * @param work what was done
 * @param seconds of each step by its name
 * @param remark a remark about the whole work
 * @param remarks remarks about steps, by name
 */
public record Steps(String work, Map<String, Double> seconds, String remark, Map<String, String> remarks) {

    double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
