package io.github.huggingtweets.spark;

import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.ProductRates;
import io.github.huggingtweets.training.FineTuner;
import io.github.huggingtweets.training.Recipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The trainings of a {@link BotFleet}, before they begin. */
public final class FleetTraining {

    private final TweetLake lake;
    private final Recipe recipe;

    FleetTraining(TweetLake lake, UnaryOperator<FineTuner> change) {
        this.lake = lake;
        recipe = Recipe.of(change);
    }

    /**
     * Trains a bot for each author, one in each task of Spark's, and waits for all of them. Those with the most tweets come first.
     *
     * <p>A bot that is there already is not trained again, so that an interrupted run goes on where it was. A bot appears in its folder
     * when it is whole. An author whose bot cannot be trained is a row of the {@link BotFleet#table} with the reason. If the reason is
     * the machine, such as a full disk, the training is tried again when the others have ended, as long as any of these succeed.
     *
     * <p>PyTorch computes a training with as many threads as the task has cores, {@code spark.task.cpus}. As many trainings run at once
     * on an executor as its cores bear, and its memory: where that is too small for so many, each gets more cores, by a resource profile
     * of Spark's. Native memory counts, beside Java's heap: what the machine or the container has, and on YARN and Kubernetes
     * {@code spark.executor.memoryOverhead}. A training runs on a GPU if {@code spark.executor.resource.gpu.amount} gives GPUs to the
     * executors; it gets {@code spark.task.resource.gpu.amount} of one, or one.
     *
     * <p>Each executor copies the base model once. It finds PyTorch's native library where any program with the toolkit finds it; see
     * {@code --jars} and {@code spark.executorEnv.DJL_CACHE_DIR} for machines that cannot download it.
     *
     * <p>The weights are the same to the last bit as those of {@code FineTuner.on(lake.timeline(handle).clean())} with the same settings
     * on this machine, if both have the same kind of processor, the same number of PyTorch's threads (here {@code OMP_NUM_THREADS}, or
     * {@link io.github.huggingtweets.pytorch.PyTorch#withThreads}), and multiply matrices in the same way. The executors take over which
     * way is fastest from this machine, or, if their processors are of another kind, from one of them; {@code HUGGINGTWEETS_PRODUCTS}
     * names a way.
     *
     * @param path a folder in any file system that Spark can write, such as {@code hdfs://cluster/bots} or {@code s3a://bucket/bots}
     * @return the bots
     * @throws ModelException if the path cannot be written, has bots with other settings, or is not the same place on all machines; if
     *         PyTorch starts on no executor; if none has the memory for a training; or if nothing could be trained because of the
     *         machines
     * @throws io.github.huggingtweets.sources.TweetSourceException if the tweets cannot be read
     */
    public BotFleet to(String path) {
        SparkSession spark = lake.tweets().sparkSession();
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        FleetFolder folder = FleetFolder.at(spark, path);
        ExecutorSetUp setUp = new ExecutorSetUp(UUID.randomUUID().toString(), folder, folder.begin(recipe, configuration));
        try {
            FleetResources resources = FleetResources.of(spark, recipe, setUp);
            List<ProductRates> rates = FleetResources.rates(spark, resources.cores());
            Map<String, FleetRow> rows = new TreeMap<>();
            for (Row figures : lake.figures().collectAsList()) {
                FleetRow row = FleetRow.of(figures);
                rows.put(row.handle(), row);
            }
            Set<String> whole = folder.whole(configuration);
            whole.retainAll(rows.keySet().stream().map(FleetFolder::name).toList());
            List<FleetRow> there = FleetJob.rowsOf(spark, folder, whole);
            there.forEach(row -> rows.put(row.handle(), row));

            List<FleetRow> todo = new ArrayList<>(rows.values());
            todo.removeAll(there);
            trainAll(new FleetJob(spark, lake, setUp, recipe, resources, rates), todo)
                    .forEach(row -> rows.put(row.handle(), row));
            requireMachines(rows.values());
            return new BotFleet(spark, folder, List.copyOf(rows.values()));
        } finally {
            folder.end(configuration);
        }
    }

    /** Trains in rounds: what a machine could not do, perhaps another one can, in the next round. */
    private static List<FleetRow> trainAll(FleetJob job, List<FleetRow> authors) {
        Map<String, FleetRow> done = new HashMap<>();
        List<FleetRow> todo = authors;
        while (!todo.isEmpty()) {
            List<FleetRow> largestFirst = new ArrayList<>(todo);
            largestFirst.sort(Comparator.comparingLong(FleetRow::kept).reversed().thenComparing(FleetRow::handle));
            List<FleetRow> made = job.run(largestFirst);
            made.forEach(row -> done.put(row.handle(), row));
            todo = made.stream().filter(FleetRow::ofMachine).toList();
            if (made.stream().noneMatch(FleetRow::hasBot)) {
                break;
            }
        }
        return List.copyOf(done.values());
    }

    /** What no machine can do for any author is no matter of the authors. */
    private static void requireMachines(Collection<FleetRow> rows) {
        Optional<FleetRow> failed = rows.stream().filter(FleetRow::ofMachine).findFirst();
        if (failed.isPresent() && rows.stream().noneMatch(FleetRow::hasBot)) {
            throw new ModelException("No bot could be trained: " + failed.get().sentence());
        }
    }

    /** {@return what is trained, and how} */
    @Override
    public String toString() {
        return "A bot for each author of %s, with %s; to(path) trains them".formatted(lake, recipe);
    }
}
