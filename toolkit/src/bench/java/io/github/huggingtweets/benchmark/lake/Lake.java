package io.github.huggingtweets.benchmark.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A generated lake: a folder of JSON Lines.
 *
 * @param folder the folder
 * @param tweets the number of its lines
 * @param authors the number of authors that its tweets are by, at most
 */
record Lake(Path folder, int tweets, int authors) {

    static Lake in(Path folder, int tweets, int authors) {
        return new Lake(folder.resolve("lake-%d-of-%d".formatted(tweets, authors)), tweets, authors);
    }

    /** {@return the figures that the generator has of each author} */
    Path written() {
        return folder.resolveSibling(folder.getFileName() + ".txt");
    }

    /** {@return where a program writes what it has found} */
    Path found(String program) {
        return folder.resolveSibling(folder.getFileName() + "-by-" + program.replace(' ', '-') + ".txt");
    }

    /** {@return a place beside the lake for another form of it} */
    Path beside(String form) {
        return folder.resolveSibling(folder.getFileName() + "-" + form);
    }

    List<Path> files() throws IOException {
        return filesIn(folder);
    }

    /** {@return the files in a folder and its folders that hold tweets, in the order of their names} */
    static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().matches("[._].*")).sorted()
                    .toList();
        }
    }

    static long bytesIn(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : filesIn(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
