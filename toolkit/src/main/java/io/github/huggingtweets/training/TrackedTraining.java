package io.github.huggingtweets.training;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tracking.Artifact;
import io.github.huggingtweets.tracking.RecordedAt;
import io.github.huggingtweets.tracking.TrackedRun;
import io.github.huggingtweets.tracking.Tracker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the trackers of a training what happens in it: first what it begins with, then each step, then how it ended, and at last the
 * bot. It shows what a listener is told, too, and what went wrong with the trackers.
 */
final class TrackedTraining implements TrainingListener {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final TrackedRun run;
    private final String id;
    private final FineTuning training;
    private final TrainingListener shown;
    private final Set<RecordedAt> said = new HashSet<>();
    private int earlier; // steps that were taken before the training was resumed
    private int steps;
    private int evaluations;
    private double tokensPerSecond;
    private boolean ended;

    private TrackedTraining(TrackedRun run, String id, FineTuning training) {
        this.run = run;
        this.id = id;
        this.training = training;
        this.shown = training.listener();
    }

    /**
     * Begins to record a training, or goes on with a resumed one.
     *
     * @param training what is trained
     * @param trackers who records it
     * @param settings every setting by its name
     * @param split the tweets to learn and those that are held out
     * @param started when the training began
     * @param from the checkpoint from which it goes on, if it does
     * @param versions the versions of the software, by name
     */
    static TrackedTraining begin(FineTuning training, List<Tracker> trackers, Map<String, Object> settings, Corpus.Split split,
            Instant started, Optional<Checkpoints.State> from, Map<String, String> versions) {
        String id = from.flatMap(Checkpoints.State::trackedRun).orElseGet(TrackedRun::newId);
        if (trackers.isEmpty()) {
            return new TrackedTraining(TrackedRun.none(), id, training);
        }
        Corpus corpus = training.corpus();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("base model", training.baseName());
        parameters.put("tweets", corpus.kept());
        parameters.putAll(settings);
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("authors", corpus.authors().stream().map(author -> "@" + author.handle()).collect(Collectors.joining(" ")));
        corpus.language().ifPresent(language -> tags.put("language", language));
        versions.forEach((name, version) -> tags.put("version." + name.toLowerCase(Locale.ROOT), version));
        String note = String.format(Locale.ENGLISH, "Fine-tunes %s on %,d tweets of %s", training.baseName(), corpus.kept(),
                corpus.authors().stream().map(TrackedTraining::named).collect(Collectors.joining(" & ")));
        TrackedRun run = TrackedRun.begin(trackers, id, from.map(Checkpoints.State::step).orElse(0),
                corpus.name() + " on " + training.baseName(), started, parameters, tags, note);
        TrackedTraining tracked = new TrackedTraining(run, id, training);
        from.ifPresent(state -> tracked.earlier = state.step());
        tracked.recordInputs(split);
        return tracked;
    }

    private static String named(Author author) {
        return author.name() + " (@" + author.handle() + ")";
    }

    /** {@return where the run is recorded, as far as the services have answered} */
    List<RecordedAt> addresses() {
        return run.addresses();
    }

    /** {@return the id of the run} */
    String id() {
        return id;
    }

    // ------------------------------------------------------------------------------------------ what it begins with

    private String tweetsName() {
        return Artifact.named(training.corpus().id() + "-tweets");
    }

    private String datasetName() {
        return Artifact.named(training.corpus().id() + "-dataset");
    }

    private String baseName() {
        return Artifact.named(training.baseName());
    }

    private void recordInputs(Corpus.Split split) {
        try {
            recordTweets();
            recordDataset(split);
            recordBase();
        } catch (IOException | RuntimeException e) {
            shown.onWarning("What the training begins with cannot be recorded (%s). The training goes on.".formatted(e));
        }
    }

    private void recordTweets() {
        Corpus corpus = training.corpus();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tweets", corpus.downloaded());
        facts.put("retweets", corpus.retweets());
        facts.put("short tweets", corpus.shortTweets());
        facts.put("kept", corpus.kept());
        Optional<Path> files = run.takesTweets() && !corpus.rawTweets().isRedacted()
                ? run.write(folder -> corpus.rawTweets().write(folder.resolve("tweets.jsonl"))) : Optional.empty();
        run.artifact(new Artifact(tweetsName(), Artifact.Type.TWEETS, corpus.rawTweets().sha256(), facts, List.of()), files);
    }

