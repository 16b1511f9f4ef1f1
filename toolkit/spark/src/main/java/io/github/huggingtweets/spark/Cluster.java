package io.github.huggingtweets.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The cluster on which a notebook or a program works. */
public final class Cluster {

    private static final String MASTER = "spark.master";
    private static final String STANDALONE = "spark://";
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String EXCLUDE = "spark.excludeOnFailure.enabled";

    /**
     * Without these settings, an executor whose disk is full takes tasks faster than the others, since it fails at once, until one has
     * failed four times and the job ends. With them, a task fails there at most twice, and two tasks keep further ones from it. If no
     * executor is left, the job ends after 15 seconds in place of 120.
     */
    private static final Map<String, String> SETTINGS = Map.of(EXCLUDE, "true",
            "spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor", "2",
            "spark.excludeOnFailure.task.maxTaskAttemptsPerNode", "3",
            "spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout", "15s");

    /**
     * Up to this number of partitions, a task opens a file for each, and joins them at its end. By default that is 200, which are Spark's
     * partitions by default, too; to make and delete these files takes a third of the time of cleaning and counting a lake.
     */
    private static final String FILES_OF_A_TASK = "spark.shuffle.sort.bypassMergeThreshold";

    private Cluster() {}

    /**
     * Opens the session of this program, or returns the one that it has. {@code spark-submit} says which cluster it is, or else the
     * environment variable {@code SPARK_MASTER}, which a notebook gets from {@code ./lab spark}; without both, it is this process.
     *
     * <p>Unless {@code spark.excludeOnFailure.enabled} or {@code spark.task.maxFailures} is set, a new session sets the former, so that
     * an executor on which tasks fail, such as one with a full disk, gets no more of them, and the others do its work. Unless
     * {@code spark.shuffle.sort.bypassMergeThreshold} is set, its tasks write a single file each for the tasks that follow, which is
     * faster.
     *
     * @return the session
     * @throws IllegalStateException if no master answers, or if the cluster refuses the session
     */
    public static SparkSession session() {
        String named = System.getProperty(MASTER, System.getenv("SPARK_MASTER"));
        String master = named == null || named.isBlank() ? "local[*]" : named.strip();
        requireAnswer(master);
        try {
            SparkSession.Builder session = SparkSession.builder().appName("HuggingTweets").master(master);
            SparkConf given = new SparkConf();
            if (!given.contains(EXCLUDE) && !given.contains("spark.task.maxFailures")) {
                SETTINGS.forEach(session::config);
            }
            if (!given.contains(FILES_OF_A_TASK)) {
                session.config(FILES_OF_A_TASK, "1");
            }
            return session.getOrCreate();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    ("Spark at %s does not begin a session (%s); look at its log, and compare its version with %s,"
                            + " which this program has.")
                            .formatted(master, e.getMessage(), org.apache.spark.package$.MODULE$.SPARK_VERSION()),
                    e);
        }
    }

    /** {@return where a session works, and where its page is} */
    static String sentence(SparkSession session) {
        String master = session.sparkContext().master();
        String page = session.sparkContext().uiWebUrl().isDefined()
                ? " Its page is %s.".formatted(session.sparkContext().uiWebUrl().get()) : "";
        return (master.startsWith("local")
                ? "Apache Spark %s works in this process; for a cluster of this machine, run ./lab spark in a terminal, and start the"
                        + " kernel anew.%s"
                : "Apache Spark %s works at " + master + ".%s").formatted(session.version(), page);
    }

    /** Spark itself would wait for a minute, and then say in its log that it gives up. */
    static void requireAnswer(String master) {
        if (master.startsWith(STANDALONE)
                && Arrays.stream(master.substring(STANDALONE.length()).split(",")).noneMatch(Cluster::answers)) {
            throw new IllegalStateException(
                    "No master of Spark answers at %s; start one with ./lab spark, or name another one in SPARK_MASTER."
                            .formatted(master));
        }
    }

    private static boolean answers(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    PATIENCE_MILLIS);
            return true;
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return false;
        }
    }
}
