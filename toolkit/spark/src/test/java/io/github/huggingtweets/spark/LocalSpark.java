package io.github.huggingtweets.spark;

import org.apache.spark.sql.SparkSession;

/** A session in this process, with which several tests work one after the other. */
final class LocalSpark {

    private LocalSpark() {}

    static SparkSession session() {
        return SparkSession.builder().master("local[2]").appName("tests").config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.adaptive.coalescePartitions.enabled", "false")
                .config("spark.sql.session.timeZone", "Asia/Tokyo").getOrCreate();
    }

    /**
     * Lets the next datasets have as many partitions.
     *
     * @param shuffled their number after a shuffle
     * @param bytes the most bytes of a file that are read in one
     */
    static void partitions(int shuffled, long bytes) {
        session().conf().set("spark.sql.shuffle.partitions", shuffled);
        session().conf().set("spark.sql.files.maxPartitionBytes", bytes);
        session().conf().set("spark.sql.files.openCostInBytes", 1);
        session().conf().set("spark.sql.files.minPartitionNum", 1);
    }
}