    private void recordDataset(Corpus.Split split) {
        HyperParameters settings = training.settings();
        String text = split.training().text(settings.epochs(), settings.seed());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tweets", split.training().kept());
        facts.put("held-out tweets", split.heldOut().kept());
        facts.put("epochs", settings.epochs());
        facts.put("seed", settings.seed());
        facts.put("characters", text.codePointCount(0, text.length()));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Optional<Path> files = run.takesTweets() ? run.write(folder -> {
            Files.write(folder.resolve("train.txt"), bytes);
            if (split.heldOut().kept() > 0) {
                Files.writeString(folder.resolve("held_out.txt"), split.heldOut().text(1, settings.seed()));
            }
        }) : Optional.empty();
        run.artifact(
                new Artifact(datasetName(), Artifact.Type.DATASET, hex(sha256().digest(bytes)), facts, List.of(tweetsName())),
                files);
    }

    private void recordBase() throws IOException {
        run.artifact(new Artifact(baseName(), Artifact.Type.BASE_MODEL, sha256OfWeights(training.folder()),
                Map.of("model", training.baseName()), List.of()), Optional.empty());
    }

    // ------------------------------------------------------------------------------------------ the training

    @Override
    public void onWarning(String message) {
        shown.onWarning(message);
    }

    @Override
    public void onStep(TrainingProgress progress) {
        tokensPerSecond = progress.tokensPerSecond();
        shown.onStep(progress);
    }

    @Override
    public void onEnd(TrainingProgress progress) {
        shown.onEnd(progress);
    }

    /** Records the perplexity of the held-out tweets before the first step. */
    void before(OptionalDouble perplexity) {
        perplexity.ifPresent(value -> run.summary(Map.of("eval/perplexity_before", value)));
    }

    /**
     * Records what is new after a step, and says what went wrong with the trackers.
     *
     * @param log the steps so far
     * @param measured the evaluations so far
     */
    void afterStep(StepLog log, List<Run.Evaluation> measured) {
        if (run.isTracked()) {
            record(log.readSince(steps), measured);
        }
        speak();
    }

    private void record(List<Run.LoggedStep> newSteps, List<Run.Evaluation> measured) {
        for (Run.LoggedStep step : newSteps) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("train/loss", step.loss());
            values.put("train/learning_rate", step.learningRate());
            if (step.step() > earlier) {
                values.put("train/tokens_per_second", tokensPerSecond);
            }
            run.metrics(step.step(), values);
        }
        for (Run.Evaluation evaluation : measured.subList(Math.min(evaluations, measured.size()), measured.size())) {
            run.metrics(evaluation.step(), Map.of("eval/loss", evaluation.loss()));
        }
        steps += newSteps.size();
        evaluations = measured.size();
    }

    private void speak() {
        for (RecordedAt place : run.addresses()) {
            if (said.add(place)) {
                shown.onWarning("%s records this run: %s".formatted(place.tracker(), place.address()));
            }
        }
        run.messages().forEach(shown::onWarning);
    }

    /**
     * Records the end of a training that has a result, and waits a few seconds until that is sent.
     *
     * @param made the record of the training
     */
    void end(Run made) {
        if (run.isTracked()) {
            record(made.steps().subList(Math.min(steps, made.steps().size()), made.steps().size()), made.evaluations());
            Map<String, Object> results = new LinkedHashMap<>();
            results.put("training", made.state());
            made.perplexityAfter().ifPresent(value -> results.put("eval/perplexity_after", value));
            run.summary(results);
        }
        end(made.wasStopped() ? State.STOPPED : State.COMPLETE);
    }

    /** Records how the training ended, unless that was recorded, and waits a few seconds until it is sent. */
    void end(State state) {
        if (!ended) {
            ended = true;
            run.end(state);
            run.await(LONGEST_WAIT);
            speak();
        }
    }

    // ------------------------------------------------------------------------------------------ the bot

    /** {@return the bot, connected to its run, which records its files} */
    Bot record(Bot bot) {
        if (run.isTracked()) {
            run.write(bot::save).ifPresent(files -> {
                try {
                    run.artifact(new Artifact(Artifact.named(training.corpus().id() + "-bot"), Artifact.Type.MODEL,
                            sha256OfWeights(files), facts(bot), List.of(datasetName(), baseName())), Optional.of(files));
                } catch (IOException e) {
                    shown.onWarning("The bot cannot be recorded (%s).".formatted(e));
                }
            });
            speak();
        }
        return bot.trackedBy(run);
    }

    private Map<String, Object> facts(Bot bot) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("base model", training.baseName());
        facts.put("parameters", bot.model().weights().values().stream().mapToLong(weight -> weight.size()).sum());
        facts.put("training", bot.run().state());
        return facts;
    }

    // ------------------------------------------------------------------------------------------ digests

    /** {@return the SHA-256 of the weights in a folder, of all files one after the other if they are several} */
    private static String sha256OfWeights(Path folder) throws IOException {
        List<Path> weights;
        try (Stream<Path> files = Files.list(folder)) {
            weights =
                    files.filter(file -> file.getFileName().toString().matches(".*\\.safetensors|pytorch_model.*\\.bin")).sorted()
                            .toList();
        }
        MessageDigest digest = sha256();
        for (Path file : weights) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return hex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
