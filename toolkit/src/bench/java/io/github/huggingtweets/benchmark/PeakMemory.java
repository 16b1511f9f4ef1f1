package io.github.huggingtweets.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest resident memory of a process so far. */
public final class PeakMemory {

    private PeakMemory() {}

    /**
     * {@return the memory of this process in megabytes, or 0 if the system does not report it}
     *
     * @throws IOException if it can't be read
     */
    public static long megabytes() throws IOException {
        return megabytes(ProcessHandle.current());
    }

    /**
     * {@return the memory of a process in megabytes, or 0 if the system does not report it}
     *
     * @throws IOException if it can't be read
     */
    public static long megabytes(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10).findFirst().orElse(0);
    }
}
