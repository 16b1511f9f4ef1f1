package io.github.huggingtweets.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gradients;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Products;
import io.github.huggingtweets.gpt2.Safetensors;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkpoints of one training, from which it can be resumed. Each is a folder with the weights, the optimizer's moments, the
 * state of the loop, and the record of the training so far. It is written under another name, then renamed, and then the one before
 * it is removed. So the newest one is complete whenever the program is killed.
 */
final class Checkpoints {

    /** The name of the checksum of the tweets among what identifies a training. */
    static final String TWEETS = "the SHA-256 of the tweets";

    private static final Pattern COMPLETE = Pattern.compile("step-\\d{9}");
    private static final String UNFINISHED = ".writing-";
    private static final String MOMENTS = "optimizer.safetensors";
    private static final String BEST = "best.safetensors";
    private static final String STATE = "state.json";
    private static final ObjectMapper JSON = JsonMapper.builder().addModules(new Jdk8Module(), new JavaTimeModule()).build();

    private final Path folder;
    private final int everySteps;

    /**
     * Names the folder for checkpoints.
     *
     * @param folder the folder, which belongs to one training
     * @param everySteps the number of steps from one checkpoint to the next
     * @throws IllegalArgumentException if it is less than 1
     */
    Checkpoints(Path folder, int everySteps) {
        if (everySteps < 1) {
            throw new IllegalArgumentException("There is 1 step or more from checkpoint to checkpoint, not " + everySteps);
        }
        this.folder = folder;
        this.everySteps = everySteps;
    }

    /**
     * The state of a training, apart from its weights.
     *
     * @param training what identifies the training: its settings, its base, a fingerprint of its tokens
     * @param step the number of steps taken
     * @param steps the log so far
     * @param evaluations the evaluations so far
     * @param started when the first step began
     * @param duration the time from the beginning of the first step to the end of this one
     * @param perplexityBefore the perplexity of the held-out tweets before the first step, if any are held out
     * @param trackedRun the id of the run that trackers record; those of a resumed training go on with it
     * @param products how matrices are multiplied; a resumed training goes on with it, so that it gives the same
     */
    record State(Map<String, String> training, int step, List<Run.LoggedStep> steps, List<Run.Evaluation> evaluations,
            Instant started, Duration duration, OptionalDouble perplexityBefore, Optional<String> trackedRun,
            Optional<Products> products) {

        State {
            Objects.requireNonNull(training, "training");
            Objects.requireNonNull(steps, "steps");
            Objects.requireNonNull(started, "started");
            Objects.requireNonNull(duration, "duration");
            evaluations = evaluations == null ? List.of() : List.copyOf(evaluations); // records of earlier versions have none
            trackedRun = trackedRun == null ? Optional.empty() : trackedRun;
            products = products == null ? Optional.empty() : products;
        }
    }

    /**
     * A complete checkpoint.
     *
     * @param folder the folder, with the weights
     * @param state the rest of the training's state
     */
    record Saved(Path folder, State state) {

        /** {@return an optimizer with the moments of this checkpoint} */
        AdamW optimizer(Gpt2 model, Gradients gradients, HyperParameters settings) {
            try (Safetensors moments = Safetensors.open(folder.resolve(MOMENTS))) {
                return new AdamW(model, gradients, settings, state.step(), moments::read);
            }
        }

        /** Gives evaluations what was measured before this checkpoint, and the best weights. */
        void restore(Evaluations evaluations) {
            if (!state.evaluations().isEmpty()) {
                try (Safetensors best = Safetensors.open(folder.resolve(BEST))) {
                    evaluations.resume(state.evaluations(), best::read);
                }
            }
        }
    }

