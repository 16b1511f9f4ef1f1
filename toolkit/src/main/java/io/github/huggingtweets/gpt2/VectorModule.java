package io.github.huggingtweets.gpt2;

import io.github.huggingtweets.pytorch.Processor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whether this JVM has vector instructions for Java, which it has only where its command line asks for them. */
public final class VectorModule {

    private static final String NAME = "jdk.incubator.vector";

    /** Processors with these multiply and add in one instruction; elsewhere Java computes that in decimal numbers. */
    private static final List<String> FUSED = List.of("AVX2", "AVX-512", "NEON");

    private static final boolean FAST = ModuleLayer.boot().findModule(NAME).isPresent()
            && hasOptimizingCompiler(System.getProperty("java.vm.info", ""), System.getProperty("java.vm.version", ""))
            && !Collections.disjoint(Processor.ofThisMachine().abilities(), FUSED) && works();

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

    /**
     * {@return whether a JVM has HotSpot's second compiler; without it, vectors are objects, and hundreds of times slower}
     *
     * @param info how the JVM runs code
     * @param version its version, which tells whether the compiler is another one
     */
    static boolean hasOptimizingCompiler(String info, String version) {
        return info.startsWith("mixed mode") && !info.contains("emulated-client") && !version.contains("jvmci");
    }

    /** The module is no part of the Java platform yet, and a JDK to come may have another one. */
    private static boolean works() {
        try {
            float[] twos = new float[5 * Vectors.LANES];
            Arrays.fill(twos, 2);
            ByteBuffer memory = ByteBuffer.allocateDirect(Float.BYTES * twos.length).order(ByteOrder.nativeOrder());
            memory.asFloatBuffer().put(twos);
            return Vectors.dot(Vectors.memory(memory), 0, twos, 0, twos.length, new float[Vectors.LANES]) == 4 * twos.length;
        } catch (LinkageError | RuntimeException e) {
            return false;
        }
    }
}
