package io.github.huggingtweets.report;

import io.github.huggingtweets.sources.Author;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A report with every part. */
public final class SmallReport {

    private SmallReport() {}

    /** {@return a report on 100 generated tweets of a bot that is better at its own person than at another one} */
    public static Report report() {
        Author otter = Author.named("otter", "Otter \"Facts\" 🦦");
        Map<String, String> sampling = new LinkedHashMap<>();
        sampling.put("temperature", "1.0");
        sampling.put("seed", "42");
        return new Report(List.of(otter), Optional.of("nano"),
                new Voice(
                        Optional.of(new Voice.Measured(List.of(otter), 64, 4_096,
                                Optional.of(new Voice.Score(148.25, 2.5)), new Voice.Score(41.5, 1.875))),
                        Optional.of(new Voice.Measured(List.of(Author.named("heron", "Heron")), 1_200, 90_000,
                                Optional.of(new Voice.Score(160.5, 2.625)), new Voice.Score(155.25, 2.5625)))),
                new Originality(100, sampling, 576, new TreeMap<>(Map.of(0, 1, 2, 30, 3, 40, 5, 20, 8, 6, 12, 3)), 2, 1,
                        OptionalDouble.of(0.75), OptionalDouble.of(0.875)),
                Optional.of(new Stopping(OptionalInt.of(4), 200, List.of(
                        new Stopping.Evaluation(50, OptionalDouble.of(4.5), 4.25),
                        new Stopping.Evaluation(100, OptionalDouble.of(4), 3.875),
                        new Stopping.Evaluation(150, OptionalDouble.of(3.5), 3.75),
                        new Stopping.Evaluation(200, OptionalDouble.of(3.25), 3.8125)))),
                List.of());
    }
}
