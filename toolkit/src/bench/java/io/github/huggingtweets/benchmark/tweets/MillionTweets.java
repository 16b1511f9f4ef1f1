package io.github.huggingtweets.benchmark.tweets;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.benchmark.PeakMemory;
import io.github.huggingtweets.charts.Charts;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.tweets.generated.GeneratedFigures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads, cleans, counts and charts a generated archive, in a process of its own with a limited heap. It measures each step, and
 * fails if its counts differ from those of the generator.
 */
final class MillionTweets {

    /**
     * The times and the memory of the steps.
     *
     * @param seconds of each step by its name
     * @param heapMegabytes the heap in use after each step and a garbage collection
     * @param peakMegabytes the largest resident memory of the process, or 0 if the system does not report it
     */
    public record Result(Map<String, Double> seconds, Map<String, Long> heapMegabytes, long peakMegabytes) {}

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Map<String, Long> heap = new LinkedHashMap<>();

    private MillionTweets() {}

    /**
     * Measures, and writes the {@link Result} to a file.
     *
     * @param args the archive, the file with its {@link GeneratedFigures}, the folder for the charts, and the file for the result
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        GeneratedFigures expected = new ObjectMapper().readValue(Path.of(args[1]).toFile(), GeneratedFigures.class);
        Result result = new MillionTweets().measure(Path.of(args[0]), expected, Files.createDirectories(Path.of(args[2])));
        new ObjectMapper().writeValue(Path.of(args[3]).toFile(), result);
    }

    private Result measure(Path archive, GeneratedFigures expected, Path charts) throws IOException {
        Timeline timeline = step("read", () -> Timeline.archive(archive));
        Corpus corpus = step("clean", timeline::clean);
        GeneratedFigures found = step("count", () -> count(timeline, corpus));
        if (!found.equals(expected.withBytes(0))) {
            throw new AssertionError("The generator wrote " + expected + ", and the toolkit found " + found + ".");
        }
        for (Method chart : charts()) {
            Object drawn = chart.getParameterTypes()[0] == Timeline.class ? timeline : corpus;
            step("chart " + chart.getName(), () -> draw(chart, drawn).save(charts.resolve(chart.getName() + ".png")));
        }
        return new Result(seconds, heap, PeakMemory.megabytes());
    }

    private static GeneratedFigures count(Timeline timeline, Corpus corpus) {
        long separators = (long) Corpus.SEPARATOR.length() * Math.max(0, corpus.kept() - 1);
        return new GeneratedFigures(corpus.downloaded(), corpus.retweets(), corpus.shortTweets(), corpus.kept(),
                corpus.characters() - separators, timeline.table().booleanColumn("reply").countTrue(),
                (long) timeline.table().intColumn("likes").sum(), 0);
    }

    /** {@return all charts of one timeline or one corpus} */
    private static List<Method> charts() {
        return Stream.of(Charts.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 1)
                .filter(method -> List.of(Timeline.class, Corpus.class).contains(method.getParameterTypes()[0]))
                .sorted(Comparator.comparing(Method::getName)).toList();
    }

    private static Chart<?> draw(Method chart, Object of) {
        try {
            return (Chart<?>) chart.invoke(null, of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(chart.getName() + " can't be drawn", e);
        }
    }

    private <T> T step(String name, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        seconds.put(name, (System.nanoTime() - start) / 1e9);
        System.gc();
        heap.put(name, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
        return result;
    }
}
