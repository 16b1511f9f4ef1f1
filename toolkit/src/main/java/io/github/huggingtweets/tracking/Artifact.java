package io.github.huggingtweets.tracking;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something that a run made or used: raw tweets, a data set, a model, a report. Its name with its digest is a version of it.
 *
 * @param name the name, which is the same for all versions: letters, digits, {@code -}, {@code _} and {@code .}
 * @param type what it is
 * @param digest the SHA-256 of its contents in hexadecimal digits
 * @param metadata facts about it by name: numbers and texts
 * @param inputs the names of the artifacts that it was made of, which the run recorded before
 */
public record Artifact(String name, Type type, String digest, Map<String, Object> metadata, List<String> inputs) {

    /** What an artifact is. */
    public enum Type {

        /** Tweets as they were downloaded. */
        TWEETS,

        /** The cleaned tweets that a model learns from. */
        DATASET,

        /** A model to begin with. */
        BASE_MODEL,

        /** A fine-tuned model. */
        MODEL,

        /** A report on a model. */
        REPORT
    }

    /** Copies the maps and lists, in their order. */
    public Artifact {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(digest, "digest");
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        inputs = List.copyOf(inputs);
    }

    /**
     * Makes a name of any text.
     *
     * @param text such as {@code huggingtweets/kirsten3531@main}
     * @return the text with {@code -} in the place of each run of characters that a name may not have
     */
    public static String named(String text) {
        String name = text.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return name.isEmpty() ? "unnamed" : name.substring(0, Math.min(name.length(), 100));
    }
}
