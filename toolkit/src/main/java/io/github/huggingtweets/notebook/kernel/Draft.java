package io.github.huggingtweets.notebook.kernel;

import io.github.huggingtweets.notebook.kernel.JavaToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/**
 * A cell that is being written, as a file that the compiler reads. What earlier cells declared are fields, methods and types of its
 * class, and the cell is the body of a method. Imports, methods and types of the cell move to where Java wants them, and blanks
 * remain in their place.
 *
 * @param unit the text of the file
 * @param shift how much further the piece of the cell in which the cursor is stands in the file than in the cell
 */
record Draft(String unit, int shift) {

    /** What JShell calls the package of the cells. */
    private static final String PACKAGE = "package REPL;\n";
    static final String CLASS_NAME = "Cell$";
    private static final String CLASS = "class " + CLASS_NAME + " {\n";
    private static final String METHOD = "void cell$() throws Throwable {\n";
    private static final String END = "\n;}\n}\n";
    private static final Map<String, String> CLOSING = Map.of("(", ")", "[", "]", "{", "}");
    /** Java has no name for the type of a variable that holds an object of an anonymous class. */
    private static final String NAMEABLE = "[\\w$.<>,?\\[\\] ]+";

    /** A part of a cell between two semicolons or closing braces. */
    private record Piece(int start, int end, List<JavaToken> tokens) {

        boolean imports() {
            return !tokens.isEmpty() && tokens.get(0).is("import");
        }

        boolean hasBraces() {
            return tokens.stream().anyMatch(token -> token.is("{"));
        }

        boolean contains(int cursor) {
            return start < cursor && cursor <= end;
        }
    }

    /**
     * Makes the file of a cell.
     *
     * @param shell knows the earlier cells
     * @param compiler tells methods and types from statements
     * @param cell the text of the cell; what is open at its end is closed
     * @param cursor the index in the text that will be asked about
     */
    static Draft of(JShell shell, Compiler compiler, String cell, int cursor) {
        String code = withoutMagics(cell);
        code += closing(code);
        StringBuilder imports = new StringBuilder();
        StringBuilder members = new StringBuilder();
        StringBuilder body = new StringBuilder(code);
        int inMembers = -1;
        for (Piece piece : pieces(code)) {
            String text = code.substring(piece.start(), piece.end());
            if (piece.imports()) {
                imports.append(text).append('\n');
            } else if (piece.hasBraces() && compiler.isDeclaration(text)) {
                if (piece.contains(cursor)) {
                    inMembers = members.length() - piece.start();
                }
                members.append(text).append('\n');
            } else {
                continue;
            }
            blank(body, piece.start(), piece.end());
        }
        String head = PACKAGE + importsOf(shell) + imports + CLASS + membersOf(shell, members.toString());
        int shift = inMembers >= 0 ? head.length() + inMembers : head.length() + members.length() + METHOD.length();
        return new Draft(head + members + METHOD + body + END, shift);
    }

    private static String withoutMagics(String cell) {
        StringBuilder code = new StringBuilder(cell);
        JavaToken.of(cell).stream().filter(token -> token.kind() == Kind.MAGIC)
                .forEach(magic -> blank(code, magic.start(), magic.end()));
        return code.toString();
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            text.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
        }
    }

    /** {@return the brackets that close what is open at the end of a text} */
    private static String closing(String code) {
        Deque<String> open = new ArrayDeque<>();
        for (JavaToken token : JavaToken.of(code)) {
            if (CLOSING.containsKey(token.text())) {
                open.push(CLOSING.get(token.text()));
            } else if (token.text().equals(open.peek())) {
                open.pop();
            }
        }
        return String.join("", open);
    }

    private static List<Piece> pieces(String code) {
        List<Piece> pieces = new ArrayList<>();
        List<JavaToken> tokens = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (JavaToken token : JavaToken.of(code)) {
            if (token.kind() == Kind.COMMENT) {
                continue;
            }
            tokens.add(token);
            depth += CLOSING.containsKey(token.text()) ? 1 : CLOSING.containsValue(token.text()) ? -1 : 0;
            if (depth <= 0 && (token.is(";") || token.is("}"))) {
                pieces.add(new Piece(start, token.end(), tokens));
                tokens = new ArrayList<>();
                start = token.end();
                depth = 0;
            }
        }
        pieces.add(new Piece(start, code.length(), tokens));
        return pieces;
    }

    private static String importsOf(JShell shell) {
        return shell.imports().map(ImportSnippet::source).map(String::strip)
                .map(source -> source.endsWith(";") ? source + "\n" : source + ";\n").collect(Collectors.joining());
    }

    /** {@return what earlier cells declared, as members of a class, but for what the cell declares anew} */
    private static String membersOf(JShell shell, String declaredAnew) {
        Set<String> anew = JavaToken.of(declaredAnew).stream().map(JavaToken::text).collect(Collectors.toSet());
        return Stream.<Stream<String>>of(
                shell.variables().map(Draft::field),
                shell.methods().filter(method -> !anew.contains(method.name())).map(Snippet::source),
                shell.types().filter(type -> !anew.contains(type.name())).map(Snippet::source))
                .flatMap(members -> members).map(member -> member + "\n").collect(Collectors.joining());
    }

    private static String field(VarSnippet variable) {
        return (variable.typeName().matches(NAMEABLE) ? variable.typeName() : "Object") + " " + variable.name() + ";";
    }
}
