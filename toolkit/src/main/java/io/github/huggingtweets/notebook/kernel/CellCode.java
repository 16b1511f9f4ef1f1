package io.github.huggingtweets.notebook.kernel;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The Java agent that makes loops in a cell's code stoppable. Java cannot end a thread from outside. So the agent inserts a check
 * into each loop that is written in a cell: if the cell was given up, the check throws an error, which ends the thread. In a kernel
 * that runs without this agent, a loop that ignores the stop button goes on in the background.
 */
public final class CellCode {

    private static final Set<Thread> GIVEN_UP = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private static volatile boolean anyGivenUp;

    private CellCode() {}

    /** Ends the thread. It is an error, so that a cell that catches every {@code Exception} does not catch it. */
    private static final class GivenUp extends Error {

        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("The cell was stopped.", null, false, false);
        }
    }

    /**
     * Called by the JVM before the main method.
     *
     * @param options are ignored
     * @param instrumentation receives the transformer of the cells' code
     */
    public static void premain(String options, Instrumentation instrumentation) {
        instrumentation.addTransformer(new LoopChecks());
    }

    /** Called in each loop of a cell's code before it repeats. Ends the thread if its cell was given up. */
    public static void goOn() {
        if (anyGivenUp && GIVEN_UP.contains(Thread.currentThread())) {
            throw new GivenUp();
        }
    }

    /** Ends a thread when its code repeats a loop. */
    static synchronized void giveUp(Thread thread) {
        GIVEN_UP.add(thread);
        anyGivenUp = true;
    }

    /** Lets a thread run code again, after the cell that was given up has ended. */
    static synchronized void forgive(Thread thread) {
        GIVEN_UP.remove(thread);
        anyGivenUp = !GIVEN_UP.isEmpty();
    }

    /** {@return whether the cell that a thread runs was given up} */
    static boolean isGivenUp(Thread thread) {
        return GIVEN_UP.contains(thread);
    }
}
