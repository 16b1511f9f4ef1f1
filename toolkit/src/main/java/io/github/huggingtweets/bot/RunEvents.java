package io.github.huggingtweets.bot;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.tracking.EventFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The record of a run as TensorBoard reads it. A record does not have the time of each step, so the steps are spread evenly over the
 * duration of the training.
 */
final class RunEvents {

    private final Run run;
    private final int lastStep;

    RunEvents(Run run) {
        this.run = run;
        List<Run.LoggedStep> steps = run.steps();
        lastStep = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).step();
    }

    /**
     * Writes an event file.
     *
     * @param folder the folder, in which the file gets the name that TensorBoard expects
     * @throws IOException if it cannot be written
     */
    void write(Path folder) throws IOException {
        try (EventFile events = new EventFile(folder.resolve(EventFile.name(run.started())), run.started())) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("base model", run.baseModel());
            settings.putAll(run.settings());
            events.hyperParameters(run.started(), settings);
            events.table(run.started(), "run", facts());
            add(events, 0, "eval/perplexity_before", run.perplexityBefore());
            for (int i = 0; i < run.steps().size(); i++) {
                Run.LoggedStep step = run.steps().get(i);
                add(events, step.step(), "train/loss", step.loss());
                add(events, step.step(), "train/mean_loss",
                        MeanLoss.after(run.steps().subList(0, i + 1)).orElseThrow().value());
                add(events, step.step(), "train/learning_rate", step.learningRate());
            }
            for (Run.Evaluation evaluation : run.evaluations()) {
                add(events, evaluation.step(), "eval/loss", evaluation.loss());
            }
            add(events, lastStep, "eval/perplexity_after", run.perplexityAfter());
            add(events, lastStep, "train/tokens_per_second", run.tokensPerSecond());
            events.end(time(lastStep));
        }
    }

    private void add(EventFile events, int step, String tag, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            add(events, step, tag, value.getAsDouble());
        }
    }

    private void add(EventFile events, int step, String tag, double value) throws IOException {
        events.scalar(time(step), step, tag, value);
    }

    private Instant time(int step) {
        return lastStep == 0 ? run.started() : run.started().plus(run.duration().multipliedBy(step).dividedBy(lastStep));
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("tweets", String.format(Locale.ENGLISH, "%,d of %s", run.figures().kept(), run.authors().stream()
                .map(author -> author.name() + " (@" + author.handle() + ")").collect(Collectors.joining(" & "))));
        facts.put("base model", run.baseModel());
        facts.put("started", run.started().toString());
        facts.put("time", Progress.words(run.duration()));
        facts.put("state", run.state());
        run.loss().ifPresent(loss -> facts.put("loss", loss.toString()));
        run.settings().forEach((name, value) -> facts.put(name, String.valueOf(value)));
        facts.putAll(run.versions());
        return facts;
    }
}
