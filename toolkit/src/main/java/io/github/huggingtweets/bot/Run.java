package io.github.huggingtweets.bot;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The record of a training run, which says where a bot came from.
 *
 * @param started when it began
 * @param duration how long the training itself took
 * @param baseModel the name of the model that was fine-tuned
 * @param authors whose tweets it learned from
 * @param figures how many tweets there were, of all authors, by what became of them
 * @param figuresByAuthor the same of each author, in the same order, or of all together where only those are known
 * @param language the language of most tweets as an ISO 639 code, where it is known
 * @param hyperParameters every setting by its name, seed and device included
 * @param steps loss and learning rate of the logged steps, in order
 * @param evaluations the loss on held-out tweets during the training, in order, if it was measured; the bot has the weights of
 *     the {@linkplain Evaluation#best best} of them
 * @param perplexityBefore perplexity of the held-out tweets before training, if any were held out
 * @param perplexityAfter the same after it
 * @param versions the versions of the software that took part, by name
 */
public record Run(
        Instant started,
        Duration duration,
        String baseModel,
        List<Author> authors,
        Figures figures,
        List<Figures> figuresByAuthor,
        Optional<String> language,
        Map<String, Object> hyperParameters,
        List<LoggedStep> steps,
        List<Evaluation> evaluations,
        OptionalDouble perplexityBefore,
        OptionalDouble perplexityAfter,
        Map<String, String> versions) {

    /** The setting that tells, of a training that somebody stopped before its last step, after which one. */
    public static final String STOPPED = "stopped after step";

    public Run {
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(baseModel, "baseModel");
        Objects.requireNonNull(figures, "figures");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(perplexityBefore, "perplexityBefore");
        Objects.requireNonNull(perplexityAfter, "perplexityAfter");
        authors = List.copyOf(Objects.requireNonNull(authors, "authors"));
        // the records of earlier versions have the sums alone
        figuresByAuthor = figuresByAuthor == null ? List.of(figures) : List.copyOf(figuresByAuthor);
        steps = List.copyOf(Objects.requireNonNull(steps, "steps"));
        evaluations = evaluations == null ? List.of() : List.copyOf(evaluations); // earlier versions measured none
        if (figuresByAuthor.size() != 1 && figuresByAuthor.size() != authors.size()) {
            throw new IllegalArgumentException("The figures of %d authors do not fit %d authors: give those of each, or the sums"
                    .formatted(figuresByAuthor.size(), authors.size()));
        }
        hyperParameters = inOrder(Objects.requireNonNull(hyperParameters, "hyperParameters"));
        versions = inOrder(Objects.requireNonNull(versions, "versions"));
    }

    /** Makes the record of a training without evaluations, on the tweets of one author or of several with the sums alone. */
    public Run(Instant started, Duration duration, String baseModel, List<Author> authors, Figures figures,
            Optional<String> language, Map<String, Object> hyperParameters, List<LoggedStep> steps,
            OptionalDouble perplexityBefore, OptionalDouble perplexityAfter, Map<String, String> versions) {
        this(started, duration, baseModel, authors, figures, List.of(figures), language, hyperParameters, steps,
                List.of(), perplexityBefore, perplexityAfter, versions);
    }

    /** {@return whether somebody stopped the training before its last step} */
    public boolean wasStopped() {
        return hyperParameters.containsKey(STOPPED);
    }

    /** {@return the charts of this run: its loss} */
    public RunCharts chart() {
        return new RunCharts(this);
    }

    private static <T> Map<String, T> inOrder(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * One logged optimizer step.
     *
     * @param step the number of the step, from 1
     * @param loss the mean cross-entropy of its tokens, in nats
     * @param learningRate the learning rate it was taken with
     */
    public record LoggedStep(int step, double loss, double learningRate) {}

    /**
     * One measurement on the held-out tweets.
     *
     * @param step the number of steps taken before
     * @param loss the mean cross-entropy of their tokens, in nats
     */
    public record Evaluation(int step, double loss) {

        /** {@return the one with the lowest loss, the first of these if there are several} */
        public static Optional<Evaluation> best(List<Evaluation> evaluations) {
            return evaluations.stream().min(Comparator.comparingDouble(Evaluation::loss)); // for which NaN is above all else
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * Reads a record.
     *
     * @param file a file that {@link #write} wrote
     * @return the record
     * @throws IOException if it cannot be read, or is no such record
     */
    public static Run read(Path file) throws IOException {
        Run run = JSON.readValue(file.toFile(), Run.class);
        if (run == null) {
            throw new IOException("it holds nothing");
        }
        return run;
    }

    /**
     * Writes the record as JSON, with times as ISO 8601 has them.
     *
     * @param file the file, replaced if there is one
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }
}
