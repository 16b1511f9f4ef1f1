package io.github.huggingtweets.spark;

import com.sun.management.OperatingSystemMXBean;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.ProductRates;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.pytorch.PyTorchException;
import io.github.huggingtweets.training.Recipe;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.Utils;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What each training gets of an executor.
 *
 * @param cores the cores, and with that the number of PyTorch's threads
 * @param atOnce how many trainings the memory of an executor bears at once
 * @param profile declares this to Spark's scheduler; empty where the settings of the session say the same, or the master knows no
 *        profiles
 */
record FleetResources(int cores, int atOnce, Optional<ResourceProfile> profile) {

    static final String GPU = "gpu";

    private static final String TASK_CORES = "spark.task.cpus";
    private static final String OVERHEAD = "spark.executor.memoryOverhead";
    /** What PyTorch itself takes in a process. */
    private static final long PYTORCH = 500L << 20;
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    /**
     * An executor, as it sees itself.
     *
     * @param executor its id
     * @param host its machine
     * @param memory the memory in bytes that it could have beside Java's heap, if it were alone on its machine
     * @param complaint why it cannot train; empty if it can
     */
    record Machine(String executor, String host, long memory, String complaint) implements Serializable {

        static Machine here(ExecutorSetUp setUp, Configuration configuration) {
            String complaint = "";
            try {
                setUp.here(configuration);
            } catch (IOException e) {
                complaint = LakeFiles.firstLine(e);
            }
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long ofContainer = system.getTotalMemorySize() - Runtime.getRuntime().maxMemory();
            return new Machine(SparkEnv.get().executorId(), Utils.localHostName(), Math.min(ofContainer, available(ofContainer)),
                    complaint);
        }

        private static long available(long otherwise) {
            try {
                return Files.readAllLines(MEMORY_INFO).stream().filter(line -> line.startsWith("MemAvailable:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(otherwise);
            } catch (IOException e) {
                return otherwise; // not a Linux
            }
        }
    }

    /**
     * {@return what each training gets}
     *
     * @throws ModelException if no executor can train, or none has the memory for it
     */
    static FleetResources of(SparkSession spark, Recipe recipe, ExecutorSetUp setUp) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SparkConf conf = context.getConf();
        int taskCores = conf.getInt(TASK_CORES, 1);
        boolean gpu = !recipe.cpuOnly() && conf.getInt("spark.executor.resource.gpu.amount", 0) > 0;
        boolean isLocal = isLocal(context);
        List<Machine> able = able(machines(spark, setUp));
        int atOnce = gpu ? Integer.MAX_VALUE : atOnce(able, recipe.memory(), overhead(context.master(), conf));
        int cores = isLocal ? taskCores : cores(taskCores, atOnce, coresOfAnExecutor(context));
        boolean differs = cores != taskCores || gpu && !conf.contains("spark.task.resource.gpu.amount");
        if (isLocal || !differs) {
            return new FleetResources(cores, atOnce, Optional.empty());
        }
        TaskResourceRequests task = new TaskResourceRequests().cpus(cores);
        if (gpu) {
            task.resource(GPU, conf.getDouble("spark.task.resource.gpu.amount", 1));
        }
        return new FleetResources(cores, atOnce, Optional.of(new ResourceProfileBuilder().require(task).build()));
    }

    /** {@return whether all runs in one process, whose scheduler knows no profiles} */
    static boolean isLocal(JavaSparkContext context) {
        return context.master().equals("local") || context.master().startsWith("local[");
    }

    /** Asks the executors that there are. So many small tasks reach all of them, or nearly all. */
    private static List<Machine> machines(SparkSession spark, ExecutorSetUp setUp) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> configuration = FleetJob.configuration(spark);
        int tasks = 4 * Math.max(2, context.defaultParallelism());
        return context.parallelize(Collections.nCopies(tasks, 0), tasks)
                .map(i -> encoded(Machine.here(setUp, configuration.value().value()))).collect().stream()
                .map(FleetResources::decoded).toList();
    }

    /** {@return the executors that can train} */
    static List<Machine> able(List<Machine> machines) {
        List<Machine> able = machines.stream().filter(machine -> machine.complaint.isEmpty()).toList();
        if (able.isEmpty()) {
            throw new ModelException(
                    "No bot can be trained: %s (on %s)".formatted(machines.get(0).complaint, machines.get(0).host));
        }
        return able;
    }

