package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.corpus.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of a run has the figures of each author and of all together. */
class RunTest {

    private static final List<Figures> OF_EACH = List.of(new Figures(600, 50, 100, 450), new Figures(400, 0, 50, 350));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static Run run(List<Figures> figuresByAuthor) {
        Run run = SmallBot.run();
        return new Run(run.started(), run.duration(), run.baseModel(), run.authors(), run.figures(), figuresByAuthor,
                run.language(), run.hyperParameters(), run.steps(), List.of(new Run.Evaluation(10, 3.5)), run.perplexityBefore(),
                run.perplexityAfter(), run.versions());
    }

    private ObjectNode written(Run run) throws IOException {
        run.write(folder.resolve("run.json"));
        return (ObjectNode) JSON.readTree(folder.resolve("run.json").toFile());
    }

    private Run read(ObjectNode record) throws IOException {
        JSON.writeValue(folder.resolve("run.json").toFile(), record);
        return Run.read(folder.resolve("run.json"));
    }

    @Test
    void keepsTheFiguresOfEachAuthorBesideTheirSums() throws IOException {
        ObjectNode record = written(run(OF_EACH));

        assertEquals(1_000, record.at("/figures/downloaded").intValue());
        assertEquals(450, record.at("/figuresByAuthor/0/kept").intValue());
        assertEquals(OF_EACH, read(record).figuresByAuthor());
    }

    @Test
    void readsRecordsOfEarlierVersionsWithSumsOnly() throws IOException {
        ObjectNode record = written(run(OF_EACH));
        record.remove("figuresByAuthor");
        Run run = read(record);

        assertEquals(new Figures(1_000, 50, 150, 800), run.figures());
        assertEquals(List.of(run.figures()), run.figuresByAuthor());
        try (Bot bot = SmallBot.with(1, run)) {
            assertTrue(bot.card().markdown().contains("| Tweets kept | 800 |"), bot.card().markdown());
        }
    }

    @Test
    void putsAColumnForEachAuthorIntoTheCard() {
        try (Bot bot = SmallBot.with(1, run(OF_EACH))) {
            assertTrue(bot.card().markdown().contains("| Tweets kept | 450 | 350 |"), bot.card().markdown());
        }
    }

    @Test
    void refusesMoreFiguresThanAuthors() throws IOException {
        ObjectNode record = written(run(OF_EACH));
        record.withArray("figuresByAuthor").add(record.get("figures"));

        var refusal = assertThrows(IOException.class, () -> read(record));
        assertTrue(refusal.getMessage().contains("The figures of 3 authors do not fit 2 authors"), refusal.getMessage());
    }
}
