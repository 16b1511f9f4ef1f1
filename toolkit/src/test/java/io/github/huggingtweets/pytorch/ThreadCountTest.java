package io.github.huggingtweets.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThreadCountTest {

    private static <T> FutureTask<T> start(String name, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task, name).start();
        return task;
    }

    private static int multiply() {
        try (NDManager manager = PyTorch.manager(Device.cpu())) {
            NDArray matrix = manager.ones(new Shape(1_000, 1_000));
            matrix.matMul(matrix).getFloat(0, 0);
            return ThreadCount.get();
        }
    }

    @Test
    void givesEachOfTwoThreadsItsOwnNumberAndAThirdTheUsualOne() throws Exception {
        int usual = start("usual", ThreadCountTest::multiply).get();
        CyclicBarrier both = new CyclicBarrier(3);
        Supplier<Integer> whenBothHaveSetTheirs = () -> {
            try {
                both.await();
                int first = multiply();
                both.await();
                return first == multiply() ? first : -1;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        FutureTask<Integer> three = start("three", () -> PyTorch.withThreads(3, whenBothHaveSetTheirs));
        FutureTask<Integer> five = start("five", () -> PyTorch.withThreads(5, whenBothHaveSetTheirs));
        both.await();
        int meanwhile = start("meanwhile", ThreadCountTest::multiply).get();
        both.await();

        assertEquals(3, three.get());
        assertEquals(5, five.get());
        assertEquals(usual, meanwhile);
        assertEquals(usual, start("afterwards", ThreadCountTest::multiply).get());
    }

    @Test
    void restoresTheNumberOfItsThread() {
        int before = multiply();

        int within = PyTorch.withThreads(before + 2, () -> PyTorch.withThreads(before + 1, ThreadCountTest::multiply));

        assertEquals(before + 1, within);
        assertEquals(before, multiply());
    }

    /** A thread of PyTorch's has the name of the one that started it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void computesWithNoMoreThreadsThanItWasTold() throws Exception {
        assertEquals(1, start("of-one", () -> PyTorch.withThreads(1, () -> threadsAfterAProduct("of-one"))).get());
        assertEquals(3, start("of-three", () -> PyTorch.withThreads(3, () -> threadsAfterAProduct("of-three"))).get());
    }

    private static long threadsAfterAProduct(String name) {
        multiply();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(thread -> name.equals(name(thread))).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    @Test
    void refusesNoThreads() {
        assertThrows(IllegalArgumentException.class, () -> PyTorch.withThreads(0, () -> 1));
    }
}
