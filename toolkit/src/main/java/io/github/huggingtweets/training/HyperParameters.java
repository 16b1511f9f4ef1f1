package io.github.huggingtweets.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Precision;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The settings of a training. The defaults are those that huggingtweets found in its search and used for all its bots, except for
 * the dropout of attention weights: huggingtweets had 0.1, the default here is 0, which makes a step faster and takes less
 * memory.
 *
 * <p>A setting is changed in a copy: {@code HyperParameters.defaults().epochs(2).learningRate(1e-3)}.
 *
 * @param epochs how often each tweet is seen, at least 1; 4 by default
 * @param batchSize the number of token blocks in a batch, at least 1; 1 by default
 * @param gradientAccumulation the number of batches whose gradients make one step of the optimizer, at least 1; 1 by default. A
 *     step learns the same as with one batch that is larger by this factor, and needs the memory of one batch.
 * @param learningRate the highest learning rate of the training, between 0 and 1; 1.372e-4 by default
 * @param schedule how the learning rate falls; along a cosine by default
 * @param warmUp the fraction of the steps over which the learning rate rises from 0 to its highest, from 0 to less than 1; 0 by
 *     default
 * @param beta1 the decay rate of the optimizer's mean of the gradients, from 0 to less than 1; 0.9 by default
 * @param beta2 the decay rate of the optimizer's mean of the squared gradients, from 0 to less than 1; 0.999 by default
 * @param epsilon the number that the optimizer adds to the root of the mean square, between 0 and 1; 1e-8 by default
 * @param weightDecay the fraction of itself, times the learning rate, by which a weight shrinks in each step, 0 or more; 0 by
 *     default
 * @param maxGradientNorm the norm to which longer gradients are clipped, more than 0; 1 by default
 * @param dropout the probability of dropping an element of the embedding and of what is added to the residual stream, from 0 to
 *     less than 1; 0.1 by default
 * @param attentionDropout the probability of dropping an attention weight, from 0 to less than 1; 0 by default
 * @param frozenBottom the number of layers next to the input that do not learn, 0 or more; 0 by default. If it is not 0, the
 *     embeddings, which are also the output weights, do not learn either. No gradients are computed below the lowest layer that
 *     learns.
 * @param frozenTop the number of layers next to the output that do not learn, 0 or more; 0 by default. If it is not 0, the last
 *     normalization does not learn either.
 * @param precision the number format of matrix products; by default bfloat16 on the machines that are much faster with it, else
 *         float32
 * @param seed decides the order of the tweets, which of them are held out, and what is dropped; 42 by default
 */
