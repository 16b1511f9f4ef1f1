package io.github.huggingtweets.gpt2;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where several threads wait for each other without going to sleep. A token passes five barriers a layer within a few milliseconds,
 * and to wake a thread takes too long for that.
 */
final class SpinBarrier {

    /** After so many spins, which take 20 to 100 microseconds, a thread lets others have the processor. */
    private static final int SPINS = 2_000;

    private final int threads;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int passed;
    private volatile boolean broken;

    /**
     * Creates a barrier.
     *
     * @param threads how many threads wait for each other
     */
    SpinBarrier(int threads) {
        this.threads = threads;
    }

    /**
     * Waits until all threads have called this method as often.
     *
     * @throws BrokenBarrierException if one of them never will
     */
    void await() throws BrokenBarrierException {
        int before = passed;
        if (arrived.incrementAndGet() == threads) {
            arrived.set(0);
            passed = before + 1;
            return;
        }
        for (int spins = 0; passed == before; spins++) {
            if (broken) {
                throw new BrokenBarrierException();
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Ends the waiting of all threads, since the calling one goes no further. */
    void breakUp() {
        broken = true;
    }
}
