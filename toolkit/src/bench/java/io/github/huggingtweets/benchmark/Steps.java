package io.github.huggingtweets.benchmark;

import java.util.Map;

/**
 * What was done one step after the other.
 *
 * @param work what was done
 * @param seconds of each step by its name
 * @param remark what else is to be said of all of it
 * @param remarks what else is to be said of a step, by its name
 */
public record Steps(String work, Map<String, Double> seconds, String remark, Map<String, String> remarks) {

    double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
