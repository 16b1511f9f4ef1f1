package io.github.huggingtweets.notebook;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.sources.Author;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names and values in an order, shown as a small table in text or HTML.
 *
 * @param values the values by their names
 */
record Facts(Map<String, String> values) {

    /** {@return the main facts about a training} */
    static Facts of(Run run) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Base model", run.baseModel());
        facts.put("Tweets", String.format(Locale.ENGLISH, "%,d of %s", run.figures().kept(), names(run.authors())));
        facts.put("Time", Progress.words(run.duration()));
        run.loss().ifPresent(loss -> {
            Run.LoggedStep first = run.steps().get(0);
            facts.put("Loss", run.steps().size() == 1 ? loss.toString()
                    : String.format(Locale.ENGLISH, "%.3f in step %,d; at the end %s", first.loss(), first.step(), loss));
        });
        if (run.perplexityBefore().isPresent() && run.perplexityAfter().isPresent()) {
            facts.put("Perplexity of tweets held out", String.format(Locale.ENGLISH, "%.1f before, %.1f after",
                    run.perplexityBefore().getAsDouble(), run.perplexityAfter().getAsDouble()));
        }
        return new Facts(facts);
    }

    /** {@return the main facts about a bot} */
    static Facts of(Bot bot) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (!bot.authors().isEmpty()) {
            facts.put("Writes in the manner of", names(bot.authors()));
        }
        facts.put("Model", bot.model().toString());
        if (bot.hasRun()) {
            facts.put("Trained in", Progress.words(bot.run().duration()));
        }
        return new Facts(facts);
    }

    /** {@return the main facts of a model card, for places that do not render Markdown} */
    static Facts of(ModelCard card) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Model card", "a bot in the manner of " + names(card.authors()));
        facts.put("Base model", card.baseModel());
        facts.put("Tweets", String.format(Locale.ENGLISH, "%,d", card.figures().stream().mapToInt(Figures::kept).sum()));
        card.source().map(ModelCard.Source::remarks).stream().flatMap(List::stream)
                .forEach(remark -> facts.merge("Note", remark, (all, next) -> all + " " + next));
        return new Facts(facts);
    }

    /** {@return every setting of a training, and the versions of the software} */
    static Facts settings(Run run) {
        Map<String, String> settings = new LinkedHashMap<>();
        run.hyperParameters().forEach((name, value) -> settings.put(name, String.valueOf(value)));
        settings.putAll(run.versions());
        return new Facts(settings);
    }

    /** {@return the entries, for the template} */
    Set<Map.Entry<String, String>> entries() {
        return values.entrySet();
    }

    /** {@return a line for each fact} */
    String text() {
        int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        return values.entrySet().stream()
                .map(fact -> fact.getKey() + " ".repeat(width + 2 - fact.getKey().length()) + fact.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** {@return an amount of memory, such as {@code 23.5 GiB}} */
    static String gibibytes(long bytes) {
        return String.format(Locale.ENGLISH, "%.1f GiB", bytes / (double) (1 << 30));
    }

    private static String names(List<Author> authors) {
        return authors.stream().map(author -> author.name() + " (@" + author.handle() + ")").collect(Collectors.joining(" & "));
    }
}
