package io.github.huggingtweets.gpt2;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes exceptions of PyTorch which say that a device has no memory left, and explains them. */
public final class OutOfMemory {

    /** The messages of PyTorch's allocator, of the driver, and of libraries that allocate memory themselves. */
    private static final Pattern GPU = Pattern.compile(
            "CUDA out of memory|CUDA error: out of memory|CU(BLAS|DNN|SOLVER|SPARSE)_STATUS_ALLOC_FAILED");
    private static final Pattern CPU = Pattern.compile(
            "DefaultCPUAllocator: (can't allocate|not enough) memory: you tried to allocate (?<bytes>\\d+) bytes");
    private static final Pattern WANTED = Pattern.compile("Tried to allocate (?<wanted>[\\d.]+ \\w+)");
    /** The wording since PyTorch 2.1; the next pattern is the wording before. */
    private static final Pattern FREE = Pattern.compile(
            "total capacity of (?<total>[\\d.]+ \\w+) of which (?<free>[\\d.]+ \\w+) is free");
    private static final Pattern OLD_FREE = Pattern.compile(
            "(?<total>[\\d.]+ \\w+) total capacity;.*? (?<free>[\\d.]+ \\w+) free");

    private OutOfMemory() {}

    /**
     * Explains an exception if it says that a device has no memory left.
     *
     * @param thrown the exception that PyTorch threw
     * @param advice what the user can do to need less memory, in whole sentences
     * @return the exception to throw: a {@link ModelException} with the sizes and the advice, or the given one if it has another
     *         cause
     */
    public static RuntimeException explain(RuntimeException thrown, String advice) {
        String said = String.valueOf(thrown.getMessage());
        if (thrown instanceof ModelException) {
            return thrown; // explained already
        }
        Matcher cpu = CPU.matcher(said);
        if (cpu.find()) {
            String wanted = String.format(Locale.ENGLISH, "%,.1f GiB", Double.parseDouble(cpu.group("bytes")) / (1 << 30));
            return new ModelException(
                    "The machine's memory is used up: %s more were wanted. %s".formatted(wanted, advice), thrown);
        }
        if (GPU.matcher(said).find()) {
            return new ModelException("The GPU's memory is used up%s. %s".formatted(sizes(said), advice), thrown);
        }
        return thrown;
    }

    private static String sizes(String said) {
        Matcher wanted = WANTED.matcher(said);
        if (!wanted.find()) {
            return "";
        }
        String sizes = ": " + wanted.group("wanted") + " more were wanted";
        for (Pattern words : new Pattern[] {FREE, OLD_FREE}) {
            Matcher free = words.matcher(said);
            if (free.find()) {
                return sizes + ", and " + free.group("free") + " of " + free.group("total") + " were free";
            }
        }
        return sizes;
    }
}
