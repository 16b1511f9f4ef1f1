package io.github.huggingtweets.bot;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A training whose record was found on the disk.
 *
 * @param name where it was found: the folder of the bot, or that of the checkpoints, below the folder that was searched
 * @param folder the folder that holds the record
 * @param run the record
 */
public record FoundRun(String name, Path folder, Run run) {

    /** Checks the parts. */
    public FoundRun {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(run, "run");
    }

    /** {@return where the run was found, and what came out of it} */
    @Override
    public String toString() {
        return name + ": " + run;
    }
}
