package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpinBarrierTest {

    private static final int THREADS = 5; // more than many a machine has processors
    private static final int TIMES = 2_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void endTheThreads() {
        threads.shutdownNow();
    }

    @Test
    void letsNobodyGoBeforeAllHaveArrived() throws Exception {
        SpinBarrier barrier = new SpinBarrier(THREADS);
        AtomicIntegerArray arrived = new AtomicIntegerArray(TIMES);
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> {
                for (int time = 0; time < TIMES; time++) {
                    arrived.incrementAndGet(time);
                    barrier.await();
                    assertEquals(THREADS, arrived.get(time));
                }
                return null;
            }));
        }
        for (Future<Void> each : all) {
            each.get(50, TimeUnit.SECONDS);
        }
    }

    @Test
    void endsTheWaitingIfOneGoesNoFurther() throws Exception {
        SpinBarrier barrier = new SpinBarrier(2);
        Future<Void> waiting = threads.submit(() -> {
            barrier.await();
            return null;
        });
        Thread.sleep(50);

        barrier.breakUp();

        assertEquals(BrokenBarrierException.class,
                assertThrows(ExecutionException.class, () -> waiting.get(50, TimeUnit.SECONDS)).getCause().getClass());
    }
}
