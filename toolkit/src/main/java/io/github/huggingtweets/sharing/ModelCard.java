package io.github.huggingtweets.sharing;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The model card of a bot, its {@code README.md}: whose tweets it learned from, how it was trained, how to use it, and its
 * limits.
 *
 * @param authors whose tweets the bot learned from; one makes a bot, several make a cyborg
 * @param figures the four figures of each author, in the same order, or of all authors together if only those are known
 * @param baseModel the name of the model that was fine-tuned, such as {@code gpt2} or {@code huggingtweets/kirsten3531@main}
 * @param hyperParameters every setting of the training by its name, in the order in which the card lists them
 * @param loss the loss at the end of the training, in nats per token, with a word on what it is the mean of, if it is known
 * @param perplexityBefore perplexity of the held-out tweets before training, if any were held out
 * @param perplexityAfter their perplexity after training, if any were held out
 * @param trained when the training took place
 * @param duration how long it took
 * @param versions the versions of the software that was used, by name
 * @param language the language of the tweets as an ISO 639 code; if empty, the card says English, the language of GPT-2
 */
public record ModelCard(
        List<Author> authors,
        List<Figures> figures,
        String baseModel,
        Map<String, Object> hyperParameters,
        Optional<String> loss,
        OptionalDouble perplexityBefore,
        OptionalDouble perplexityAfter,
        Instant trained,
        Duration duration,
        Map<String, String> versions,
        Optional<String> language) {

    private static final Template TEMPLATE = template("model-card.md.mustache");

    /** The GPT-2 models of the Hugging Face Hub whose names have no slash. */
    private static final Set<String> ON_THE_HUB = Set.of("gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl", "distilgpt2");

    private static final Pattern LANGUAGE_CODE = Pattern.compile("[a-z]{2,3}");

    /**
     * Checks the facts.
     *
     * @throws IllegalArgumentException if there is no author, if the figures fit neither each author nor all of them together, or
     *         if the language is not a code of two or three letters
     */
    public ModelCard {
        authors = List.copyOf(authors);
        figures = List.copyOf(figures);
        hyperParameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperParameters));
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        if (authors.isEmpty()) {
            throw new IllegalArgumentException("A model card names whose tweets a bot learned from: give at least one author");
        }
        if (figures.size() != 1 && figures.size() != authors.size()) {
            throw new IllegalArgumentException("The figures of %d users do not fit %d authors: give one for each, or one for all"
                    .formatted(figures.size(), authors.size()));
        }
        language.filter(code -> !LANGUAGE_CODE.matcher(code).matches()).ifPresent(code -> {
            throw new IllegalArgumentException(
                    "\"%s\" is no language code: give two or three letters, such as \"en\"".formatted(code));
        });
    }

    /** {@return the whole card as Markdown, with the YAML front matter that the Hugging Face Hub reads} */
    public String markdown() {
        Map<String, Object> facts = new HashMap<>();
        facts.put("language", language.orElse("en"));
        String repository = baseModel.replaceFirst("@.*", "");
        facts.put("onTheHub", ON_THE_HUB.contains(repository) || repository.contains("/"));
        facts.put("baseRepository", repository);
        facts.put("comesWithToolkit", baseModel.equals("nano"));
        facts.put("baseModel", Markdown.escape(baseModel));
        facts.put("kind", authors.size() == 1 ? "BOT" : "CYBORG");
        facts.put("authors", authors.stream().map(Portrait::of).toList());
        facts.put("names", names());
        facts.put("handles", authors.stream().map(author -> "@" + author.handle()).collect(Collectors.joining(" · ")));
        facts.put("whose", Markdown.escape(names()));
        facts.put("columns", columnHeads());
        facts.put("rows", List.of(
                row("Tweets downloaded", Figures::downloaded),
                row("Retweets", Figures::retweets),
                row("Short tweets", Figures::shortTweets),
                row("Tweets kept", Figures::kept)));
        facts.put("settings", settings());
        facts.put("loss", loss.map(Markdown::escape).orElse(""));
        facts.put("perplexity", Stream.of(shown(perplexityBefore, "before the training"), shown(perplexityAfter, "after it"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", ")));
        facts.put("day", trained.atZone(ZoneOffset.UTC).toLocalDate());
        facts.put("duration", Progress.words(duration));
        facts.put("versions", versions.entrySet().stream()
                .map(version -> Markdown.escape(version.getKey() + " " + version.getValue()))
                .collect(Collectors.joining(", ")));
        return TEMPLATE.execute(facts);
    }

    private Stream<String> shownNames() {
        return authors.stream().map(Portrait::of).map(Portrait::name);
    }

    private String names() {
        return shownNames().collect(Collectors.joining(" & "));
    }

    private List<String> columnHeads() {
        Stream<String> heads = figures.size() == authors.size() ? shownNames() : Stream.of(names());
        return heads.map(Markdown::escape).toList();
    }

    private Map<String, Object> row(String label, ToIntFunction<Figures> figure) {
        return Map.of("label", label, "values", figures.stream()
                .map(each -> String.format(Locale.ENGLISH, "%,d", figure.applyAsInt(each))).toList());
    }

    private List<Map<String, String>> settings() {
        List<Map<String, String>> settings = new ArrayList<>();
        hyperParameters.forEach(
                (name, value) -> settings.add(Map.of("name", Markdown.escape(name), "value", Markdown.escape(shown(value)))));
        return settings;
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

    private static Template template(String name) {
        try (Reader text = new InputStreamReader(ModelCard.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            return Mustache.compiler().emptyStringIsFalse(true).compile(text);
        } catch (IOException e) {
            throw new UncheckedIOException("The template " + name + " of the model card cannot be read", e);
        }
    }
}
