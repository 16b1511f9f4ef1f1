package io.github.huggingtweets.spark;

import ai.djl.Device;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.GeneratedTweet;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What all bots of a fleet write.
 *
 * @param prompt the first words
 * @param count the number of tweets of each
 * @param seed makes the choices repeatable; each bot has one of its own
 */
record FleetGeneration(String prompt, int count, long seed) implements Serializable {

    private static final StructType SCHEMA = new StructType()
            .add(TweetTable.HANDLE, DataTypes.StringType, false)
            .add("prompt", DataTypes.StringType, false)
            .add(TweetTable.TEXT, DataTypes.StringType)
            .add("sentence", DataTypes.StringType);

    /** {@return the tweets of all bots, one bot in each task} */
    static Dataset<Row> tweets(SparkSession spark, FleetFolder folder, List<String> handles, FleetGeneration generation) {
        Broadcast<SerializableConfiguration> configuration = FleetJob.configuration(spark);
        int attempts = FleetJob.attempts(spark);
        return spark.createDataFrame(JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(handles, Math.max(1, handles.size()))
                .flatMap(handle -> generation.rows(folder, handle, attempts, configuration.value().value()).iterator()), SCHEMA);
    }

    private List<Row> rows(FleetFolder folder, String handle, int attempts, Configuration configuration) throws IOException {
        Path here = ExecutorFiles.folder("bot");
        try {
            folder.fetchBot(handle, here, configuration);
            return PyTorch.withThreads(TaskContext.get().cpus(), () -> written(here, handle)).stream()
                    .map(text -> RowFactory.create(handle, prompt, text, null)).toList();
        } catch (IOException e) {
            if (TaskContext.get().attemptNumber() + 1 < attempts) {
                throw e; // the disk may be full; Spark tries again, after some failures on another executor
            }
            return List.of(RowFactory.create(handle, prompt, null, LakeFiles.firstLine(e)));
        } catch (RuntimeException e) {
            return List.of(RowFactory.create(handle, prompt, null, LakeFiles.firstLine(e)));
        } finally {
            ExecutorFiles.delete(here);
        }
    }

    private List<String> written(Path folder, String handle) {
        try (Bot bot = bot(folder)) {
            return bot.generate(prompt, count, Sampling.defaults().seed(seed + handle.hashCode()), (tweet, piece) -> {}).stream()
                    .map(GeneratedTweet::text).toList();
        }
    }

    /** Spark gives no GPU to these tasks. */
    private static Bot bot(Path folder) {
        return new Bot(Gpt2.load(folder, Gpt2.configuration(folder), Device.cpu()), Gpt2Tokenizer.load(folder), Optional.empty());
    }
}
