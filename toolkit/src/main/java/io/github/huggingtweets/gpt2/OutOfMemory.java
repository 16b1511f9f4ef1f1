package io.github.huggingtweets.gpt2;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from what PyTorch throws whether a device has no memory left, and how much was wanted. */
public final class OutOfMemory {

    /** The allocator's own words, those of the driver, and those of a library that asked the driver itself. */
    private static final Pattern GPU = Pattern.compile(
            "CUDA out of memory|CUDA error: out of memory|CU(BLAS|DNN|SOLVER|SPARSE)_STATUS_ALLOC_FAILED");
    private static final Pattern CPU = Pattern.compile(
            "DefaultCPUAllocator: (can't allocate|not enough) memory: you tried to allocate (?<bytes>\\d+) bytes");
    private static final Pattern WANTED = Pattern.compile("Tried to allocate (?<wanted>[\\d.]+ \\w+)");
    /** Since PyTorch 2.1, and before. */
    private static final Pattern FREE = Pattern.compile(
            "total capacity of (?<total>[\\d.]+ \\w+) of which (?<free>[\\d.]+ \\w+) is free");
    private static final Pattern OLD_FREE = Pattern.compile(
            "(?<total>[\\d.]+ \\w+) total capacity;.*? (?<free>[\\d.]+ \\w+) free");

    private OutOfMemory() {}

    /**
     * Explains an exception, if it says that a device has no memory left.
     *
     * @param thrown what PyTorch threw
     * @param advice what to do with less memory, in whole sentences
     * @return the exception to throw: one with the sizes and the advice, or else the same
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
