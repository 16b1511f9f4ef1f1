package io.github.huggingtweets.bot;

import io.github.huggingtweets.report.Originality;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.report.Voice;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tracking.Artifact;
import io.github.huggingtweets.tracking.TrackedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report as trackers record it: its main numbers as results of the run, and its file as an artifact. */
final class RecordedReport {

    private RecordedReport() {}

    /** Adds a report to a run. */
    static void add(Report report, TrackedRun run) {
        if (run.isTracked()) {
            run.summary(numbers(report));
            Optional<Path> folder = run.write(files -> report.write(files.resolve(Report.FILE)));
            folder.ifPresent(files -> {
                String id = report.authors().stream().map(Author::handle).sorted().collect(Collectors.joining("-"));
                run.artifact(
                        new Artifact(Artifact.named(id + "-report"), Artifact.Type.REPORT, sha256(files.resolve(Report.FILE)),
                                Map.of(), List.of(Artifact.named(id + "-bot"))),
                        folder);
            });
        }
    }

    private static Map<String, Object> numbers(Report report) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        report.voice().own().ifPresent(own -> add(numbers, "own", own));
        report.voice().somebodyElses().ifPresent(other -> add(numbers, "somebody_elses", other));
        Originality originality = report.originality();
        if (originality.tweets() > 0) {
            numbers.put("report/generated_tweets", originality.tweets());
            numbers.put("report/share_of_copies", (double) originality.copies() / originality.tweets());
            numbers.put("report/share_with_%d_copied_words".formatted(Originality.LONG_RUN),
                    (double) originality.withRunOf(Originality.LONG_RUN) / originality.tweets());
            numbers.put("report/share_of_repeats", (double) originality.repeats() / originality.tweets());
        }
        report.stopping().ifPresent(stopping -> numbers.put("report.when_to_stop", stopping.sentence()));
        return numbers;
    }

    private static void add(Map<String, Object> numbers, String whose, Voice.Measured measured) {
        measured.before().ifPresent(before -> add(numbers, whose + "_before", before));
        add(numbers, whose + "_after", measured.after());
    }

    private static void add(Map<String, Object> numbers, String which, Voice.Score score) {
        numbers.put("report/%s_perplexity".formatted(which), score.perplexity());
        numbers.put("report/%s_bits_per_byte".formatted(which), score.bitsPerByte());
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("The file that was just written cannot be read: " + file, e);
        }
    }
}
