package io.github.huggingtweets.spark;

import org.apache.spark.sql.SparkSession;

/** A session in this process, with which several tests work one after the other. */
final class LocalSpark {

    private LocalSpark() {}

    static SparkSession session() {
        return SparkSession.builder().master("local[2]").appName("tests").config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "4").config("spark.sql.session.timeZone", "Asia/Tokyo").getOrCreate();
    }
}
