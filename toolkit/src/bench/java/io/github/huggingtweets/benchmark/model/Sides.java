package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.benchmark.Contestant;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.model.Side.Program;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the programs that are compared. Each runs in a process of its own, and they take turns. */
final class Sides {

    private static final String TRANSFORMERS = "toolkit/src/bench/python/run_gpt2.py";
    private static final String LLAMA = "toolkit/src/bench/python/run_llama.py";
    private static final String WRITE_GGUF = "toolkit/src/bench/python/write_gguf.py";
    private static final String START = "toolkit/src/main/jupyter/kernel/start";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelOptions options;
    private final Map<Program, Optional<String>> missing = new LinkedHashMap<>();
    private final Map<Program, String> descriptions = new LinkedHashMap<>();

    /**
     * What the programs of a comparison did.
     *
     * @param times the times of the rounds that count, by the work of a side
     * @param introductions what each said before
     */
    record Turns(Map<Turn, List<Time>> times, Map<Turn, JsonNode> introductions) {}

    /** A program says that it can't take part, which {@link #notes()} repeats. */
    static final class MissingPeerException extends IOException {

        private static final long serialVersionUID = 1;

        MissingPeerException(String reason) {
            super(reason);
        }
    }

    /** The work of a side. */
    record Turn(Side side, String work) {}

    Sides(ModelOptions options) {
        this.options = options;
    }

    /** {@return whether a side can take part here} */
    boolean takesPart(Side side) {
        return missing.computeIfAbsent(side.program(), this::whyMissing).isEmpty();
    }

    /** {@return a sentence that says why a program is missing; an empty one, if nobody needs to be told} */
    private Optional<String> whyMissing(Program program) {
        if (program == Program.TOOLKIT) {
            return Optional.empty();
        }
        if (options.alone()) {
            return Optional.of("");
        }
        if (program != Program.TRANSFORMERS && Devices.best().isGpu()) {
            return Optional.of(program.title() + " takes part on the CPU only.");
        }
        if (program == Program.LLAMA && options.llama().isEmpty()) {
            return Optional.of("llama.cpp takes no part: xllamacpp could not be installed, as pip says above. Perhaps it has no "
                    + "wheel for this platform.");
        }
        return Optional.empty(); // what torch.compile lacks, it says when it compiles
    }

    /** {@return what each program reported about its version and where it runs, and a sentence for each that takes no part} */
    List<String> notes() {
        List<String> notes = new ArrayList<>(descriptions.values());
        missing.values().forEach(reason -> reason.filter(sentence -> !sentence.isEmpty()).ifPresent(notes::add));
        return notes;
    }

    /**
     * Lets some programs work in turn.
     *
     * @param turns who does which work, in this order
     * @param warmUp the number of rounds before those that count
     * @param rounds the number of rounds that count
     * @throws MissingPeerException if one of them says that it can't take part
     * @throws IOException if one of them fails
     */
    Turns takeTurns(List<Turn> turns, Path model, Path assignment, int warmUp, int rounds) throws IOException {
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        Map<Turn, JsonNode> introductions = new LinkedHashMap<>();
        try {
            for (Turn turn : turns) {
                Contestant contestant = start(turn.side(), turn.work(), model, assignment);
                contestants.put(turn.toString(), contestant);
                introductions.put(turn, introduce(turn.side(), contestant));
            }
            Map<String, List<Time>> times = Contestant.takeTurns(contestants, warmUp, rounds);
            Map<Turn, List<Time>> inOrder = new LinkedHashMap<>();
            turns.forEach(turn -> inOrder.put(turn, times.get(turn.toString())));
            return new Turns(inOrder, introductions);
        } finally {
            contestants.values().forEach(Contestant::close);
        }
    }

    /**
     * Lets a program do some work once.
     *
     * @return its answer
     * @throws IOException if it fails
     */
    JsonNode once(Side side, String work, Path model, Path assignment) throws IOException {
        try (Contestant contestant = start(side, work, model, assignment)) {
            introduce(side, contestant);
            JsonNode answer = JSON.readTree(contestant.line());
            contestant.finish();
            return answer;
        }
    }

    /** {@return the seconds from the start of the process to its first token} */
    double start(Side side, Path model, Path assignment) throws IOException {
        long clock = System.nanoTime();
        try (Contestant contestant = start(side, "start", model, assignment)) {
            contestant.line();
            double seconds = (System.nanoTime() - clock) / 1e9;
            contestant.finish();
            return seconds;
        }
    }

    private Contestant start(Side side, String work, Path model, Path assignment) throws IOException {
        List<String> command = new ArrayList<>(switch (side.program()) {
            case TOOLKIT -> List.of(START, ModelWorker.class.getName(), work, model.toString(), assignment.toString());
            case LLAMA -> List.of(options.llama(), LLAMA, work, gguf(model, side).toString(), assignment.toString());
            case TRANSFORMERS, COMPILED -> List.of(options.python(), TRANSFORMERS, work, model.toString(), assignment.toString());
        });
        if (side.program() != Program.LLAMA) {
            command.addAll(side.format());
        }
        Map<String, String> environment = new LinkedHashMap<>(Map.of("OMP_NUM_THREADS", String.valueOf(options.threads())));
        if (side.program() == Program.COMPILED) {
            environment.put("TORCHINDUCTOR_CACHE_DIR", options.folder().resolve("torchinductor").toAbsolutePath().toString());
        }
        if (side.isToolkit()) {
            environment.put("LAB_CLASS_PATH", "toolkit/target/test-classes");
        }
        return new Contestant(command, environment);
    }

    /** {@return the model as a file for llama.cpp, which is written if it is not there or older than the model} */
    private Path gguf(Path model, Side side) throws IOException {
        String type = side.format().get(0);
        Path file = model.resolveSibling("%s-%s.gguf".formatted(model.getFileName(), type));
        if (!Files.exists(file)
                || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(model.resolve(Gpt2.WEIGHTS))) < 0) {
            try (Contestant writer = new Contestant(
                    List.of(options.llama(), WRITE_GGUF, model.toString(), type, file.toString()))) {
                writer.finish();
            }
        }
        return file;
    }

    private JsonNode introduce(Side side, Contestant contestant) throws IOException {
        JsonNode said = JSON.readTree(contestant.line());
        if (said.has("missing")) {
            String reason = "%s takes no part: %s.".formatted(side.program().title(), said.get("missing").textValue());
            missing.put(side.program(), Optional.of(reason));
            throw new MissingPeerException(reason);
        }
        boolean onGpu = said.get("device").textValue().equals("cuda");
        if (onGpu != Devices.best().isGpu()) {
            throw new IOException("Only one of both sides can use the GPU; set HUGGINGTWEETS_DEVICE to cpu to compare them.");
        }
        if (side.program() != Program.COMPILED) {
            descriptions.put(side.program(), "%s: %s on %s with %d threads.".formatted(
                    side.program().title(), said.get("versions").textValue(),
                    onGpu ? "a GPU" : "the CPU", said.get("threads").intValue()));
        }
        return said;
    }
}