    /**
     * {@return how fast processors multiply matrices: one answer for each kind of processor, so that all executors with it train the same
     * bots, and that of this machine for its own kind, so that they train the same bots as this machine. Rates that are measured on
     * machines with other work to do differ.}
     */
    static List<ProductRates> rates(SparkSession spark, int cores) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        if (isLocal(context)) {
            return List.of();
        }
        int tasks = 4 * Math.max(2, context.defaultParallelism());
        Map<String, ProductRates> byProcessor = new TreeMap<>();
        context.parallelize(Collections.nCopies(tasks, 0), tasks).map(i -> measured(cores)).collect().stream().sorted()
                .filter(line -> !line.isEmpty()).map(FleetResources::decodedRates)
                .forEach(rates -> byProcessor.putIfAbsent(rates.processor(), rates));
        String here = measured(cores);
        if (!here.isEmpty()) {
            byProcessor.replace(decodedRates(here).processor(), decodedRates(here));
        }
        return List.copyOf(byProcessor.values());
    }

    /** {@return the rates of this machine; empty if PyTorch does not start here} */
    private static String measured(int cores) {
        try {
            ProductRates rates = PyTorch.withThreads(cores, ProductRates::ofThisMachine);
            return String.join("\n", rates.processor(), String.valueOf(rates.threads()), String.valueOf(rates.float32()),
                    String.valueOf(rates.oneDnn()), String.valueOf(rates.bfloat16()));
        } catch (PyTorchException | LinkageError e) {
            return "";
        }
    }

    private static ProductRates decodedRates(String text) {
        String[] parts = text.split("\n");
        return new ProductRates(parts[0], Integer.parseInt(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]));
    }

    /** As a text, since some serializers of Spark's know no records. */
    private static String encoded(Machine machine) {
        return String.join("\n", machine.executor, machine.host, String.valueOf(machine.memory), machine.complaint);
    }

    private static Machine decoded(String text) {
        String[] parts = text.split("\n", -1);
        return new Machine(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]);
    }

    /** {@return the memory in bytes beside Java's heap to which YARN and Kubernetes limit an executor} */
    static Optional<Long> overhead(String master, SparkConf conf) {
        if (!master.startsWith("yarn") && !master.startsWith("k8s")) {
            return Optional.empty();
        }
        double factor = conf.getDouble("spark.executor.memoryOverheadFactor", 0.1);
        long usual = Math.max(384, (long) (factor * conf.getSizeAsMb("spark.executor.memory", "1g")));
        return Optional.of(conf.getSizeAsMb(OVERHEAD, usual + "m") << 20);
    }

    /**
     * {@return how many trainings the memory of an executor bears}
     *
     * @throws ModelException if it is none
     */
    static int atOnce(List<Machine> machines, long needed, Optional<Long> limit) {
        Map<String, Long> executorsOfHost = machines.stream().collect(Collectors.groupingBy(Machine::host,
                Collectors.mapping(Machine::executor,
                        Collectors.collectingAndThen(Collectors.toSet(), all -> (long) all.size()))));
        List<Long> free = machines.stream()
                .map(machine -> Math.min(machine.memory / executorsOfHost.get(machine.host), limit.orElse(Long.MAX_VALUE))
                        - PYTORCH)
                .toList();
        long most = Collections.max(free);
        if (most < needed) {
            throw new ModelException(("A training takes about %s of memory beside Java's heap, and an executor has %s%s; give the"
                    + " executors more, choose a smaller base model, or lower batchSize.").formatted(gigabytes(needed + PYTORCH),
                            gigabytes(Math.max(0, most + PYTORCH)),
                            limit.isPresent() ? " (" + OVERHEAD + ")" : " on its machine"));
        }
        return (int) Math.min(Integer.MAX_VALUE, free.stream().filter(bytes -> bytes >= needed).mapToLong(bytes -> bytes / needed)
                .min().orElseThrow());
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ENGLISH, "%.1f GB", bytes / 1e9);
    }

    /** {@return the fewest cores of a training, at least those that are wanted, with which no more than so many run on an executor} */
    static int cores(int wanted, int atOnce, int ofExecutor) {
        return Math.max(wanted, ofExecutor / (Math.min(atOnce, ofExecutor) + 1) + 1);
    }

    private static int coresOfAnExecutor(JavaSparkContext context) {
        return CollectionConverters.asJava(context.sc().statusStore().executorList(true)).stream()
                .filter(executor -> !executor.id().equals("driver")).mapToInt(executor -> executor.totalCores()).min().orElse(1);
    }
}
