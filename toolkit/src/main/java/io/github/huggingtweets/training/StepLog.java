package io.github.huggingtweets.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.huggingtweets.bot.MeanLoss;
import io.github.huggingtweets.bot.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The log of a training: the loss and the learning rate of each step. To read a loss from a GPU means to wait for the GPU, so
 * losses stay there until several of them are read at once.
 */
final class StepLog implements AutoCloseable {

    private static final int MOST_UNREAD = 5;

    private final NDManager manager;
    private final boolean readsAtOnce;
    private final List<Run.LoggedStep> steps;
    private final List<Unread> unread = new ArrayList<>();
    private List<Batch> batches = new ArrayList<>();

    /** The loss of a batch, and the share of the step's blocks that are in the batch. */
    private record Batch(NDArray loss, double share) {}

    /** A step whose loss has not been read yet. */
    private record Unread(int step, List<Batch> batches, double learningRate) {

        Run.LoggedStep read() {
            double loss = 0;
            for (Batch batch : batches) {
                try (NDArray array = batch.loss()) {
                    loss += batch.share() * array.getFloat();
                }
            }
            return new Run.LoggedStep(step, loss, learningRate);
        }
    }

    /**
     * Begins a log, or continues one.
     *
     * @param parent the manager of a device
     * @param earlier the steps before a training was resumed
     */
    StepLog(NDManager parent, List<Run.LoggedStep> earlier) {
        manager = parent.newSubManager();
        readsAtOnce = !manager.getDevice().isGpu();
        steps = new ArrayList<>(earlier);
    }

    /**
     * Adds a batch to the current step.
     *
     * @param loss the mean loss of the batch, a scalar, which the log closes
     * @param share the share of the step's blocks that are in this batch
     */
    void addBatch(NDArray loss, double share) {
        loss.attach(manager);
        batches.add(new Batch(loss, share));
    }

    /** Ends the current step. */
    void endStep(int step, double learningRate) {
        unread.add(new Unread(step, batches, learningRate));
        batches = new ArrayList<>();
        if (readsAtOnce || unread.size() == MOST_UNREAD) {
            read();
        }
    }

    private void read() {
        unread.forEach(step -> steps.add(step.read()));
        unread.clear();
    }

    /** {@return all steps so far, in order} */
    List<Run.LoggedStep> steps() {
        read();
        return List.copyOf(steps);
    }

    /**
     * {@return the steps that have been read, which on a GPU are not yet all}
     *
     * @param first the number of steps to leave out at the beginning
     */
    List<Run.LoggedStep> readSince(int first) {
        return List.copyOf(steps.subList(Math.min(first, steps.size()), steps.size()));
    }

    /** {@return the loss of the latest steps; on a GPU, of those that have been read, unless none has been} */
    Optional<MeanLoss> latestLoss() {
        if (steps.isEmpty()) {
            read();
        }
        return MeanLoss.after(Collections.unmodifiableList(steps));
    }

    /** Frees the memory of the losses that have not been read. */
    @Override
    public void close() {
        manager.close();
    }
}
