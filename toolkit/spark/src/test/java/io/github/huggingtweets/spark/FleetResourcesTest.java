package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.spark.FleetResources.Machine;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetResourcesTest {

    private static final long GB = 1 << 30;

    @ParameterizedTest
    @CsvSource({"1, 100, 8, 1", "2, 100, 8, 2", "1, 3, 8, 3", "1, 1, 8, 5", "1, 1, 1, 1", "4, 7, 8, 4"})
    void givesATrainingEnoughCoresThatNoMoreRunAtOnceThanTheMemoryBears(int wanted, int atOnce, int ofExecutor, int cores) {
        assertEquals(cores, FleetResources.cores(wanted, atOnce, ofExecutor));
    }

    @Test
    void sharesTheMemoryOfAMachineAmongItsExecutors() {
        List<Machine> alone = List.of(new Machine("1", "a", 10 * GB, ""));
        List<Machine> together =
                List.of(new Machine("1", "a", 10 * GB, ""), new Machine("2", "a", 10 * GB, ""),
                        new Machine("1", "a", 9 * GB, ""));

        assertEquals(4, FleetResources.atOnce(alone, 2 * GB, Optional.empty()));
        assertEquals(2, FleetResources.atOnce(together, 2 * GB, Optional.empty()));
    }

    @Test
    void leavesOutAnExecutorThatCannotTrainAndRefusesIfNoneCan() {
        Machine can = new Machine("1", "a", GB, "");
        Machine cannot = new Machine("2", "b", GB, "PyTorch is not on this machine");

        assertEquals(List.of(can), FleetResources.able(List.of(cannot, can)));
        assertEquals("No bot can be trained: PyTorch is not on this machine (on b)",
                assertThrows(ModelException.class, () -> FleetResources.able(List.of(cannot, cannot))).getMessage());
    }

    @Test
    void obeysTheLimitOfTheContainer() {
        List<Machine> machines = List.of(new Machine("1", "a", 100 * GB, ""));

        assertEquals(2, FleetResources.atOnce(machines, 2 * GB, Optional.of(5 * GB)));
        assertEquals("A training takes about 2.7 GB of memory beside Java's heap, and an executor has 0.4 GB"
                + " (spark.executor.memoryOverhead); give the executors more, choose a smaller base model, or lower batchSize.",
                assertThrows(ModelException.class, () -> FleetResources.atOnce(machines, 2 * GB, Optional.of(384L << 20)))
                        .getMessage());
    }

    @Test
    void knowsTheLimitsOfYarnAndKubernetes() {
        assertEquals(Optional.empty(), FleetResources.overhead("spark://host:7077", new SparkConf(false)));
        assertEquals(Optional.of(384L << 20), FleetResources.overhead("yarn", new SparkConf(false)));
        assertEquals(Optional.of(819L << 20),
                FleetResources.overhead("yarn", new SparkConf(false).set("spark.executor.memory", "8g")));
        assertEquals(Optional.of(3 * GB),
                FleetResources.overhead("k8s://host", new SparkConf(false).set("spark.executor.memoryOverhead", "3g")));
    }
}
