package io.github.huggingtweets.notebook.kernel;

import io.github.huggingtweets.notebook.Notebook;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** A JShell in which the imports of the notebook have run, and the keys of a notebook above it. */
final class NotebookShell implements AutoCloseable {

    private final JShell shell = JShell.builder().executionEngine("local").build();
    private final CodeHelp help = new CodeHelp(shell);

    NotebookShell() {
        run("import java.util.*;");
        run(Notebook.imports());
    }

    /** Runs the code of a cell. */
    void run(String code) {
        CompletionInfo info;
        for (String rest = code; !rest.isBlank(); rest = info.remaining()) {
            info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            shell.eval(info.source());
        }
    }

    /** {@return the answer to Tab; a bar in the code is the cursor} */
    CodeHelp.Completions tab(String code) {
        return help.complete(code.replace("|", ""), code.codePointCount(0, code.indexOf('|')));
    }

    /** {@return the answer to Shift-Tab as text, which is empty if there is none; a bar in the code is the cursor} */
    String shiftTab(String code) {
        return inspect(code, false).map(CodeHelp.Help::text).orElse("");
    }

    Optional<CodeHelp.Help> inspect(String code, boolean detailed) {
        return help.inspect(code.replace("|", ""), code.codePointCount(0, code.indexOf('|')), detailed);
    }

    @Override
    public void close() {
        shell.close();
    }
}
