package io.github.huggingtweets.spark;

import ai.djl.Device;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.CorpusTooSmallException;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.ProductRates;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.training.Recipe;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.sql.Row;
import org.apache.spark.util.Utils;

/**
 * The training of one bot, on an executor.
 *
 * @param setUp what the executor needs
 * @param recipe how to train
 * @param threads the number of PyTorch's threads
 * @param atOnce how many trainings may run at once in this process
 * @param rates how fast processors multiply matrices, which decides how they are multiplied
 * @param attempts how often Spark tries this task, each time on any executor
 */
record FleetTask(ExecutorSetUp setUp, Recipe recipe, int threads, int atOnce, List<ProductRates> rates,
        int attempts) implements Serializable {

    private static final long WAIT_MILLIS = 10_000;

    /** Something that is not the fault of the tweets. */
    private static final class MachineException extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean ofExecutor;

        /** @param ofExecutor whether another executor is likely to do better, as if the disk of this one is full */
        MachineException(Throwable cause, boolean ofExecutor) {
            super(cause);
            this.ofExecutor = ofExecutor;
        }
    }

    /** A part of a training that reads or writes files. */
    private interface Step<T> {

        T take() throws IOException;
    }

    /**
     * Trains a bot, unless it is there.
     *
     * @param tweets all tweets of an author, in the order of {@link LakeRow#timeline(Iterator)}; or none
     * @return the author's row in JSON; or nothing
     */
    Iterator<byte[]> train(Iterator<Row> tweets, Configuration configuration) throws IOException {
        if (!tweets.hasNext()) {
            return Collections.emptyIterator();
        }
        Row first = tweets.next();
        Iterator<Row> all = Stream.concat(Stream.of(first),
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(tweets, 0), false)).iterator();
        FleetRow author = FleetRow.of(first.<String>getAs(TweetTable.HANDLE));
        FleetRow row;
        try {
            row = bot(author, all, configuration);
        } catch (MachineException e) {
            stopIfKilled();
            String sentence = "%s (on %s)".formatted(LakeFiles.firstLine(e.getCause()), Utils.localHostName());
            waitForOthers();
            if (e.ofExecutor && TaskContext.get().attemptNumber() + 1 < attempts) {
                throw new IllegalStateException(sentence); // Spark tries again, after some failures on another executor
            }
            row = author.failed(sentence, true);
        } catch (RuntimeException e) {
            stopIfKilled();
            row = author.failed(LakeFiles.firstLine(e), false);
        } catch (OutOfMemoryError e) {
            row = author.failed("Java's heap on %s is too small for this account; raise spark.executor.memory"
                    .formatted(Utils.localHostName()), true);
        }
        return Collections.singleton(row.json()).iterator();
    }

    private static void stopIfKilled() {
        TaskContext task = TaskContext.get();
        if (task.isInterrupted() || Thread.currentThread().isInterrupted()) {
            throw new TaskKilledException("the training was stopped");
        }
    }

    /** A machine that cannot train waits a while before it says so, so that the others get the next bots. */
    private void waitForOthers() {
        try {
            Thread.sleep(attempts > 1 ? WAIT_MILLIS : 0);
        } catch (InterruptedException e) {
            throw new TaskKilledException("the training was stopped");
        }
    }

    private FleetRow bot(FleetRow author, Iterator<Row> tweets, Configuration configuration) throws MachineException {
        FleetFolder folder = setUp.folder();
        String name = FleetFolder.name(author.handle());
        Optional<FleetRow> there = onMachine(() -> folder.row(name, configuration)); // made by an attempt whose executor was lost
        if (there.isPresent()) {
            return there.get();
        }
        Corpus corpus = LakeRow.timeline(tweets).clean();
        corpus.requireTrainable();
        Path base = onExecutor(() -> setUp.here(configuration));
        rates.forEach(ProductRates::takeOver);
        Device device = onMachine(this::device);
        Trainings.enter(atOnce);
        try (Bot bot = onMachine(() -> PyTorch.withThreads(threads, () -> recipe.train(corpus, base, device)))) {
            Path made = onExecutor(() -> ExecutorFiles.folder("bot"));
            try {
                onExecutor(() -> {
                    bot.save(made);
                    return made;
                });
                FleetRow row = author.trained(bot.run(), folder.bot(author.handle()).toString());
                return onMachine(() -> {
                    folder.publish(made, row, String.valueOf(TaskContext.get().taskAttemptId()), configuration);
                    return row;
                });
            } finally {
                ExecutorFiles.delete(made);
            }
        } finally {
            Trainings.leave();
        }
    }

    /** Takes a step that does not fail because of the tweets, but for the two exceptions that say so. */
    private static <T> T onMachine(Step<T> step) throws MachineException {
        try {
            return step.take();
        } catch (CorpusTooSmallException e) {
            throw e;
        } catch (ModelException e) {
            if (e.getCause() == null) {
                throw e;
            }
            throw new MachineException(e, false);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new MachineException(e, false);
        }
    }

    /** Takes a step that only reads and writes files of this executor. */
    private static <T> T onExecutor(Step<T> step) throws MachineException {
        try {
            return step.take();
        } catch (IOException | RuntimeException e) {
            throw new MachineException(e, true);
        }
    }

    /** {@return the GPU that Spark has given to this task, or else the CPU} */
    private Device device() {
        ResourceInformation gpus = TaskContext.get().resourcesJMap().get(FleetResources.GPU);
        if (gpus == null || recipe.cpuOnly()) {
            return Device.cpu();
        }
        Devices.named("gpu"); // says what is wrong if PyTorch finds none
        return Device.gpu(Integer.parseInt(gpus.addresses()[0]));
    }
}
