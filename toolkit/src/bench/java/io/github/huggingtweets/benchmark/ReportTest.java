package io.github.huggingtweets.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.pytorch.Processor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report names the processor, and shows each ratio with its spread and with the target. */
class ReportTest {

    @TempDir
    Path folder;

    @Test
    void namesTheProcessorInTheTableAndInTheFigures() throws IOException {
        Report report = report(2.0);

        assertTrue(report.toString().startsWith("Some CPU (AVX2), "), report.toString());
        report.write(folder);
        JsonNode json = new ObjectMapper().readTree(folder.resolve("group.json").toFile());
        assertEquals("Some CPU", json.get("processor").textValue());
        assertEquals("[\"AVX2\"]", json.get("abilities").toString());
        assertNotNull(ImageIO.read(folder.resolve("group.png").toFile()));
    }

    @Test
    void showsTheMedianRatioWithTheQuartilesOfTheRounds() throws IOException {
        Report report = report(2.0);

        String line = report.toString().lines().filter(row -> row.strip().startsWith("toolkit")).findFirst().orElseThrow();
        assertTrue(line.endsWith("2.50 times as fast, 2.00 to 3.00"), line);
        report.write(folder);
        JsonNode toolkit = new ObjectMapper().readTree(folder.resolve("group.json").toFile()).get("comparisons").get(0)
                .get("programs").get(1);
        assertEquals(2.5, toolkit.get("timesAsFastAsTheFirst").doubleValue());
        assertEquals("[2.0,3.0]", toolkit.get("quartilesOfThat").toString());
    }

    @Test
    void showsNoSpreadOfASingleRound() {
        Report report = new Report("group", new Processor("Some CPU", List.of()));
        report.add(new Comparison("Memory", Quantity.itself("MB"),
                List.of(new Measured("peer", List.of(200.0)), new Measured("toolkit", List.of(100.0)))));

        assertTrue(report.toString().contains("0.50 of the first\n"), report.toString());
    }

    @Test
    void saysWhetherTheTargetIsReached() {
        assertTrue(report(2.5).toString().contains("at least 2.50, reached"), report(2.5).toString());
        assertTrue(report(2.6).toString().contains("at least 2.60, not reached"), report(2.6).toString());
        assertFalse(new Report("group", new Processor("Some CPU", List.of())).toString().contains("to reach"));
    }

    private static Report report(double target) {
        Report report = new Report("group", new Processor("Some CPU", List.of("AVX2")));
        report.add(new Comparison("Work", Quantity.perSecond(10, "pieces"),
                List.of(new Measured("peer", List.of(2.0, 2.0, 6.0, 9.0, 5.0)),
                        new Measured("toolkit", List.of(1.0, 1.0, 2.0, 2.0, 2.0))),
                Optional.of(Target.atLeast(target))));
        return report;
    }
}
