package io.github.huggingtweets.notebook.kernel;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * What a kernel does before it is asked. It runs the notebook's imports at once, for which the first cell would have to wait
 * otherwise. Then, as soon as no cell runs, it tries Tab once, which takes long the first time. A notebook that is run as a whole is
 * not slowed by that.
 */
public final class Preparation {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final CountDownLatch imported = new CountDownLatch(1);
    private Exception failure;
    private int running;
    private long lastUse;

    private Preparation() {}

    /**
     * Begins to prepare a kernel, in the background.
     *
     * @param imports runs the code that comes before the first cell
     * @param help answers Tab
     * @return the preparation, for which cells wait as far as they need it
     */
    public static Preparation start(Callable<?> imports, CodeHelp help) {
        Preparation preparation = new Preparation();
        Thread thread = new Thread(() -> {
            preparation.run(imports);
            preparation.awaitPause();
            help.warmUp();
        }, "preparation");
        thread.setDaemon(true);
        thread.start();
        return preparation;
    }

    private void run(Callable<?> imports) {
        try {
            imports.call();
        } catch (Exception e) {
            synchronized (this) {
                failure = e;
            }
        } finally {
            synchronized (this) {
                lastUse = System.nanoTime();
            }
            imported.countDown();
        }
    }

    private void awaitPause() {
        try {
            while (!isPause()) {
                Thread.sleep(PAUSE.toMillis() / 5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // does not happen: nobody interrupts this thread
        }
    }

    private synchronized boolean isPause() {
        return running == 0 && System.nanoTime() - lastUse > PAUSE.toNanos();
    }

    /**
     * Runs a cell after the imports.
     *
     * @param <T> what it results in
     * @param cell runs the cell
     * @return its result
     * @throws Exception if it fails; or, for the first cell, if the imports failed
     */
    public <T> T runCell(Callable<T> cell) throws Exception {
        synchronized (this) {
            running++;
        }
        try {
            imported.await();
            synchronized (this) {
                if (failure != null) {
                    Exception once = failure;
                    failure = null;
                    throw once;
                }
            }
            return cell.call();
        } finally {
            synchronized (this) {
                running--;
                lastUse = System.nanoTime();
            }
        }
    }

    /** Waits until the imports have run, so that a question about code can be answered. */
    public void awaitImports() {
        try {
            imported.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
