package io.github.huggingtweets.benchmark.lake;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.benchmark.Contestant;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.PeakMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program that works on a cluster of workers of one core and 2 GB each. It is submitted as a user's program is, and stays until it is
 * finished, so that later rounds find executors that have compiled what they run.
 */
final class ClusterProgram implements AutoCloseable {

    /** What a worker and its executor may take together. */
    static final double MEGABYTES = 2048;
    /** The heap of the executor; the rest is for the worker, and for what Java takes beside the heap. */
    private static final String HEAP = "1400m";
    /** Two threads of a garbage collector, or those of Java's compilers, would count on the other core. */
    private static final String ONE_CORE = "-XX:ActiveProcessorCount=1 -XX:+UseSerialGC";
    /** A million tweets would be three tasks of unequal size as Spark cuts them by default, which two workers cannot share fairly. */
    private static final String OF_A_TASK = "24m";
    private static final String LOG = "-Dlog4j2.configurationFile=toolkit/src/main/jupyter/kernel-spark/log4j2.properties";

    private final String name;
    private final Path state;
    private final Path totals;
    private final Contestant program;

    /**
     * What Spark counted while it did some work.
     *
     * @param work what was done, as the program was told
     * @param tasks the number of tasks
     * @param taskSeconds the time of all tasks together
     * @param processorSeconds the processor time of all tasks
     * @param collectingSeconds the time that the tasks waited for garbage collections
     * @param readBytes what was read of files
     * @param movedBytes what was written for other tasks, packed
     * @param spilledBytes what did not fit into memory meanwhile, packed
     */
    record Totals(String work, int tasks, double taskSeconds, double processorSeconds, double collectingSeconds, long readBytes,
            long movedBytes, long spilledBytes) {}

    /**
     * Submits the program.
     *
     * @param name what it is called
     * @param state the folder with the address of the cluster and the process ids of its workers
     * @throws IOException if it can't be started
     */
    ClusterProgram(String name, Path state, LakeOptions options) throws IOException {
        this.name = name;
        this.state = state;
        this.totals = options.folder().resolve("spark-" + name.replace(' ', '-') + ".json");
        program = new Contestant(List.of("./lab", "spark", "submit", "--class",
                "io.github.huggingtweets.spark.benchmark.LakeProgram", "--driver-memory", "1g", "--driver-class-path",
                options.jar() + ":toolkit/spark/target/test-classes", "--driver-java-options", LOG, "--conf",
                "spark.ui.enabled=false", "--conf", "spark.executor.memory=" + HEAP, "--conf",
                "spark.executor.extraJavaOptions=" + ONE_CORE, "--conf", "spark.sql.files.maxPartitionBytes=" + OF_A_TASK,
                "--conf",
                "spark.sql.adaptive.advisoryPartitionSizeInBytes=" + OF_A_TASK, "spark-internal", totals.toString()),
                Map.of("SPARK_MASTER", Files.readAllLines(state.resolve("address")).get(0)));
    }

    String name() {
        return name;
    }

    /** Counts the tweets of a lake by author, and writes the figures to the file that the lake has for this program. */
    Time figures(Lake lake) throws IOException {
        return figures(lake, lake.folder());
    }

    /** Does the same with another form of a lake. */
    Time figures(Lake lake, Path form) throws IOException {
        return program.round(String.join("\t", "figures", form.toString(), lake.found(name).toString()));
    }

    /** Does anything else that the program can do. */
    Time round(String... work) throws IOException {
        return program.round(String.join("\t", work));
    }

    /** {@return the most memory in megabytes that a worker and its executor had together, of the worker with the most} */
    double megabytesOfAWorker() throws IOException {
        long most = 0;
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches("worker-\\d+\\.pid")).toList()) {
                ProcessHandle worker = ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
                long megabytes = PeakMemory.megabytes(worker);
                for (ProcessHandle executor : worker.descendants().toList()) {
                    megabytes += PeakMemory.megabytes(executor);
                }
                most = Math.max(most, megabytes);
            }
        }
        return most;
    }

    /** Ends the program, and returns what Spark counted of each piece of work, in their order. */
    List<Totals> finish() throws IOException {
        program.finish();
        return new ObjectMapper().readValue(totals.toFile(), new TypeReference<>() {});
    }

    @Override
    public void close() {
        program.close();
    }
}
