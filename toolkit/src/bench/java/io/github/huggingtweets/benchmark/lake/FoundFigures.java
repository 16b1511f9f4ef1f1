package io.github.huggingtweets.benchmark.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The figures of all authors that a program has found, or a generator written.
 *
 * @param program which program
 * @param lines a line for each author, sorted: the handle and the four figures, with tabs between them
 */
record FoundFigures(String program, List<String> lines) {

    static FoundFigures read(String program, Path file) throws IOException {
        return new FoundFigures(program, Files.readAllLines(file));
    }

    /** @throws AssertionError if another program has found other figures */
    void requireSame(FoundFigures other) {
        for (int i = 0; i < Math.max(lines.size(), other.lines.size()); i++) {
            String ours = i < lines.size() ? lines.get(i) : "nothing";
            String theirs = i < other.lines.size() ? other.lines.get(i) : "nothing";
            if (!ours.equals(theirs)) {
                throw new AssertionError("Of %,d authors, %s has \"%s\", and of %,d authors, %s has \"%s\"."
                        .formatted(lines.size(), program, ours, other.lines.size(), other.program, theirs));
            }
        }
    }
}
