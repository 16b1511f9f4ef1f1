package io.github.huggingtweets.pytorch;

import ai.djl.util.Utils;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What PyTorch and DJL read when they load. What the user has set stays as it is. */
final class Settings {

    private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";
    private static final String FLAVOR = "PYTORCH_FLAVOR";
    private static final String VERSION = "PYTORCH_VERSION";
    /** How often a thread of PyTorch that waits for the others looks again before it sleeps. */
    private static final String SPINS = "GOMP_SPINCOUNT";
    private static final String FEW_SPINS = "1000";

    /** The size from which the GNU C library takes memory for an object from the system, and gives it back when that is freed. */
    private static final int M_MMAP_THRESHOLD = -3;
    /** The free memory at the end that the GNU C library keeps. */
    private static final int M_TRIM_THRESHOLD = -1;

    private static final int LARGE_TENSOR = 256 << 20;

    private Settings() {}

    /** The part of the C library that changes how this process finds its environment and its memory, which Java cannot change. */
    private interface CLibrary extends Library {

        int setenv(String name, String value, int overwrite);

        int mallopt(int parameter, int value);

        int malloc_trim(NativeLong kept);
    }

    /** {@return whether the user names a PyTorch, which DJL then finds or fetches} */
    static boolean nameLibrary() {
        return Stream.of(LIBRARY_PATH, FLAVOR, VERSION).anyMatch(Settings::isSet);
    }

    /** Makes DJL take the native library for the CPU from a folder. */
    static void use(Path folder) {
        System.setProperty(LIBRARY_PATH, folder.toString());
        System.setProperty(FLAVOR, "cpu");
    }

    /** Sets everything that does not depend on where the library is. */
    static void apply() {
        System.getProperties().putIfAbsent("slf4j.internal.verbosity", "ERROR"); // DJL warns if a program has no logger
        setProperty("OPT_OUT_TRACKING", "true"); // DJL would report its start to a server
        setProperty("RUST_FLAVOR", "cpu"); // the jar of the tokenizers has their library for the CPU only; DJL would fetch others
        setProperty("ai.djl.pytorch.graph_optimizer", "false"); // each new shape would be compiled anew
        // On a machine with other work to do, spinning costs ten times what it saves.
        if (!isSet(SPINS) && !isSet("OMP_WAIT_POLICY")) {
            tell(library -> library.setenv(SPINS, FEW_SPINS, 1));
        }
        // Tensors of many megabytes come and go in each step of a training; new pages for all of them take a tenth of its time.
        if (!isSet("MALLOC_MMAP_THRESHOLD_") && !isSet("MALLOC_TRIM_THRESHOLD_")) {
            tell(library -> library.mallopt(M_MMAP_THRESHOLD, LARGE_TENSOR));
            tell(library -> library.mallopt(M_TRIM_THRESHOLD, 2 * LARGE_TENSOR));
        }
    }

    /** Gives memory that is free back to the system. */
    static void giveFreeMemoryBack() {
        tell(library -> library.malloc_trim(new NativeLong(0)));
    }

    private static boolean isSet(String name) {
        String value = Utils.getEnvOrSystemProperty(name);
        return value != null && !value.isEmpty();
    }

    private static void setProperty(String name, String value) {
        if (!isSet(name)) {
            System.setProperty(name, value);
        }
    }

    private static void tell(Consumer<CLibrary> call) {
        if (!com.sun.jna.Platform.isWindows()) {
            try {
                call.accept(Native.load(com.sun.jna.Platform.C_LIBRARY_NAME, CLibrary.class));
            } catch (LinkageError e) {
                // PyTorch computes the same without it, if more slowly
            }
        }
    }
}
