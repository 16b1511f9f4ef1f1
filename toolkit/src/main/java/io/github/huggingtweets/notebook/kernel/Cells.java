package io.github.huggingtweets.notebook.kernel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jdk.jshell.EvalException;

/**
 * The cells of a notebook. The adapter of a kernel passes on what happens to them: that a cell runs, that the stop button is
 * pressed, that a cell has failed.
 */
public final class Cells {

    /** The exception by which the kernels say that they gave a cell up; each kernel has a class of its own with this name. */
    private static final String GIVEN_UP = "EvaluationInterruptedException";

    private final StopButton stopButton;
    private final String moreMemory;

    /**
     * Begins with no cell running.
     *
     * @param giveUp ends the running cell in its notebook, even if its thread runs on
     * @param hint shows a sentence below the running cell
     * @param moreMemory a sentence that says how to start this kernel with more memory for Java
     */
    public Cells(Runnable giveUp, Consumer<String> hint, String moreMemory) {
        stopButton = new StopButton(giveUp, hint);
        this.moreMemory = moreMemory;
    }

    /**
     * Runs a cell, or code that a running cell evaluates.
     *
     * @param code the code
     * @param <T> the type of its result
     * @return the result
     * @throws Exception what the code throws
     */
    public <T> T run(Callable<T> code) throws Exception {
        if (isRunning()) {
            return code.call();
        }
        stopButton.cellBegins();
        try {
            return code.call();
        } finally {
            stopButton.cellEnds();
        }
    }

    /** {@return whether a cell is running} */
    public boolean isRunning() {
        return stopButton.isCellRunning();
    }

    /** Called for Jupyter's stop button. Returns at once. */
    public void stop() {
        stopButton.press();
    }

    /**
     * Finds the words for a failed cell.
     *
     * @param thrown what the kernel threw for the cell
     * @return the lines to show, with the escape codes of a terminal; or nothing if the kernel itself knows more about this error,
     *         such as where the code of the cell does not compile
     */
    public Optional<List<String>> error(Throwable thrown) {
        if (thrown.getClass().getSimpleName().equals(GIVEN_UP)) {
            return Optional.of(CellError.givenUp(stopButton.leftSomethingRunning()).lines(moreMemory));
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof EvalException inCell) {
                CellError error = CellError.of(inCell);
                return Optional.of((stopButton.wasPressed() ? error.asStopped() : error).lines(moreMemory));
            }
        }
        return thrown instanceof Exception whenShown && CellError.of(whenShown).isRefusal()
                ? Optional.of(CellError.of(whenShown).lines(moreMemory)) : Optional.empty();
    }
}
