package io.github.huggingtweets.spark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.Utils;

/** Files of an executor, in a folder of Spark's that ends with it. */
final class ExecutorFiles {

    private ExecutorFiles() {}

    /** {@return a new folder} */
    static Path folder(String name) throws IOException {
        return Utils.createTempDir(Utils.getLocalDir(SparkEnv.get().conf()), name).toPath();
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) {
        FileUtil.fullyDelete(folder.toFile());
    }
}
