package io.github.huggingtweets.spark;

import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.pytorch.PyTorchException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * What the trainings of a run need of an executor: PyTorch, which starts once, and the base model, which is copied once. What failed is
 * not tried again in the same run, since waiting for a network that is not there takes minutes.
 *
 * @param run names the trainings
 * @param folder where the bots are, and the base model
 * @param base the SHA-256 of the base model
 */
record ExecutorSetUp(String run, FleetFolder folder, String base) implements Serializable {

    private static final Map<String, Path> BASES = new HashMap<>();
    private static final Map<String, String> COMPLAINTS = new HashMap<>();

    /**
     * {@return the folder of the base model on this machine; other tasks wait meanwhile}
     *
     * @throws IOException if PyTorch does not start here, or the base model cannot be copied; the message says what to do
     */
    Path here(Configuration configuration) throws IOException {
        synchronized (ExecutorSetUp.class) {
            if (COMPLAINTS.containsKey(run)) {
                throw new IOException(COMPLAINTS.get(run));
            }
            try {
                PyTorch.engine();
                if (!BASES.containsKey(base)) {
                    BASES.put(base, copied(configuration));
                }
                return BASES.get(base);
            } catch (IOException | PyTorchException | LinkageError e) {
                COMPLAINTS.put(run, LakeFiles.firstLine(e));
                throw e instanceof IOException failed ? failed : new IOException(e.getMessage(), e);
            }
        }
    }

    private Path copied(Configuration configuration) throws IOException {
        Path there = ExecutorFiles.folder("base");
        try {
            folder.fetchBase(there, configuration);
            return there;
        } catch (IOException e) {
            ExecutorFiles.delete(there);
            throw new IOException("%s can't be read (%s); give a path that is the same place on all machines"
                    .formatted(folder.path(), LakeFiles.firstLine(e)), e);
        }
    }
}
