package io.github.huggingtweets.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;

class PreparationTest {

    private static CompletableFuture<String> cell(Preparation preparation) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return preparation.runCell(() -> "ran");
            } catch (Exception e) {
                return e.getMessage();
            }
        });
    }

    @Test
    void letsTheFirstCellWaitForTheImports() throws Exception {
        try (JShell shell = JShell.create()) {
            CompletableFuture<String> imports = new CompletableFuture<>();
            Preparation preparation = Preparation.start(imports::get, new CodeHelp(shell));
            CompletableFuture<String> first = cell(preparation);

            assertThrows(TimeoutException.class, () -> first.get(200, TimeUnit.MILLISECONDS));
            imports.complete("done");

            assertEquals("ran", first.get(60, TimeUnit.SECONDS));
            assertEquals("ran", cell(preparation).get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void tellsTheFirstCellThatTheImportsFailed() throws Exception {
        try (JShell shell = JShell.create()) {
            Preparation preparation = Preparation.start(() -> {
                throw new IllegalStateException("no such package");
            }, new CodeHelp(shell));

            assertEquals("no such package", cell(preparation).get(60, TimeUnit.SECONDS));
            assertEquals("ran", cell(preparation).get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void leavesTabAloneWhileACellRuns() throws Exception {
        try (JShell shell = JShell.create()) {
            CompletableFuture<Thread> itself = new CompletableFuture<>();
            CountDownLatch cellBegins = new CountDownLatch(1);
            Preparation preparation = Preparation.start(() -> {
                cellBegins.await();
                return itself.complete(Thread.currentThread());
            }, new CodeHelp(shell));
            CompletableFuture<String> end = new CompletableFuture<>();
            CompletableFuture<String> cell = CompletableFuture.supplyAsync(() -> {
                try {
                    cellBegins.countDown();
                    return preparation.runCell(end::get);
                } catch (Exception e) {
                    return e.getMessage();
                }
            });

            Thread.sleep(1500);
            assertTrue(itself.get().isAlive(), "it waits for the end of the cell");
            end.complete("ran");

            assertEquals("ran", cell.get(60, TimeUnit.SECONDS));
            itself.get().join(60_000);
            assertFalse(itself.get().isAlive(), "it tries Tab in the pause, and ends");
        }
    }
}
