package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A training frees all native memory that it allocates. */
class TrainingMemoryTest {

    private static final int FIRST = 200; // until then, the libraries still fill their caches
    private static final int LAST = 1_200;
    private static final int CONTEXT = 128;

    /** One activation of this model, (1, 128, 64) float32, has 32 kilobytes: a step that kept one would keep 32 MB in all. */
    private static final int TOLERATED_KILOBYTES = 16_000;

    /** Of a model with 50,000 words and a hidden size of 800, float32. */
    private static final int EMBEDDINGS_KILOBYTES = 160_000;

    /** The memory of a process at some step, and the number of arrays that the model's manager owns. */
    private record Sample(int step, long kilobytes, int arrays) {

        static Sample parse(String line) {
            String[] values = line.split(" ");
            return new Sample(Integer.parseInt(values[0]), Long.parseLong(values[1]), Integer.parseInt(values[2]));
        }
    }

    /** Runs {@link #main} in a process whose Java heap is in memory from the start, so that only native memory can grow. */
    private static List<Sample> samples(String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms400m", "-Xmx400m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), TrainingMemoryTest.class.getName()));
        command.addAll(List.of(what));
        Process training = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<Sample> samples = new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines().map(Sample::parse).toList();
        assertEquals(0, training.waitFor());
        return samples;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void usesNoMoreMemoryAfterAThousandSteps() throws IOException, InterruptedException {
        List<Sample> samples = samples();

        assertEquals(List.of(FIRST, LAST), samples.stream().map(Sample::step).toList());
        long grown = samples.get(1).kilobytes() - samples.get(0).kilobytes();
        assertTrue(grown < TOLERATED_KILOBYTES, () -> "%,d kilobytes more: %s".formatted(grown, samples));
        assertEquals(samples.get(0).arrays(), samples.get(1).arrays());
    }

    /** If gradients stayed in memory, they would take as much as the embeddings, and the optimizer's moments twice as much. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void freesAllMemoryButTheModelAfterATraining() throws IOException, InterruptedException {
        List<Sample> samples = samples("large embeddings");

        assertEquals(List.of(0, 2, 3), samples.stream().map(Sample::step).toList());
        long before = samples.get(0).kilobytes();
        long after = samples.get(2).kilobytes();
        assertTrue(samples.get(1).kilobytes() > before + 2 * EMBEDDINGS_KILOBYTES, () -> "no moments in memory: " + samples);
        assertTrue(after < before + EMBEDDINGS_KILOBYTES / 2, () -> "%,d kilobytes more: %s".formatted(after - before, samples));
        assertEquals(samples.get(0).arrays(), samples.get(2).arrays());
    }

    private static void print(int step, Gpt2 model) {
        System.out.println(step + " " + kilobytes() + " " + model.manager().getManagedArrays().size());
    }

    private static void trainWithLargeEmbeddings() throws InterruptedException {
        Gpt2Config config = Gpt2Config.of(50_000, 8, 800, 1, 1, 0);
        try (Gpt2 model = Gpt2.random(config, 1, Device.cpu())) {
            TrainingLoop loop = new TrainingLoop(model, HyperParameters.defaults(), progress -> {
                if (progress.step() == 2) {
                    print(2, model);
                }
            });
            model.logits(new long[] {1, 2, 3});
            print(0, model);
            long before = kilobytes();
            loop.run(new TokenBlocks(LongStream.range(0, 24).toArray(), 8));
            for (int rounds = 0; rounds < 100 && kilobytes() > before + EMBEDDINGS_KILOBYTES / 2; rounds++) {
                System.gc(); // Java owns the buffers through which the weights were copied
                Thread.sleep(100);
            }
            print(3, model);
        }
    }

    /** Trains, and prints a line for each sample. */
    public static void main(String[] args) throws InterruptedException {
        if (args.length > 0) {
            trainWithLargeEmbeddings();
            return;
        }
        Gpt2Config config = Gpt2Config.of(61, CONTEXT, 64, 2, 4, 0);
        long[] tokens = new Random(1).longs((long) LAST * CONTEXT, 0, config.vocabularySize()).toArray();
        try (Gpt2 model = Gpt2.random(config, 1, Device.cpu())) {
            TrainingListener sampler = progress -> {
                if (progress.step() == FIRST || progress.step() == LAST) {
                    print(progress.step(), model);
                }
            };
            new TrainingLoop(model, HyperParameters.defaults(), sampler).run(new TokenBlocks(tokens, CONTEXT));
        }
    }

    /** {@return the memory of this process that is in RAM and no file's} */
    private static long kilobytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
