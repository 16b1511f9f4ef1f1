package io.github.huggingtweets.sharing;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.English;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** Writes a card as Markdown. What it tells of people and of the training stands in tables, from which {@link CardReader} reads it. */
final class CardText {

    static final String DATA = "Data";
    static final String DOWNLOADED = "Tweets downloaded";
    static final String RETWEETS = "Retweets";
    static final String SHORT_TWEETS = "Short tweets";
    static final String KEPT = "Tweets kept";
    static final String TRAINING = "Training";
    static final String BASE_MODEL = "Base model";
    static final String SETTING = "Setting";
    static final String SOFTWARE = "Software";
    static final String REPORT = "Measured";
    static final String IN_THIS_FOLDER = "path/to/this/folder";

    private static final Template TEMPLATE = template("model-card.md.mustache");

    /** The GPT-2 models of the Hugging Face Hub whose names have no slash. */
    private static final Set<String> ON_THE_HUB = Set.of("gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl", "distilgpt2");

    /** A user or an organization, and a model. The path of a folder begins otherwise, or has more slashes. */
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][\\w.-]*/[\\w.-]+");

    private CardText() {}

    static String of(ModelCard card) {
        Map<String, Object> facts = new HashMap<>();
        String repository = card.baseModel().replaceFirst("@.*", "");
        boolean onTheHub = ON_THE_HUB.contains(repository) || REPOSITORY.matcher(repository).matches();
        facts.put("language", card.language());
        facts.put("thumbnail", thumbnail(card.place()));
        facts.put("baseRepository", onTheHub ? repository : "");
        facts.put("comesWithToolkit", card.baseModel().equals("nano"));
        facts.put("baseModel", Markdown.escape(card.baseModel()));
        facts.put("kind", card.authors().size() == 1 ? "BOT" : "CYBORG");
        facts.put("isCyborg", card.authors().size() > 1);
        facts.put("authors", card.authors().stream().map(author -> {
            Portrait portrait = Portrait.of(author);
            return Map.of("photo", portrait.photo() == null ? "" : portrait.photo(), "name", portrait.name(),
                    "initials", portrait.initials(), "handle", "@" + author.handle());
        }).toList());
        List<String> names = card.authors().stream().map(author -> Markdown.escape(author.name())).toList();
        String whose = String.join(" &amp; ", names);
        facts.put("whose", whose);
        facts.put("columns", card.figures().size() == names.size() ? names : List.of(whose));
        facts.put("rows", List.of(
                row(card, DOWNLOADED, Figures::downloaded),
                row(card, RETWEETS, Figures::retweets),
                row(card, SHORT_TWEETS, Figures::shortTweets),
                row(card, KEPT, Figures::kept)));
        facts.put("facts", rows(card.training().facts()));
        facts.put("settings", rows(card.training().settings()));
        facts.put("versions", rows(card.training().versions()));
        facts.put("report", rows(card.report()));
        facts.put("runs", card.runs().stream()
                .map(run -> Map.of("text", Markdown.escape(run.text()), "address", run.address().toASCIIString())).toList());
        facts.put("pipeline", card.place().pipeline().orElse(""));
        facts.put("steps", Markdown.escape(PipelinePicture.words(card)));
        facts.put("model", card.place().repository().orElse(IN_THIS_FOLDER));
        facts.put("isPublished", card.place().repository().isPresent());
        return TEMPLATE.execute(facts);
    }

    /** {@return the address of the thumbnail, since only that is shown elsewhere; the name of the file if the bot is not on the Hub} */
    private static String thumbnail(ModelCard.Place place) {
        return place.thumbnail().map(name -> name.contains("/") ? name : filesOn(place).orElse("") + name).orElse("");
    }

    /** {@return where the files of a bot on the Hub are} */
    static Optional<String> filesOn(ModelCard.Place place) {
        return place.repository().map(name -> "https://huggingface.co/%s/resolve/main/".formatted(name));
    }

    private static Map<String, Object> row(ModelCard card, String label, ToIntFunction<Figures> figure) {
        return Map.of("label", label, "values", card.figures().stream()
                .map(each -> English.format("%,d", figure.applyAsInt(each))).toList());
    }

    private static List<Map<String, String>> rows(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> Map.of("name", Markdown.escape(text.getKey()), "value", Markdown.escape(text.getValue())))
                .toList();
    }

    private static Template template(String name) {
        try (Reader text = new InputStreamReader(CardText.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            return Mustache.compiler().emptyStringIsFalse(true).compile(text);
        } catch (IOException e) {
            throw new UncheckedIOException("The template " + name + " of the model card cannot be read", e);
        }
    }
}
