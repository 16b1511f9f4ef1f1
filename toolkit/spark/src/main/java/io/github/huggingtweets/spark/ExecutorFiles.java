package io.github.huggingtweets.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.Utils;

/** Files of an executor, in a folder of Spark's that ends with it. */
final class ExecutorFiles {

    private static final Map<String, Path> BASES = new HashMap<>();

    private ExecutorFiles() {}

    /** {@return a new folder} */
    static Path folder(String name) throws IOException {
        return Utils.createTempDir(Utils.getLocalDir(SparkEnv.get().conf()), name).toPath();
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) {
        FileUtil.fullyDelete(folder.toFile());
    }

    /**
     * {@return the base model, which is copied here once; other tasks wait meanwhile}
     *
     * @param run names the trainings that have it
     */
    static synchronized Path base(String run, FleetFolder fleet, Configuration configuration) throws IOException {
        Path there = BASES.get(run);
        if (there == null) {
            there = folder("base");
            try {
                fleet.fetchBase(there, configuration);
            } catch (IOException e) {
                delete(there);
                throw new IOException("%s can't be read (%s); give a path that is the same place on all machines"
                        .formatted(fleet.path(), FleetFolder.reason(e)), e);
            }
            BASES.put(run, there);
        }
        return there;
    }
}
