package io.github.huggingtweets.spark;

import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.ProductRates;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.training.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The job of Spark's that trains bots: the tweets of each author come to a task of their own.
 *
 * @param spark the session
 * @param lake the tweets
 * @param setUp what each executor needs
 * @param recipe how to train
 * @param resources what each training gets
 * @param rates how fast processors multiply matrices
 */
record FleetJob(SparkSession spark, TweetLake lake, ExecutorSetUp setUp, Recipe recipe, FleetResources resources,
        List<ProductRates> rates) {

    private static final String TASK = "task";
    private static final int MOST_TASKS_FOR_ROWS = 1_000;

    static Broadcast<SerializableConfiguration> configuration(SparkSession spark) {
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    }

    /** {@return the rows of whole bots, by the names of their folders} */
    static List<FleetRow> rowsOf(SparkSession spark, FleetFolder folder, Set<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        Broadcast<SerializableConfiguration> configuration = configuration(spark);
        return rows(JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(new ArrayList<>(names), Math.min(names.size(), MOST_TASKS_FOR_ROWS)).flatMap(name -> {
                    List<byte[]> row = new ArrayList<>();
                    folder.row(name, configuration.value().value()).ifPresent(found -> row.add(json(found)));
                    return row.iterator();
                }).collect());
    }

    private static byte[] json(FleetRow row) {
        try {
            return row.json();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<FleetRow> rows(List<byte[]> found) {
        return found.stream().map(json -> {
            try {
                return FleetRow.read(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    /**
     * Trains bots, as far as they are not there.
     *
     * @param authors whose bots, in the order in which their trainings begin
     * @return their rows, in any order
     */
    List<FleetRow> run(List<FleetRow> authors) {
        Broadcast<SerializableConfiguration> configuration = configuration(spark);
        FleetTask task = new FleetTask(setUp, recipe, resources.cores(), resources.atOnce(), rates, attempts(spark));
        JavaRDD<byte[]> trained = tweetsByTask(authors).toJavaRDD()
                .mapPartitions(tweets -> task.train(tweets, configuration.value().value()));
        List<byte[]> found = waitFor(resources.profile().map(trained::withResources).orElse(trained)::collect);

        Map<String, FleetRow> made = new HashMap<>();
        rows(found).forEach(row -> made.put(row.handle(), row));
        return authors.stream().map(author -> made.containsKey(author.handle())
                ? author.with(made.get(author.handle()))
                : author.failed("The tweets were gone when the training began.", false)).toList();
    }

    /** {@return how often Spark tries a task} */
    static int attempts(SparkSession spark) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return FleetResources.isLocal(context) ? 1 : context.getConf().getInt("spark.task.maxFailures", 4);
    }

    private Dataset<Row> tweetsByTask(List<FleetRow> authors) {
        HashMap<String, Integer> tasks = new HashMap<>();
        authors.forEach(author -> tasks.put(author.handle(), tasks.size()));
        Broadcast<HashMap<String, Integer>> onExecutors =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(tasks);
        UDF1<String, Integer> taskOf = handle -> onExecutors.value().get(handle);
        Column task = functions.udf(taskOf, DataTypes.IntegerType).apply(functions.col(TweetTable.HANDLE));
        return lake.tweets().withColumn(TASK, task).filter(functions.col(TASK).isNotNull())
                .repartitionById(authors.size(), functions.col(TASK))
                .sortWithinPartitions(LakeRow.FILE, LakeRow.POSITION);
    }

    /** Waits for a job. If the thread is interrupted, for example by the stop button of a notebook, the job ends. */
    private <T> T waitFor(Callable<T> job) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        String tag = "fleet-" + UUID.randomUUID();
        context.addJobTag(tag);
        context.setInterruptOnCancel(true);
        try {
            return job.call();
        } catch (InterruptedException e) {
            context.cancelJobsWithTag(tag);
            CancellationException stopped =
                    new CancellationException("The trainings were stopped. The bots that are whole stay in %s,"
                            .formatted(setUp.folder().path()) + " and the next run goes on with the others.");
            stopped.initCause(e);
            throw stopped;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // Scala's exceptions are not declared
            throw new ModelException(
                    ("The trainings ended: %s. The bots that are whole stay in %s, and the next run goes on with the"
                            + " others. If executors were lost, a training, which takes about %,d MB beside Java's heap, may be too much for"
                            + " them.").formatted(LakeFiles.reason(e), setUp.folder().path(), recipe.memory() >> 20),
                    e);
        } finally {
            context.removeJobTag(tag);
        }
    }
}