public record HyperParameters(
        int epochs,
        int batchSize,
        int gradientAccumulation,
        double learningRate,
        Schedule schedule,
        double warmUp,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double maxGradientNorm,
        double dropout,
        double attentionDropout,
        int frozenBottom,
        int frozenTop,
        Precision precision,
        long seed) implements Serializable {

    /**
     * The file in a model folder that says which settings suit the model: a JSON object with the settings that differ from
     * {@link #defaults}, by the names of this record's components in snake case, such as
     * {@code {"learning_rate": 0.002, "batch_size": 4}}.
     */
    public static final String FILE = "fine_tuning.json";

    private static final ObjectMapper JSON = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).build();

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public HyperParameters {
        check(epochs >= 1, "The number of epochs is 1 or more, not " + epochs);
        check(batchSize >= 1, "The batch size is 1 or more, not " + batchSize);
        check(gradientAccumulation >= 1, "Gradients of 1 batch or more make a step, not of " + gradientAccumulation);
        Objects.requireNonNull(schedule, "schedule");
        check(Objects.requireNonNull(precision, "precision") != Precision.INT8,
                "A training multiplies in FLOAT32 or BFLOAT16; INT8 is for generation, as in Sampling.defaults().precision(INT8)");
        check(learningRate > 0 && learningRate < 1, "The learning rate lies between 0 and 1, not at " + learningRate);
        check(warmUp >= 0 && warmUp < 1, "The warm-up is a part of the steps, from 0 to less than 1, not " + warmUp);
        check(beta1 >= 0 && beta1 < 1, "The first beta lies from 0 to less than 1, not at " + beta1);
        check(beta2 >= 0 && beta2 < 1, "The second beta lies from 0 to less than 1, not at " + beta2);
        check(epsilon > 0 && epsilon < 1, "Epsilon lies between 0 and 1, not at " + epsilon);
        check(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY, "The weight decay is 0 or more, not " + weightDecay);
        check(maxGradientNorm > 0, "The maximum gradient norm is more than 0, not " + maxGradientNorm);
        check(dropout >= 0 && dropout < 1, "The dropout is a probability from 0 to less than 1, not " + dropout);
        check(attentionDropout >= 0 && attentionDropout < 1,
                "The attention dropout is a probability from 0 to less than 1, not " + attentionDropout);
        check(frozenBottom >= 0, "The number of frozen layers at the bottom is 0 or more, not " + frozenBottom);
        check(frozenTop >= 0, "The number of frozen layers at the top is 0 or more, not " + frozenTop);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** {@return the settings of huggingtweets, without dropout of attention weights} */
    public static HyperParameters defaults() {
        return new Draft().settings();
    }

    /**
     * Finds the settings that suit a model.
     *
     * @param modelFolder a model in Hugging Face's layout
     * @return the {@link #defaults} with the changes that the folder's {@value #FILE} names, if there is one; or else, of a saved
     *     bot, with the settings that it was trained with, except for the epochs, the frozen layers, the precision and the seed,
     *     which say nothing about the model
     * @throws ModelException if the file with the settings cannot be read, or has an unknown setting or a value out of range
     */
    public static HyperParameters of(Path modelFolder) {
        Path file = modelFolder.resolve(FILE);
        Path run = modelFolder.resolve(Run.FILE);
        try {
            if (Files.exists(file)) {
                ObjectNode settings = JSON.valueToTree(defaults());
                settings.setAll(JSON.readValue(file.toFile(), ObjectNode.class));
                return JSON.treeToValue(settings, HyperParameters.class);
            }
            return Files.exists(run) ? ofBot(Run.read(run).hyperParameters()) : defaults();
        } catch (IOException | ClassCastException | IllegalArgumentException e) {
            String reason =
                    e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
            throw new ModelException("The settings in %s cannot be used (%s); correct or remove the file"
                    .formatted(Files.exists(file) ? file : run, reason.lines().findFirst().orElse("")), e);
        }
    }

    /** {@return the defaults with those settings of a training that suit its model, by the names of {@link #byName}} */
    private static HyperParameters ofBot(Map<String, Object> names) {
        Map<String, Object> all = defaults().byName();
        all.putAll(names);
        String[] betas = ((String) all.get("betas")).split(", ");
        return defaults()
                .batchSize(((Number) all.get("batch size")).intValue())
                .gradientAccumulation(((Number) all.get("gradient accumulation")).intValue())
                .learningRate(((Number) all.get("learning rate")).doubleValue())
                .schedule(Schedule.valueOf(((String) all.get("learning rate schedule")).toUpperCase(Locale.ROOT)))
                .warmUp(((Number) all.get("warm-up")).doubleValue())
                .betas(Double.parseDouble(betas[0]), Double.parseDouble(betas[betas.length - 1]))
                .epsilon(((Number) all.get("epsilon")).doubleValue())
                .weightDecay(((Number) all.get("weight decay")).doubleValue())
                .maxGradientNorm(((Number) all.get("maximum gradient norm")).doubleValue())
                .dropout(((Number) all.get("dropout")).doubleValue())
                .attentionDropout(((Number) all.get("attention dropout")).doubleValue());
    }

    /**
     * {@return these settings with another number of epochs}
     *
     * @param epochs how often each tweet is seen, at least 1
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters epochs(int epochs) {
        return with(draft -> draft.epochs = epochs);
    }

    /**
     * {@return these settings with another batch size}
     *
     * @param blocks the number of token blocks in a batch, at least 1
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters batchSize(int blocks) {
        return with(draft -> draft.batchSize = blocks);
    }

    /**
     * {@return these settings with another number of batches per step}
     *
     * @param batches the number of batches whose gradients make one step, at least 1
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters gradientAccumulation(int batches) {
        return with(draft -> draft.gradientAccumulation = batches);
    }

    /**
     * {@return these settings with another learning rate}
     *
     * @param rate the highest learning rate of the training, between 0 and 1
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters learningRate(double rate) {
        return with(draft -> draft.learningRate = rate);
    }

    /**
     * {@return these settings with another schedule}
     *
     * @param how how the learning rate falls
     */
    public HyperParameters schedule(Schedule how) {
        return with(draft -> draft.schedule = how);
    }

    /**
     * {@return these settings with another warm-up}
     *
     * @param fraction the fraction of the steps over which the learning rate rises, from 0 to less than 1
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters warmUp(double fraction) {
        return with(draft -> draft.warmUp = fraction);
    }

    /**
     * {@return these settings with other decay rates of the optimizer's means}
     *
     * @param first that of the mean of the gradients, from 0 to less than 1
     * @param second that of the mean of the squared gradients, from 0 to less than 1
     * @throws IllegalArgumentException if one is outside this range
     */
    public HyperParameters betas(double first, double second) {
        return with(draft -> {
            draft.beta1 = first;
            draft.beta2 = second;
        });
    }

    /**
     * {@return these settings with another epsilon}
     *
     * @param value the number that the optimizer adds to the root of the mean square, between 0 and 1
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters epsilon(double value) {
        return with(draft -> draft.epsilon = value);
    }

    /**
     * {@return these settings with another weight decay}
     *
     * @param decay the fraction of itself, times the learning rate, by which a weight shrinks in each step, 0 or more
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters weightDecay(double decay) {
        return with(draft -> draft.weightDecay = decay);
    }

    /**
     * {@return these settings with another maximum norm of the gradients}
     *
     * @param norm the norm to which longer gradients are clipped, more than 0
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters maxGradientNorm(double norm) {
        return with(draft -> draft.maxGradientNorm = norm);
    }

    /**
     * {@return these settings with another dropout of all kinds, that of attention weights included}
     *
     * @param probability the probability of dropping an element, from 0 to less than 1
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters dropout(double probability) {
        return with(draft -> {
            draft.dropout = probability;
            draft.attentionDropout = probability;
        });
    }

    /**
     * {@return these settings with another dropout of attention weights}
     *
     * @param probability the probability of dropping an attention weight, from 0 to less than 1
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters attentionDropout(double probability) {
        return with(draft -> draft.attentionDropout = probability);
    }

    /**
     * {@return these settings with another number of frozen layers at the bottom}
     *
     * @param layers the number of layers next to the input that do not learn, 0 or more
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters frozenBottom(int layers) {
        return with(draft -> draft.frozenBottom = layers);
    }

    /**
     * {@return these settings with another number of frozen layers at the top}
     *
     * @param layers the number of layers next to the output that do not learn, 0 or more
     * @throws IllegalArgumentException if it is outside this range
     */
    public HyperParameters frozenTop(int layers) {
        return with(draft -> draft.frozenTop = layers);
    }

    /**
     * {@return these settings with another precision}
     *
     * @param format the number format of matrix products
     * @throws IllegalArgumentException if it is one for generation alone
     */
    public HyperParameters precision(Precision format) {
        return with(draft -> draft.precision = format);
    }

    /**
     * {@return these settings with another seed}
     *
     * @param number decides the order of the tweets, which of them are held out, and what is dropped
     */
    public HyperParameters seed(long number) {
        return with(draft -> draft.seed = number);
    }

    private HyperParameters with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /**
     * {@return the learning rate of a step}
     *
     * @param step the number of the step, from 1
     * @param steps the number of all steps
     */
    double rateOf(int step, int steps) {
        return learningRate * schedule.factor(step - 1, (int) (warmUp * steps), steps);
    }

    /** {@return a model's configuration with the dropouts of these settings} */
    Gpt2Config applyTo(Gpt2Config config) {
        return config.withDropout(dropout, attentionDropout);
    }

    /** {@return the settings by name, for the record of a run} */
    public Map<String, Object> byName() {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("epochs", epochs);
        names.put("batch size", batchSize);
        names.put("gradient accumulation", gradientAccumulation);
        names.put("learning rate", learningRate);
        names.put("learning rate schedule", schedule.toString());
        names.put("warm-up", warmUp);
        names.put("optimizer", "AdamW");
        names.put("betas", beta1 + ", " + beta2);
        names.put("epsilon", epsilon);
        names.put("weight decay", weightDecay);
        names.put("maximum gradient norm", maxGradientNorm);
        names.put("dropout", dropout);
        names.put("attention dropout", attentionDropout);
        names.put("frozen layers at the bottom", frozenBottom);
        names.put("frozen layers at the top", frozenTop);
        names.put("precision", precision.name().toLowerCase(Locale.ROOT));
        names.put("seed", seed);
        return names;
    }

    /** The settings as variables with their defaults, since Java cannot copy a record with one component changed. */
    private static final class Draft {

        private int epochs = 4;
        private int batchSize = 1;
        private int gradientAccumulation = 1;
        private double learningRate = 1.372e-4;
        private Schedule schedule = Schedule.COSINE;
        private double warmUp;
        private double beta1 = 0.9;
        private double beta2 = 0.999;
        private double epsilon = 1e-8;
        private double weightDecay;
        private double maxGradientNorm = 1;
        private double dropout = 0.1;
        private double attentionDropout;
        private int frozenBottom;
        private int frozenTop;
        private Precision precision = Precision.AUTOMATIC;
        private long seed = 42;

        Draft() {}

        Draft(HyperParameters settings) {
            epochs = settings.epochs;
            batchSize = settings.batchSize;
            gradientAccumulation = settings.gradientAccumulation;
            learningRate = settings.learningRate;
            schedule = settings.schedule;
            warmUp = settings.warmUp;
            beta1 = settings.beta1;
            beta2 = settings.beta2;
            epsilon = settings.epsilon;
            weightDecay = settings.weightDecay;
            maxGradientNorm = settings.maxGradientNorm;
            dropout = settings.dropout;
            attentionDropout = settings.attentionDropout;
            frozenBottom = settings.frozenBottom;
            frozenTop = settings.frozenTop;
            precision = settings.precision;
            seed = settings.seed;
        }

        HyperParameters settings() {
            return new HyperParameters(epochs, batchSize, gradientAccumulation, learningRate, schedule, warmUp, beta1, beta2,
                    epsilon, weightDecay, maxGradientNorm, dropout, attentionDropout, frozenBottom, frozenTop, precision, seed);
        }
    }
}
