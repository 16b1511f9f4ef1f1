package io.github.huggingtweets.gpt2;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Whether this JVM has vector instructions for Java, which it has only where its command line asks for them. */
public final class VectorModule {

    private static final String NAME = "jdk.incubator.vector";
    private static final boolean FAST = ModuleLayer.boot().findModule(NAME).isPresent()
            && translates(System.getProperty("java.vm.info", "")) && works();

    private VectorModule() {}

    /** {@return what this JVM uses them for, as a sentence without a full stop; nothing if it has none} */
    public static Optional<String> use() {
        return FAST
                ? Optional.of("Java generates a single text with %d numbers at once".formatted(Vectors.LANES))
                : Optional.empty();
    }

    static boolean isFast() {
        return FAST;
    }

    /** {@return whether a JVM has HotSpot's second compiler; without it, vectors are objects, and hundreds of times slower} */
    static boolean translates(String info) {
        return info.startsWith("mixed mode") && !info.contains("emulated-client");
    }

    /** The module is no part of the Java platform yet, and a JDK to come may have another one. */
    private static boolean works() {
        try {
            float[] ones = new float[Vectors.LANES];
            Arrays.fill(ones, 1);
            ByteBuffer zeros = ByteBuffer.allocateDirect(Float.BYTES * ones.length);
            return Vectors.product(Vectors.memory(zeros), 0, ones, 0, ones.length) == 0;
        } catch (LinkageError | RuntimeException e) {
            return false;
        }
    }
}
