package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.Quantity;
import io.github.huggingtweets.benchmark.model.Sides.Turn;
import io.github.huggingtweets.benchmark.model.Sides.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ten tweets, whose length depends on chance, and texts of a fixed length, beside {@code transformers} and llama.cpp. A text
 * reads all weights for each token, so reading memory takes turns with it, as a limit.
 */
final class Generation {

    private static final int TWEETS = 10;
    private static final int TEXTS = 10;
    /** The length of a tweet depends on chance, so that a stable median takes more rounds. */
    private static final int TIMES_THE_TWEETS = 3;
    /** So many of the most probable tokens show that llama.cpp has the same model. */
    private static final int SAME_TOKENS = 40;

    private final ModelOptions options;
    private final Sides sides;
    private final Rows rows;
    private final Path model;
    private final Path file;
    private final Assignment assignment;

    Generation(ModelOptions options, Sides sides, Rows rows, Path model, Path file, Assignment assignment) {
        this.options = options;
        this.sides = sides;
        this.rows = rows;
        this.model = model;
        this.file = file;
        this.assignment = assignment;
    }

    void measure() throws IOException {
        ModelBenchmarks.say("Generating %d tweets ...", TWEETS);
        rows.add("%d tweets for \"%s\"".formatted(TWEETS, assignment.prompt()), Quantity.perSecond(TWEETS, "tweets"),
                sides.takeTurns(turns(Side.TRANSFORMERS, Side.TOOLKIT, "tweets"), model, file, 1,
                        TIMES_THE_TWEETS * options.rounds()).times(),
                Time::clock, Goal.TWEETS);
        besideTransformers();
        if (sides.takesPart(Side.LLAMA_F32)) {
            checkThatTheModelIsTheSame();
            besideLlama(Side.LLAMA_F32, Side.TOOLKIT, Side.TOOLKIT);
            besideLlama(Side.LLAMA_F16, Side.TOOLKIT_BFLOAT16, Side.TOOLKIT_BFLOAT16);
            besideLlama(Side.LLAMA_Q8_0, Side.TOOLKIT_INT8, Side.TOOLKIT_BFLOAT16);
        }
    }

    private void besideTransformers() throws IOException {
        ModelBenchmarks.say("Generating a text of %d tokens ...", assignment.maxLength());
        Turn reads = new Turn(Side.TRANSFORMERS, "reads");
        List<Turn> texts = turns(Side.TRANSFORMERS, Side.TOOLKIT, "text");
        List<Turn> all = new ArrayList<>(texts);
        if (sides.takesPart(Side.TRANSFORMERS)) {
            all.add(reads);
        }
        Turns turns = sides.takeTurns(all, model, file, 1, options.rounds());
        Map<Turn, List<Time>> times = new LinkedHashMap<>();
        texts.forEach(turn -> times.put(turn, turns.times().get(turn)));
        rows.add("One text of %d tokens".formatted(assignment.maxLength()), Quantity.perSecond(assignment.maxLength(), "tokens"),
                times, Time::clock, Goal.ONE_TEXT);
        if (all.contains(reads)) {
            JsonNode read = turns.introductions().get(reads);
            int passes = assignment.maxLength() - assignment.promptTokens().length; // the first one computes the whole prompt
            rows.addShare("Share of reading memory", "GB", 4e-9 * options.shape().weights() * passes,
                    "sums over 512 MB", read.get("amount").doubleValue(), turns.times().get(reads), Side.TOOLKIT.title(),
                    times.get(new Turn(Side.TOOLKIT, "text")), Goal.SHARE_OF_READING);
        }
    }

    /** Texts of a fixed length, so that both sides do the same. */
    private void besideLlama(Side llama, Side one, Side several) throws IOException {
        ModelBenchmarks.say("Generating the same beside %s ...", llama.title());
        rows.add("One text, %s".formatted(llama.title()), Quantity.perSecond(assignment.maxLength(), "tokens"),
                sides.takeTurns(turns(llama, one, "text"), model, file, 1, options.rounds()).times(), Time::clock,
                Goal.BESIDE_LLAMA_CPP);
        rows.add("%d texts at once, %s".formatted(TEXTS, llama.title()),
                Quantity.perSecond(TEXTS * assignment.maxLength(), "tokens"),
                sides.takeTurns(turns(llama, several, "texts"), model, file, 1, options.rounds()).times(), Time::clock,
                Goal.BESIDE_LLAMA_CPP);
    }

    private void checkThatTheModelIsTheSame() throws IOException {
        Path shorter = assignment.generating(assignment.prompt(), assignment.promptTokens(), SAME_TOKENS)
                .write(options.folder().resolve("greedy-assignment.json"));
        JsonNode expected = sides.once(Side.TOOLKIT, "greedy", model, shorter);
        JsonNode found = sides.once(Side.LLAMA_F32, "greedy", model, shorter);
        if (!found.equals(expected)) {
            throw new AssertionError("llama.cpp does not have the same model: its most probable tokens are %s, those of the "
                    .formatted(found) + "toolkit %s".formatted(expected));
        }
        rows.note("The %d most probable tokens of llama.cpp from F32 are those of the toolkit.", SAME_TOKENS);
    }

    private List<Turn> turns(Side peer, Side toolkit, String work) {
        return sides.takesPart(peer) ? List.of(new Turn(peer, work), new Turn(toolkit, work)) : List.of(new Turn(toolkit, work));
    }
}
