package io.github.huggingtweets.bot;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.sharing.ModelCard.Link;
import io.github.huggingtweets.sharing.ModelCard.Place;
import io.github.huggingtweets.sharing.ModelCard.Training;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model card tells of a bot that was trained here. */
final class CardOfBot {

    private CardOfBot() {}

    /**
     * {@return the card}
     *
     * @param run the record of the training
     * @param report the report, if there is one
     * @param thumbnail the name of the picture of a tweet, if one was chosen
     */
    static ModelCard of(Run run, Optional<Report> report, Optional<String> thumbnail) {
        ModelCard card = ModelCard.of(run.authors(), run.figuresByAuthor(), run.baseModel())
                .training(new Training(facts(run), settings(run), run.versions()))
                .report(report.map(Report::facts).orElse(Map.of()))
                .runs(run.recordedAt().stream()
                        .flatMap(place -> place.webElsewhere().map(address -> new Link(place.tracker(), address)).stream())
                        .toList())
                .place(new Place(Optional.empty(), thumbnail, Optional.of(BotFolder.PIPELINE)));
        return run.language().map(card::language).orElse(card);
    }

    private static Map<String, String> facts(Run run) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Day", run.started().atZone(ZoneOffset.UTC).toLocalDate().toString());
        facts.put("Time", Progress.words(run.duration()));
        Map<String, Object> all = run.hyperParameters();
        number(all.get(Run.TOKENS)).ifPresent(tokens -> facts.put(Training.TOKENS, tokens));
        number(all.get(Run.BLOCKS)).ifPresent(blocks -> facts.put(Training.BLOCKS,
                blocks + " blocks" + number(all.get("block length")).map(" of %s tokens"::formatted).orElse("")));
        if (!run.steps().isEmpty()) {
            number(run.steps().get(run.steps().size() - 1).step()).ifPresent(steps -> facts.put(Training.STEPS, steps));
        }
        run.loss().ifPresent(loss -> facts.put(Training.LOSS, loss + ", in nats per token"));
        String perplexity =
                Stream.of(shown(run.perplexityBefore(), "before the training"), shown(run.perplexityAfter(), "after it"))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", "));
        if (!perplexity.isEmpty()) {
            facts.put("Perplexity of held-out tweets", perplexity);
        }
        if (!run.state().equals("complete")) {
            facts.put("Ended", run.state());
        }
        return facts;
    }

    /** {@return where a tracker has recorded the training; empty if that is not on the web, but in a folder of this machine} */
    private static Map<String, String> settings(Run run) {
        Map<String, String> settings = new LinkedHashMap<>();
        run.settings().forEach((name, value) -> settings.put(name, shown(value)));
        return settings;
    }

    private static Optional<String> number(Object value) {
        return value instanceof Number number
                ? Optional.of(String.format(Locale.ENGLISH, "%,d", number.longValue())) : Optional.empty();
    }

    /** Java writes 1.372E-4 where the field writes 1.372e-4, and 1.0E-8 for 1e-8. */
    private static String shown(Object value) {
        boolean fraction = value instanceof Double || value instanceof Float;
        return fraction ? value.toString().replaceFirst("\\.0(?=E|$)", "").replace('E', 'e') : String.valueOf(value);
    }

    private static Optional<String> shown(OptionalDouble perplexity, String when) {
        if (perplexity.isEmpty()) {
            return Optional.empty();
        }
        double value = perplexity.getAsDouble();
        boolean finite = Double.isFinite(value);
        String number = finite ? new BigDecimal(value).round(new MathContext(4)).toPlainString() : String.valueOf(value);
        return Optional.of(number + " " + when);
    }
}
