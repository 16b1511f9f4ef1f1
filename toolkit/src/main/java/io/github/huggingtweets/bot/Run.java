package io.github.huggingtweets.bot;

import io.github.huggingtweets.corpus.Author;
import io.github.huggingtweets.corpus.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The record of a training run, which says where a bot came from.
 *
 * @param started when it began
 * @param duration how long the training itself took
 * @param baseModel the name of the model that was fine-tuned
 * @param authors whose tweets it learned from
 * @param figures how many tweets there were, by what became of them
 * @param hyperParameters every setting by its name, seed and device included
 * @param steps loss and learning rate of the logged steps, in order
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
        Map<String, Object> hyperParameters,
        List<Step> steps,
        OptionalDouble perplexityBefore,
        OptionalDouble perplexityAfter,
        Map<String, String> versions) {

    /**
     * One logged optimizer step.
     *
     * @param step the number of the step, from 1
     * @param loss the mean cross-entropy of its tokens, in nats
     * @param learningRate the learning rate it was taken with
     */
    public record Step(int step, double loss, double learningRate) {}
}
