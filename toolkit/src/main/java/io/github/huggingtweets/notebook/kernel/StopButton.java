package io.github.huggingtweets.notebook.kernel;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The stop button of a notebook. The first press interrupts the cell's thread. The toolkit responds to that: a training returns
 * the bot with what it has learned so far, a download or a generation ends with a message. A cell that ignores the interruption
 * is given up: the notebook continues without it, and its thread ends at the next loop in the cell's own code.
 */
final class StopButton {

    private static final String HINT = "The cell stops when the current computation has ended. "
            + "Press the stop button again to end the cell without waiting for it.";

    /** How long code that is not the toolkit's may ignore the first press. The toolkit's own code always responds in the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration UNTIL_HINT = Duration.ofSeconds(2);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(20);
    /** JShell compiles each statement of a cell into such a method of a class in this package. */
    private static final String CELL_PACKAGE = "REPL.";
    private static final String CELL_METHOD = "do_it$";
    private static final String TOOLKIT = "io.github.huggingtweets.";
    private static final String KERNELS = "io.github.huggingtweets.notebook.";

    private final Runnable giveUp;
    private final Consumer<String> hint;
    private int cell;
    private boolean running;
    private int presses;

    /**
     * Makes the button of a kernel.
     *
     * @param giveUp ends the running cell in its notebook, even if its thread runs on
     * @param hint shows a sentence below the running cell
     */
    StopButton(Runnable giveUp, Consumer<String> hint) {
        this.giveUp = giveUp;
        this.hint = hint;
    }

    /** Called when a cell begins. */
    synchronized void cellBegins() {
        cell++;
        presses = 0;
        running = true;
    }

    /** Called when the cell has ended. */
    synchronized void cellEnds() {
        running = false;
    }

    /** {@return whether a cell is running} */
    synchronized boolean isCellRunning() {
        return running;
    }

    /** {@return whether the button was pressed during the current cell or, between two cells, during the last one} */
    synchronized boolean wasPressed() {
        return presses > 0;
    }

    /** {@return whether the thread of a cell that was given up is still running, after half a second in which it may end} */
    boolean leftSomethingRunning() {
        for (int checks = 0; checks < 25 && isSomethingLeft(); checks++) {
            sleep(CHECK_INTERVAL);
        }
        return isSomethingLeft();
    }

    private static boolean isSomethingLeft() {
        return threads().stream().anyMatch(CellCode::isGivenUp);
    }

    /** Stops the running cell, if there is one. Returns at once. */
    synchronized void press() {
        if (!running) {
            return;
        }
        presses++;
        boolean ignored = busy().stream().anyMatch(Thread::isInterrupted);
        if (ignored || presses > 2) { // in a cell with several trainings, each of two presses may have stopped one
            giveUp();
            return;
        }
        int pressed = cell;
        inBackground(() -> interrupt(pressed));
    }

    private void interrupt(int pressed) {
        List<Thread> threads = busy();
        // between two statements of a cell no thread runs, and a class whose initialization is interrupted cannot be used again
        while ((threads.isEmpty() || threads.stream().anyMatch(StopButton::initializesAClass)) && isRunning(pressed)) {
            sleep(CHECK_INTERVAL);
            threads = busy();
        }
        threads.forEach(Thread::interrupt);
        sleep(UNTIL_HINT);
        if (isRunning(pressed) && ignored(threads) && inToolkit(threads)) {
            hint.accept(HINT);
        }
        sleep(PATIENCE.minus(UNTIL_HINT));
        synchronized (this) {
            if (isRunning(pressed) && ignored(threads) && !inToolkit(threads)) {
                giveUp();
            }
        }
    }

    private void giveUp() {
        List<Thread> threads = busy();
        threads.forEach(CellCode::giveUp);
        giveUp.run();
        inBackground(() -> {
            for (Thread thread : threads) {
                while (runsCode(thread)) {
                    sleep(CHECK_INTERVAL);
                }
                CellCode.forgive(thread); // a later cell may run on this thread
            }
        });
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "stop-button");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized boolean isRunning(int which) {
        return running && cell == which;
    }

    private static boolean ignored(List<Thread> threads) {
        return threads.stream().anyMatch(Thread::isInterrupted);
    }

    private static boolean inToolkit(List<Thread> threads) {
        return threads.stream().anyMatch(thread -> runs(thread, StopButton::isOfToolkit));
    }

    private static boolean isOfToolkit(StackTraceElement frame) {
        return frame.getClassName().startsWith(TOOLKIT) && !frame.getClassName().startsWith(KERNELS);
    }

    /** {@return the threads that run the statements of the cell, without those that the cell itself started} */
    private static List<Thread> busy() {
        return threads().stream().filter(thread -> !CellCode.isGivenUp(thread) && runsCode(thread)).toList();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    private static boolean runsCode(Thread thread) {
        return runs(thread, frame -> frame.getClassName().startsWith(CELL_PACKAGE) && frame.getMethodName().equals(CELL_METHOD));
    }

    private static boolean initializesAClass(Thread thread) {
        return runs(thread, frame -> frame.getMethodName().equals("<clinit>"));
    }

    private static boolean runs(Thread thread, Predicate<StackTraceElement> code) {
        return Arrays.stream(thread.getStackTrace()).anyMatch(code);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // does not happen: nobody interrupts this thread
        }
    }
}
