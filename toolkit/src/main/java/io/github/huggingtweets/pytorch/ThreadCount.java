package io.github.huggingtweets.pytorch;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.IntSupplier;

/**
 * The number of threads with which PyTorch computes what a thread of Java asks for.
 *
 * <p>PyTorch has one number for the process, which a thread takes over when it computes for the first time, and then each thread has
 * a number of its own (ATen's {@code ParallelOpenMP.cpp}). Setting the number sets both. So a number for one thread alone is set while
 * no other thread sets one, is taken over at once, and then the one of the process is set back by a thread that ends.
 */
final class ThreadCount {

    private static int ofProcess;

    private ThreadCount() {}

    /** {@return the number of the calling thread} */
    static synchronized int get() {
        return JniUtils.getNumThreads();
    }

    /** Sets the number of the calling thread. */
    static synchronized void set(int threads) {
        if (ofProcess == 0) {
            ofProcess = inThreadOfItsOwn(JniUtils::getNumThreads);
        }
        JniUtils.setNumThreads(threads);
        JniUtils.getNumThreads(); // a thread's first look takes over the number of the process
        inThreadOfItsOwn(() -> {
            JniUtils.setNumThreads(ofProcess);
            return ofProcess;
        });
    }

    private static int inThreadOfItsOwn(IntSupplier call) {
        int[] result = new int[1];
        Thread thread = new Thread(() -> result[0] = call.getAsInt(), "number of PyTorch's threads");
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result[0];
    }
}
