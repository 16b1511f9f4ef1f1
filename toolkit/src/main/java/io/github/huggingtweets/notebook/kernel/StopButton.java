package io.github.huggingtweets.notebook.kernel;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Ends what a cell does. The first press interrupts its thread, which the toolkit heeds: a training returns the bot as far as it
 * got, a download and a generation end with a message. A cell that does not heed that is given up: its notebook goes on without
 * it, and its thread ends as soon as it comes to a loop of the cell's own code.
 */
final class StopButton {

    static final String HINT = "Stopping, as soon as what is being computed has come to its end. "
            + "Press the stop button again to end the cell without waiting for it.";

    /** So long may code that is not the toolkit's take to heed the first press; the toolkit's own always does in the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration UNTIL_HINT = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(20);
    /** The names of IJava's threads, and the class whose method calls the code of a cell. */
    private static final String THREADS = "IJava-executor-";
    private static final String CALLER = "io.github.spencerpark.ijava.execution.IJavaExecutionControl";
    private static final String TOOLKIT = "io.github.huggingtweets.";
    private static final String KERNEL = StopButton.class.getPackageName();

    private final Runnable giveUp;
    private final Consumer<String> hint;
    private int cell;
    private boolean running;
    private int presses;

    /**
     * Makes the button of a kernel.
     *
     * @param giveUp ends the running cell for its notebook, whatever its thread does
     * @param hint shows a sentence below the running cell
     */
    StopButton(Runnable giveUp, Consumer<String> hint) {
        this.giveUp = giveUp;
        this.hint = hint;
    }

    /** A cell begins, which nobody has stopped yet. */
    synchronized void cellBegins() {
        cell++;
        presses = 0;
        running = true;
    }

    /** The cell has ended. */
    synchronized void cellEnds() {
        running = false;
    }

    /** {@return whether the cell, or the one that ran last, was to be stopped} */
    synchronized boolean wasPressed() {
        return presses > 0;
    }

    /** {@return whether something that was given up is still at work, after a moment in which it may end} */
    boolean leftSomethingRunning() {
        for (int glances = 0; glances < 25 && isSomethingLeft(); glances++) {
            sleep(GLANCE);
        }
        return isSomethingLeft();
    }

    private static boolean isSomethingLeft() {
        return Arrays.stream(threads()).anyMatch(CellCode::isGivenUp);
    }

    /** Stops the cell that is running, if there is one. Returns at once. */
    synchronized void press() {
        if (!running) {
            return;
        }
        presses++;
        boolean unheeded = busy().stream().anyMatch(Thread::isInterrupted);
        if (unheeded || presses > 2) { // the third time it is not the next training of many that is meant
            giveUp();
            return;
        }
        int pressed = cell;
        inBackground(() -> interrupt(pressed));
    }

    private void interrupt(int pressed) {
        List<Thread> threads = busy();
        // Between two statements of a cell there is no thread for a moment; and a class whose initialization fails stays broken.
        while ((threads.isEmpty() || threads.stream().anyMatch(StopButton::initializesAClass)) && isRunning(pressed)) {
            sleep(GLANCE);
            threads = busy();
        }
        threads.forEach(Thread::interrupt);
        sleep(UNTIL_HINT);
        if (isRunning(pressed) && unheeded(threads) && inToolkit(threads)) {
            hint.accept(HINT);
        }
        sleep(PATIENCE.minus(UNTIL_HINT));
        synchronized (this) {
            if (isRunning(pressed) && unheeded(threads) && !inToolkit(threads)) {
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
                    sleep(GLANCE);
                }
                CellCode.forgive(thread); // a later cell may run on it
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

    private static boolean unheeded(List<Thread> threads) {
        return threads.stream().anyMatch(Thread::isInterrupted);
    }

    private static boolean inToolkit(List<Thread> threads) {
        return threads.stream().anyMatch(thread -> runs(thread, name -> name.startsWith(TOOLKIT) && !name.startsWith(KERNEL)));
    }

    /** The threads that run code of the cell; the others of IJava wait for the next one. */
    private List<Thread> busy() {
        return Arrays.stream(threads()).filter(thread -> !CellCode.isGivenUp(thread) && runsCode(thread)).toList();
    }

    private static Thread[] threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith(THREADS))
                .toArray(Thread[]::new);
    }

    private static boolean runsCode(Thread thread) {
        return runs(thread, CALLER::equals);
    }

    private static boolean initializesAClass(Thread thread) {
        return Arrays.stream(thread.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("<clinit>"));
    }

    private static boolean runs(Thread thread, Predicate<String> code) {
        return Arrays.stream(thread.getStackTrace()).map(StackTraceElement::getClassName).anyMatch(code);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does that
        }
    }
}