    /**
     * Prepares the folder for a new training.
     *
     * @throws ModelException if the folder cannot be made, or holds the checkpoints of an earlier training
     */
    void begin() {
        try {
            Files.createDirectories(folder);
            removeUnfinished();
            if (!complete().isEmpty()) {
                throw new ModelException(("%s holds checkpoints of an earlier training; resume from them with resume(), "
                        + "or remove them, or choose another folder").formatted(folder));
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Finds the checkpoint from which a training can be resumed.
     *
     * @param training what identifies the training
     * @return the newest complete checkpoint, if there is one
     * @throws ModelException if it belongs to another training, or cannot be read
     */
    Optional<Saved> newest(Map<String, String> training) {
        try {
            Files.createDirectories(folder);
            removeUnfinished();
            List<Path> complete = complete();
            if (complete.isEmpty()) {
                return Optional.empty();
            }
            Path newest = complete.get(complete.size() - 1);
            State state = state(newest);
            requireSame(state.training(), training);
            return Optional.of(new Saved(newest, state));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Reads the state of a checkpoint and opens its other files, so that a damaged file is reported before the training begins. */
    private static State state(Path checkpoint) {
        String file = STATE;
        try {
            State state = JSON.readValue(checkpoint.resolve(STATE).toFile(), State.class);
            for (String tensors : List.of(Gpt2.WEIGHTS, MOMENTS, BEST).subList(0, state.evaluations().isEmpty() ? 2 : 3)) {
                file = tensors;
                Safetensors.open(checkpoint.resolve(file)).close();
            }
            return state;
        } catch (IOException | ModelException e) {
            throw new ModelException(("The checkpoint %s is damaged: its %s cannot be read; remove it, to resume from an earlier"
                    + " one, or from the start if there is none").formatted(checkpoint, file), e);
        }
    }

    private void requireSame(Map<String, String> saved, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(saved.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> saved.getOrDefault(name, "").equals(now.getOrDefault(name, "")));
        if (!names.isEmpty()) {
            // a checksum says nothing to a reader
            boolean otherTweets = names.remove(TWEETS);
            String differences = Stream.concat(
                    names.stream().map(name -> "%s is %s there and %s here".formatted(name, saved.get(name), now.get(name))),
                    Stream.of("the tweets are others").filter(tweets -> otherTweets)).collect(Collectors.joining("; "));
            throw new ModelException(("The checkpoints in %s are of another training: %s. "
                    + "Resume with the same ones, or choose another folder").formatted(folder, differences));
        }
    }

    private ModelException unusable(IOException e) {
        return new ModelException("The folder for checkpoints %s cannot be used (%s); choose another".formatted(folder, e), e);
    }

    /** {@return the complete checkpoints, the newest one last} */
    private List<Path> complete() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> COMPLETE.matcher(path.getFileName().toString()).matches()).sorted().toList();
        }
    }

    /** {@return whether a checkpoint is to be written after a step} */
    boolean isDue(int step) {
        return step % everySteps == 0;
    }

    /**
     * Writes a checkpoint. If it cannot be written, the listener is warned and the training goes on.
     *
     * @param state the state after the step
     * @param run the record of a fine-tuning so far, by which {@link io.github.huggingtweets.bot.Runs} finds it
     * @param model the model after the step
     * @param optimizer the optimizer after the step
     * @param best the weights with the lowest loss on the held-out tweets, by their names; empty if it was not measured
     * @param listener is warned if the checkpoint cannot be written
     */
    void keep(State state, Optional<Run> run, Gpt2 model, AdamW optimizer, Map<String, NDArray> best, TrainingListener listener) {
        try {
            try {
                write(state, run, model, optimizer, best);
            } catch (ClosedByInterruptException e) { // the thread was interrupted, and the training ends after the next step
                Thread.interrupted();
                write(state, run, model, optimizer, best);
                Thread.currentThread().interrupt();
            }
        } catch (IOException e) {
            listener.onWarning("The checkpoint of step %,d cannot be written in %s (%s); make room there. The training goes on."
                    .formatted(state.step(), folder, e));
        }
    }

    /**
     * Writes a checkpoint, and then removes the earlier ones.
     *
     * @throws IOException if it cannot be written; the earlier one stays then
     */
    private void write(State state, Optional<Run> run, Gpt2 model, AdamW optimizer, Map<String, NDArray> best)
            throws IOException {
        Path target = folder.resolve(String.format(Locale.ROOT, "step-%09d", state.step()));
        Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
        try {
            model.saveWeights(unfinished, DataType.FLOAT32);
            Safetensors.write(unfinished.resolve(MOMENTS), optimizer.moments());
            if (!best.isEmpty()) {
                Safetensors.write(unfinished.resolve(BEST), best);
            }
            if (run.isPresent()) {
                run.get().write(unfinished.resolve(Run.FILE));
                force(unfinished.resolve(Run.FILE));
            }
            JSON.writeValue(unfinished.resolve(STATE).toFile(), state);
            force(unfinished.resolve(STATE));
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            deleteAll(unfinished);
            throw e;
        }
        removeAllBut(target);
    }

    /** Writes through to the disk, as the weights are written, so that a power failure leaves no complete folder with half a file. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void removeAllBut(Path newest) throws IOException {
        for (Path path : complete()) {
            if (!path.equals(newest)) { // renamed first, so that a half-removed checkpoint does not look complete
                Files.move(path, folder.resolve(UNFINISHED + path.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        removeUnfinished();
    }

    /** Removes what programs that were killed have left behind. */
    private void removeUnfinished() throws IOException {
        List<Path> unfinished;
        try (Stream<Path> files = Files.list(folder)) {
            unfinished = files.filter(path -> path.getFileName().toString().startsWith(UNFINISHED)).toList();
        }
        for (Path path : unfinished) {
            deleteAll(path);
        }
    }

    private static void deleteAll(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
