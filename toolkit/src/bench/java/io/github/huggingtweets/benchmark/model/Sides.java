package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.benchmark.Contestant;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.gpt2.Devices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Both sides of a comparison. Each program runs in a process of its own, and they take turns. */
final class Sides {

    static final String PEER = "transformers";
    static final String TOOLKIT = "toolkit";

    private static final String SCRIPT = "toolkit/src/bench/python/run_gpt2.py";
    private static final String START = "toolkit/src/main/jupyter/kernel/start";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelOptions options;
    private final Map<String, String> descriptions = new LinkedHashMap<>();

    Sides(ModelOptions options) {
        this.options = options;
    }

    /** {@return the names of the sides that take part; the first is the one to compare with} */
    List<String> names() {
        return options.alone() ? List.of(TOOLKIT) : List.of(PEER, TOOLKIT);
    }

    /** {@return the hardware and versions that each side reported} */
    Map<String, String> descriptions() {
        return descriptions;
    }

    /**
     * Lets the sides work in turn.
     *
     * @param works the work of each side by its name
     * @param warmUp the number of rounds before those that count
     * @param rounds the number of rounds that count
     * @return the times of the rounds that count
     * @throws IOException if one of them fails
     */
    Map<String, List<Time>> takeTurns(Map<String, String> works, Path model, Path assignment, int warmUp, int rounds)
            throws IOException {
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, String> work : works.entrySet()) {
                contestants.put(work.getKey(), start(work.getKey(), work.getValue(), model, assignment));
                introduce(work.getKey(), contestants.get(work.getKey()));
            }
            return Contestant.takeTurns(contestants, warmUp, rounds);
        } finally {
            contestants.values().forEach(Contestant::close);
        }
    }

    /** Lets the sides do the same work in turn. */
    Map<String, List<Time>> takeTurns(String work, Path model, Path assignment, int warmUp, int rounds) throws IOException {
        Map<String, String> works = new LinkedHashMap<>();
        names().forEach(name -> works.put(name, work));
        return takeTurns(works, model, assignment, warmUp, rounds);
    }

    /**
     * Lets one side do some work once.
     *
     * @return its answer
     * @throws IOException if it fails
     */
    JsonNode once(String name, String work, Path model, Path assignment) throws IOException {
        try (Contestant contestant = start(name, work, model, assignment)) {
            introduce(name, contestant);
            JsonNode answer = JSON.readTree(contestant.line());
            contestant.finish();
            return answer;
        }
    }

    /** {@return the seconds from the start of the process to its first token} */
    double start(String name, Path model, Path assignment) throws IOException {
        long clock = System.nanoTime();
        try (Contestant contestant = start(name, "start", model, assignment)) {
            contestant.line();
            double seconds = (System.nanoTime() - clock) / 1e9;
            contestant.finish();
            return seconds;
        }
    }

    private Contestant start(String name, String work, Path model, Path assignment) throws IOException {
        List<String> command = new ArrayList<>(name.equals(TOOLKIT)
                ? List.of(START, ModelWorker.class.getName()) : List.of(options.python(), SCRIPT));
        command.addAll(List.of(work, model.toString(), assignment.toString()));
        Map<String, String> environment = new LinkedHashMap<>(Map.of("OMP_NUM_THREADS", String.valueOf(options.threads())));
        if (name.equals(TOOLKIT)) {
            environment.put("LAB_CLASS_PATH", "toolkit/target/test-classes");
        }
        return new Contestant(command, environment);
    }

    private void introduce(String name, Contestant contestant) throws IOException {
        JsonNode said = JSON.readTree(contestant.line());
        boolean onGpu = said.get("device").textValue().equals("cuda");
        if (onGpu != Devices.best().isGpu()) {
            throw new IOException("Only one of both sides can use the GPU; set HUGGINGTWEETS_DEVICE to cpu to compare them.");
        }
        String where = onGpu ? "a GPU, training in " + said.get("precision").textValue() + "," : "the CPU";
        descriptions.put(name.equals(TOOLKIT) ? TOOLKIT : PEER, "%s on %s with %d threads".formatted(
                said.get("versions").textValue(), where, said.get("threads").intValue()));
    }
}
