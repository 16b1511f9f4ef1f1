package io.github.huggingtweets.notebook.kernel;

import io.github.huggingtweets.notebook.kernel.JavaToken.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * Answers the keys Tab and Shift-Tab in a notebook. JShell has such answers, too, but leaves out what a public class inherits from a
 * class that is not public, reads no Javadoc but the JDK's, and knows nothing of a name before its parenthesis is written. So the
 * JDK's compiler is asked here, and JShell only for the names of packages, of which it has an index.
 *
 * <p>Positions are counted as Jupyter counts them: in Unicode's code points.
 */
public final class CodeHelp {

    private final JShell shell;
    private final Compiler compiler = new Compiler();

    /**
     * Makes the help for a notebook.
     *
     * @param shell knows the cells that ran
     */
    public CodeHelp(JShell shell) {
        this.shell = shell;
    }

    /**
     * The answer to Tab.
     *
     * @param texts what can stand in the code, the likeliest first
     * @param start where the text begins that they replace, in code points
     * @param end where it ends
     */
    public record Completions(List<String> texts, int start, int end) {}

    /**
     * The answer to Shift-Tab: the signature and the Javadoc of a name.
     *
     * @param text for terminals
     * @param html for browsers
     */
    public record Help(String text, String html) {}

    /**
     * Adds to the class path that code is compiled with. It begins as that of this program.
     *
     * @param path a jar or a folder with classes
     */
    public synchronized void addToClassPath(Path path) {
        compiler.addToClassPath(path);
    }

    /** Answers each key once, so that the next answer is fast: the first one loads the compiler and reads the class path. */
    public void warmUp() {
        String code = "String.valueOf(1).length()";
        complete(code, code.length() - 2);
        complete(code, 3);
        inspect(code, code.length(), false);
    }

    /**
     * Completes a name.
     *
     * @param code the text of a cell
     * @param cursor the number of code points before the cursor
     * @return what can stand there, which is nothing in a comment, a string or a magic
     */
    public synchronized Completions complete(String code, int cursor) {
        int end = index(code, cursor);
        List<JavaToken> tokens = JavaToken.of(code.substring(0, end));
        Optional<JavaToken> last = tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.get(tokens.size() - 1));
        String begun = last.filter(token -> token.kind() == Kind.NAME && token.end() == end).map(JavaToken::text).orElse("");
        boolean quiet = last.filter(token -> token.contains(end) || token.kind() == Kind.NUMBER && token.end() == end).isPresent()
                && begun.isEmpty();
        int start = end - begun.length();
        List<String> texts = quiet ? List.of() : answer(() -> completions(code.substring(0, start), begun)).orElse(List.of());
        return new Completions(texts, code.codePointCount(0, start), code.codePointCount(0, end));
    }

    /** {@return the index of a character of which one knows the number of code points before it} */
    private static int index(String code, int codePoints) {
        return code.offsetByCodePoints(0, Math.min(codePoints, code.codePointCount(0, code.length())));
    }

    /**
     * Explains a name: the one in which or at whose end the cursor is, or else that of the call in whose arguments it is.
     *
     * @param code the text of a cell
     * @param cursor the number of code points before the cursor
     * @param detailed whether other methods of the same name are shown with their Javadoc, too, and not with their signature alone
     * @return the signature and the Javadoc, or nothing if there is no known name
     */
    public synchronized Optional<Help> inspect(String code, int cursor, boolean detailed) {
        return answer(() -> Inspection.at(shell, compiler, code, index(code, cursor)).map(subject -> {
            String html = HelpPage.of(subject, compiler, detailed);
            return new Help(PlainText.of(html), html);
        }).orElse(null));
    }

    /** {@return an answer, unless the compiler fails on code that is not finished, for which it is not made} */
    private static <T> Optional<T> answer(Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (RuntimeException | AssertionError e) {
            return Optional.empty();
        }
    }

    private List<String> completions(String before, String begun) {
        String lastLine = before.substring(before.lastIndexOf('\n') + 1);
        List<String> texts = place(before).or(() -> place(lastLine)).map(place -> Completion.at(place, begun)).orElse(List.of());
        return texts.isEmpty() ? packages(before + begun) : texts;
    }

    /** {@return the place after some code, unless an error in the code hides it} */
    private Optional<Place> place(String before) {
        String code = before + Completion.PLACEHOLDER;
        Draft draft = Draft.of(shell, compiler, code, code.length());
        boolean qualified = before.stripTrailing().endsWith(".") || before.stripTrailing().endsWith("::");
        return Completion.place(compiler.analyze(draft.unit())).filter(place -> place.qualifier().isPresent() == qualified);
    }

    /** {@return what JShell offers, without the cell's earlier statements, which lead it astray} */
    private List<String> packages(String code) {
        String statement = code.substring(Math.max(code.lastIndexOf(';'), code.lastIndexOf('\n')) + 1).stripLeading();
        return shell.sourceCodeAnalysis().completionSuggestions(statement, statement.length(), new int[1]).stream()
                .map(Suggestion::continuation).distinct().toList();
    }
}
