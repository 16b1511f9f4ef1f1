package io.github.huggingtweets.benchmark.model;

import io.github.huggingtweets.benchmark.Report;
import io.github.huggingtweets.benchmark.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the time of a step of a fine-tuning goes. */
final class Profiles {

    private final Sides sides;
    private final Report report;

    Profiles(Sides sides, Report report) {
        this.sides = sides;
        this.report = report;
    }

    /** Records a step of each side that takes part. */
    void record(Path model, Path file, Assignment assignment, Side... recorded) throws IOException {
        for (Side side : recorded) {
            if (sides.takesPart(side)) {
                record(side, model, file, assignment);
            }
        }
    }

    private void record(Side side, Path model, Path file, Assignment assignment) throws IOException {
        ModelBenchmarks.say("Recording a step of %s ...", side.title());
        double whole = sides.once(side, "profile", model, file).doubleValue();
        Map<String, Double> seconds = new LinkedHashMap<>(Trace.read(Path.of(assignment.trace())).seconds());
        double inside = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        seconds.put("between operations", Math.max(0, whole - inside));
        Map<String, String> shares = new LinkedHashMap<>();
        seconds.forEach((kind, took) -> shares.put(kind, Report.english("%5.1f %%", 100 * took / whole)));
        report.add(new Steps("Where a step of " + side.title() + " goes", seconds, "Recorded by PyTorch's profiler", shares));
    }
}
