package io.github.huggingtweets.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.JsonRecord;
import io.github.huggingtweets.tracking.RecordedAt;
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
 * @param duration how long the training took, from the beginning of its first step to the end of its last one, with the
 *     evaluations and checkpoints between them; of a resumed training, the sum of its parts, each until its last checkpoint
 * @param baseModel the name of the model that was fine-tuned
 * @param authors whose tweets it learned from
 * @param figures the four figures of all authors together
 * @param figuresByAuthor the four figures of each author, in the same order, or of all together if only those are known
 * @param language the language of most tweets as an ISO 639 code, if it is known
 * @param hyperParameters every setting by its name, seed and device included
 * @param steps loss and learning rate of each step, in order; records of earlier versions have every fifth step only
 * @param evaluations the loss on held-out tweets during the training, in order; empty if it was not measured. The bot has the
 *     weights of the {@linkplain Evaluation#best best} one.
 * @param perplexityBefore perplexity of the held-out tweets before training, if any were held out
 * @param perplexityAfter their perplexity after training, if any were held out
 * @param versions the versions of the software that was used, by name
 * @param recordedAt where trackers have recorded the training, as far as that is on the web: a folder would tell others about this
 *     machine; empty if there were none, or their services have not answered
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
        Map<String, String> versions,
        List<RecordedAt> recordedAt) {

    /** The file in the folder of a bot that holds the record. */
    public static final String FILE = "run.json";

    /** The key in {@link #hyperParameters} that a stopped training has; its value says after which step it was stopped. */
    public static final String STOPPED = "stopped after step";

    /** The key in {@link #hyperParameters} of the number of tokens of all epochs. */
    public static final String TOKENS = "training tokens";

    /** The key in {@link #hyperParameters} of the number of blocks into which they were cut. */
    public static final String BLOCKS = "training blocks";

    /** The key there that a training has that ended early, since it did not get better; its value says after which step. */
    public static final String ENDED_EARLY = "ended early after step";

    /** The key there of a training that goes on, or was cut off; its value says which step it had reached, such as 50 of 96. */
    public static final String CHECKPOINT = "checkpoint of step";

    /** What is no setting in {@link #hyperParameters}, but says how the training ended. */
    private static final List<String> STATES = List.of(STOPPED, ENDED_EARLY, CHECKPOINT);

    /** The key in {@link #hyperParameters} of the fraction of the tweets that were held out. */
    public static final String HELD_OUT = "held out";

    /**
     * The key in {@link #hyperParameters} of the {@linkplain io.github.huggingtweets.corpus.Corpus#sha256 fingerprint} of the
     * tweets; records of earlier versions have none.
     */
    public static final String TWEETS = "SHA-256 of the tweets";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // of a loss that is NaN, as Python writes it
            .build();

    /**
     * Checks and copies the parts.
     *
     * @throws IllegalArgumentException if the figures fit neither each author nor all of them together
     */
    public Run {
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(baseModel, "baseModel");
        Objects.requireNonNull(figures, "figures");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(perplexityBefore, "perplexityBefore");
        Objects.requireNonNull(perplexityAfter, "perplexityAfter");
        authors = List.copyOf(Objects.requireNonNull(authors, "authors"));
        // records of earlier versions have only the sums
        figuresByAuthor = figuresByAuthor == null ? List.of(figures) : List.copyOf(figuresByAuthor);
        steps = List.copyOf(Objects.requireNonNull(steps, "steps"));
        evaluations = evaluations == null ? List.of() : List.copyOf(evaluations); // records of earlier versions have none
        if (figuresByAuthor.size() != 1 && figuresByAuthor.size() != authors.size()) {
            throw new IllegalArgumentException("The figures of %d authors do not fit %d authors: give those of each, or the sums"
                    .formatted(figuresByAuthor.size(), authors.size()));
        }
        hyperParameters = inOrder(Objects.requireNonNull(hyperParameters, "hyperParameters"));
        versions = inOrder(Objects.requireNonNull(versions, "versions"));
        recordedAt = recordedAt == null ? List.of() // records of earlier versions have none
                : recordedAt.stream().filter(place -> place.web().isPresent()).toList();
    }

    /**
     * Makes the record of a training that no tracker has recorded.
     *
     * @param started when it began
     * @param duration how long the training took
     * @param baseModel the name of the model that was fine-tuned
     * @param authors whose tweets it learned from
     * @param figures the four figures of all authors together
     * @param figuresByAuthor the four figures of each author, or of all together
     * @param language the language of most tweets as an ISO 639 code, if it is known
     * @param hyperParameters every setting by its name
     * @param steps loss and learning rate of each step, in order
     * @param evaluations the loss on held-out tweets during the training, in order
     * @param perplexityBefore perplexity of the held-out tweets before training, if any were held out
     * @param perplexityAfter their perplexity after training, if any were held out
     * @param versions the versions of the software that was used, by name
     * @throws IllegalArgumentException if the figures fit neither each author nor all of them together
     */
    public Run(Instant started, Duration duration, String baseModel, List<Author> authors, Figures figures,
            List<Figures> figuresByAuthor, Optional<String> language, Map<String, Object> hyperParameters, List<LoggedStep> steps,
            List<Evaluation> evaluations, OptionalDouble perplexityBefore, OptionalDouble perplexityAfter,
            Map<String, String> versions) {
        this(started, duration, baseModel, authors, figures, figuresByAuthor, language, hyperParameters, steps, evaluations,
                perplexityBefore, perplexityAfter, versions, List.of());
    }

    /** {@return the same record with other places where trackers have recorded the training} */
    Run recordedAt(List<RecordedAt> places) {
        return new Run(started, duration, baseModel, authors, figures, figuresByAuthor, language, hyperParameters, steps,
                evaluations, perplexityBefore, perplexityAfter, versions, places);
    }

    /** {@return whether the training was stopped before its last step} */
    public boolean wasStopped() {
        return hyperParameters.containsKey(STOPPED);
    }

    /** {@return the training in one line: whose tweets, from which model, how long, and what came out of it} */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(English.format("Training of %s on tweets of %s, %s: %s in %s", baseModel,
                English.handles(authors), state(), English.count(steps.size(), "step"), Progress.words(duration)));
        loss().ifPresent(mean -> line.append(", loss ").append(mean));
        perplexityAfter.ifPresent(after -> line.append(English.format(", perplexity %.1f on held-out tweets", after)));
        return line.toString();
    }

    /** {@return how the training ended, such as {@code complete} or {@code stopped after step 50 of 96}} */
    public String state() {
        return STATES.stream().filter(hyperParameters::containsKey).findFirst()
                .map(state -> state + " " + hyperParameters.get(state)).orElse("complete");
    }

    /**
     * {@return every setting by its name: {@link #hyperParameters} without its tokens and blocks, the fingerprint of the tweets, and
     * how it ended}
     */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(hyperParameters);
        settings.keySet().removeAll(STATES);
        settings.keySet().removeAll(List.of(TOKENS, BLOCKS, TWEETS));
        return settings;
    }

    /** {@return the mean speed of the training; empty if the record has not got what it takes to know it} */
    public OptionalDouble tokensPerSecond() {
        double tokens = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).step();
        for (String factor : List.of("block length", "batch size", "gradient accumulation")) {
            tokens *= hyperParameters.get(factor) instanceof Number number ? number.doubleValue() : 0;
        }
        double seconds = duration.getSeconds() + duration.getNano() / 1e9;
        return tokens > 0 && seconds > 0 ? OptionalDouble.of(tokens / seconds) : OptionalDouble.empty();
    }

    /** {@return the loss at the end of the training; empty if no step was taken} */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Optional<MeanLoss> loss() {
        return MeanLoss.after(steps);
    }

    /** {@return the charts of this run: its loss} */
    public RunCharts chart() {
        return new RunCharts(this);
    }

    private static <T> Map<String, T> inOrder(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * One optimizer step.
     *
     * @param step the number of the step, from 1
     * @param loss the mean cross-entropy of its tokens, in nats
     * @param learningRate its learning rate
     */
    public record LoggedStep(int step, double loss, double learningRate) {}

    /**
     * One measurement on the held-out tweets.
     *
     * @param step the number of the step after which it was made
     * @param loss the mean cross-entropy of their tokens, in nats
     */
    public record Evaluation(int step, double loss) {

        /**
         * {@return the evaluation with the lowest loss, the first one if several have it; empty if there is none}
         *
         * @param evaluations the evaluations of a training
         */
        public static Optional<Evaluation> best(List<Evaluation> evaluations) {
            return evaluations.stream().min(Comparator.comparingDouble(Evaluation::loss)); // a NaN is higher than any number
        }
    }

    /**
     * Reads a record.
     *
     * @param file a file that {@link #write} wrote
     * @return the record
     * @throws IOException if it cannot be read, or holds no record
     */
    public static Run read(Path file) throws IOException {
        return JsonRecord.read(JSON, file, Run.class);
    }

    /**
     * Writes the record as JSON, with times in ISO 8601.
     *
     * @param file the file, replaced if there is one
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }
}
