package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.huggingtweets.lab.Lab.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The stop button of a notebook in each kernel of {@code ./lab}. Cells are interrupted as Jupyter does it. */
@ParameterizedClass
@MethodSource("kernels")
class StopButtonIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Counts the threads that run code of cells, this cell included. */
    private static final String CELLS_AT_WORK = "Thread.getAllStackTraces().values().stream().filter(stack ->"
            + " Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith(\"REPL.\"))).count()";

    @Parameter
    String kernel;

    /** {@return the kernels; the second one with {@code ./lab test --with-kernels}} */
    static List<String> kernels() {
        return System.getProperty("huggingtweets.kernels") == null ? List.of("ijava") : List.of("ijava", "jjava");
    }

    @TempDir
    Path folder;

    /** A cell, and the number of presses of the button while it runs. */
    private record Cell(String source, int presses) {}

    /** The outcome of a cell. */
    private record Outcome(String status, String shown, String error) {

        boolean isStopped(String message) {
            return status.equals("error") && error.equals(message);
        }
    }

    private List<Outcome> run(Cell... cells) throws Exception {
        ArrayNode list = JSON.createArrayNode();
        for (Cell cell : cells) {
            list.addObject().put("source", cell.source()).put("presses", cell.presses());
        }
        Path file = folder.resolve("cells.json");
        JSON.writeValue(file.toFile(), list);
        Result setUp = Lab.in(folder).with("LAB_KERNEL", kernel).run("setup");
        assertEquals(0, setUp.status(), setUp.toString());
        Result result = Lab.in(folder).with("LAB_KERNEL", kernel).run(List.of(Lab.ROOT.resolve(".venv/bin/python").toString(),
                Lab.ROOT.resolve("toolkit/src/test/python/press_stop.py").toString(), file.toString()));
        assertEquals(0, result.status(), result.toString());
        assertEquals("", result.err());
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode cell : JSON.readTree(result.out())) {
            outcomes.add(new Outcome(cell.get("status").asText(), cell.get("shown").asText(),
                    cell.get("error").asText().replaceAll("\u001b\\[[0-9;]*m", "")));
        }
        return outcomes;
    }

    private static Cell undisturbed(String source) {
        return new Cell(source, 0);
    }

    private static Cell stopped(String source) {
        return new Cell(source, 1);
    }

    @Test
    void endsATrainingWithTheBotTrainedSoFar() throws Exception {
        List<Outcome> outcomes = run(
                undisturbed("int kept = 42;"),
                stopped("var bot = FineTuner.on(Timeline.sample().clean()).epochs(4).batchSize(4).train();"),
                undisturbed("bot.run().hyperParameters().get(\"stopped after step\") + \", \" + bot.generate(\"I\", 2).size()"),
                undisturbed("kept"));

        Outcome training = outcomes.get(1);
        assertEquals("ok", training.status(), outcomes.toString());
        Matcher step =
                Pattern.compile("Stopped after step (\\d+) of (\\d+) · took [^·]* · loss [\\d.]+, ").matcher(training.shown());
        assertTrue(step.find(), training.shown());
        assertTrue(Integer.parseInt(step.group(1)) < Integer.parseInt(step.group(2)), step.group());
        assertEquals(step.group(1) + " of " + step.group(2) + ", 2", outcomes.get(2).shown(), outcomes.toString());
        assertEquals("42", outcomes.get(3).shown());
    }

    @Test
    void endsGenerationsAndSleepsWhileTheKernelGoesOn() throws Exception {
        List<Outcome> outcomes = run(
                undisturbed("var bot = new Bot(Gpt2.fromPretrained(Nano.folder().toString()), Gpt2Tokenizer.load(Nano.folder()),"
                        + " Optional.empty());"),
                stopped("while (true) { bot.generate(\"I\", 40, Sampling.defaults(), (i, text) -> System.out.println(text)); }"),
                stopped("System.out.println(\"sleeps\"); Thread.sleep(600_000);"),
                stopped("var some = bot.generate(2_000);"),
                undisturbed("some.size()"),
                undisturbed("bot.generate(\"I\", 3).size()"));

        assertTrue(outcomes.get(1).isStopped("The generation was stopped."), outcomes.toString());
        assertTrue(outcomes.get(2).isStopped("The cell was stopped."), outcomes.toString());
        String progress = outcomes.get(3).shown();
        assertEquals("ok", outcomes.get(3).status(), outcomes.toString());
        Matcher end = Pattern.compile("of 2,000 tweets finished · at most .* left\n(?s:.*)Stopped · ([\\d,]+) of 2,000 tweets")
                .matcher(progress);
        assertTrue(end.find(), progress);
        assertEquals(end.group(1).replace(",", ""), outcomes.get(4).shown(), "the finished tweets are kept");
        assertEquals("3", outcomes.get(5).shown());
    }

    @Test
    void leavesClassesUsableThatWereStoppedAtTheirFirstUse() throws Exception {
        List<Outcome> outcomes = run(
                new Cell("System.out.println(\"at once\"); while (true) { Timeline.sample().clean(); }", 2),
                undisturbed("Timeline.sample().clean().kept()"));

        assertEquals("error", outcomes.get(0).status(), outcomes.toString());
        assertEquals("2832", outcomes.get(1).shown(), outcomes.toString());
    }

    @Test
    void endsAnEndlessLoopWithOnePress() throws Exception {
        List<Outcome> outcomes = run(
                undisturbed("int kept = 42;\nlong onAndOn(long x) { do { x++; } while (x != 0); return x; }"),
                stopped("System.out.println(\"on and on\"); while (true) { try { onAndOn(1); } catch (Exception e) { } }"),
                undisturbed("kept"),
                undisturbed(CELLS_AT_WORK));

        assertTrue(outcomes.get(1).isStopped("The cell was stopped."), outcomes.toString());
        assertEquals("42", outcomes.get(2).shown());
        assertEquals("1", outcomes.get(3).shown(), "nothing goes on in the background");
    }

    @Test
    void abandonsACellThatCatchesEveryInterruption() throws Exception {
        List<Outcome> outcomes = run(
                new Cell("System.out.println(\"deaf\"); while (true) { try { Thread.sleep(600_000); } catch (Exception e) { } }",
                        3),
                undisturbed("6 * 7"),
                undisturbed(CELLS_AT_WORK));

        assertTrue(outcomes.get(0).isStopped("The cell was stopped."), outcomes.toString());
        assertEquals("42", outcomes.get(1).shown());
        assertEquals("1", outcomes.get(2).shown(), "nothing goes on in the background");
    }

    @Test
    void saysThatALoopInJavasOwnClassesGoesOn() throws Exception {
        List<Outcome> outcomes = run(
                // the loop is in Java's own classes
                new Cell("System.out.println(\"for years\"); LongStream.iterate(1, x -> x).filter(x -> x < 0).findFirst();", 2),
                undisturbed("6 * 7"));

        assertTrue(outcomes.get(0).error().startsWith("The cell was stopped. Its computation continues in"), outcomes.toString());
        assertEquals("42", outcomes.get(1).shown());
    }
}
