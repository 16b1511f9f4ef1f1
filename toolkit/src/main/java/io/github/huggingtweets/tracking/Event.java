package io.github.huggingtweets.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in a tracked run. Each event is one line of JSON, whose property {@code event} names its kind:
 * {@code {"event":"metrics","step":5,"time":"2026-11-22T10:00:00Z","values":{"train/loss":3.5}}}. Instants are in ISO 8601; numbers
 * that JSON does not have are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = Event.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = Event.Metrics.class, name = "metrics"),
    @JsonSubTypes.Type(value = Event.Summary.class, name = "summary"),
    @JsonSubTypes.Type(value = Event.Files.class, name = "artifact"),
    @JsonSubTypes.Type(value = Event.Table.class, name = "table"),
    @JsonSubTypes.Type(value = Event.Ended.class, name = "ended")})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
sealed interface Event {

    /**
     * A run began. It is the first event of each run, and the first one that each {@link Sender} gets, also when it goes on with a run
     * that another one has begun.
     *
     * @param run the run's id: 12 lower-case letters and digits
     * @param project the project or experiment that the run belongs to
     * @param name a name for people, not unique
     * @param started when it began
     * @param parameters every setting by its name, in snake case: numbers, texts and booleans
     * @param tags facts that are no settings, such as versions, by name
     * @param note what the run does, in one sentence of plain text
     */
    record Begun(String run, String project, String name, Instant started, Map<String, Object> parameters,
            Map<String, String> tags, String note) implements Event {}

    /**
     * The run goes on after it ended, or after the program was killed.
     *
     * @param step the last step that was kept in a checkpoint
     * @param time when it goes on
     */
    record Resumed(int step, Instant time) implements Event {}

    /**
     * What was measured after a step. For each name, a run has each step once, in order.
     *
     * @param step the number of the step
     * @param time when it was measured
     * @param values what was measured, by names such as {@code train/loss}
     */
    record Metrics(int step, Instant time, Map<String, Double> values) implements Event {}

    /**
     * Results of the run as a whole.
     *
     * @param time when they were computed
     * @param values numbers or texts by name; they replace earlier ones of the same name
     */
    record Summary(Instant time, Map<String, Object> values) implements Event {}

    /**
     * An artifact was made or used.
     *
     * @param artifact what it is
     * @param folder the folder with its files; empty if they are not sent. In the file of events it is a path below the outbox; a
     *     sender gets an absolute one. The folder is removed when the event was sent to all.
     */
    record Files(Artifact artifact, Optional<String> folder) implements Event {}

    /**
     * A table got further rows.
     *
     * @param name the name of the table
     * @param columns the names of its columns
     * @param firstRow the number of rows that the table has before these; if it has more, these replace them
     * @param rows numbers, texts or booleans by column
     */
    record Table(String name, List<String> columns, int firstRow, List<List<Object>> rows) implements Event {}

    /**
     * The run ended. Artifacts, tables and summaries may still follow, and it may be {@linkplain Resumed resumed}.
     *
     * @param state how
     * @param time when
     */
    record Ended(State state, Instant time) implements Event {}

    /** How a run ended. */
    enum State {

        /** It did all that was planned, or ended early since more was of no use. */
        FINISHED,

        /** A person stopped it. */
        STOPPED,

        /** It failed, or its program was killed. */
        FAILED
    }

    /** Reads and writes events. */
    ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** {@return this event as one line of JSON, without a line break} */
    default String json() {
        try {
            return JSON.writerFor(Event.class).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("An event holds what JSON cannot hold: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads an event.
     *
     * @param line what {@link #json()} wrote
     * @throws JsonProcessingException if it is no event
     */
    static Event of(String line) throws JsonProcessingException {
        return JSON.readValue(line, Event.class);
    }
}
