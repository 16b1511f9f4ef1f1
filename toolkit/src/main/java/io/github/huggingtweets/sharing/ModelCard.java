package io.github.huggingtweets.sharing;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.ChartSheet;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.sources.Author;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The model card of a bot, its {@code README.md}: whose tweets it learned from, how it was trained, how good it is, how to use it,
 * and its limits. A card is what it tells: names, labels and values are texts on one line, as people read them. {@link #read} reads
 * the cards that {@link #markdown} writes, so that both are equal, and the cards of the published bots of huggingtweets.
 *
 * <p>A card is changed in a copy: {@code card.runs(List.of(run)).report(figures)}.
 *
 * @param authors whose tweets the bot learned from; one makes a bot, several make a cyborg. Who has no name is shown by the handle,
 *     and pictures are web addresses.
 * @param figures the four figures of each author, in the same order, or of all authors together if only those are known
 * @param baseModel the name of the model that was fine-tuned, such as {@code gpt2} or {@code huggingtweets/kirsten3531@main}
 * @param language the language of the tweets as an ISO 639 code, such as {@code en}
 * @param training how the bot was trained
 * @param report how good the bot is: figures and sentences by their labels, in order; empty if that was not measured
 * @param runs where the training is recorded, in order
 * @param place where the card lies, and what lies beside it
 * @param source the file from which the card was read, if its text is not the one that this card writes
 */
public record ModelCard(
        List<Author> authors,
        List<Figures> figures,
        String baseModel,
        String language,
        Training training,
        Map<String, String> report,
        List<Link> runs,
        Place place,
        Optional<Source> source) {

    /** The name of the file that holds the card. */
    public static final String FILE = "README.md";

    /** The language of a card that names none. */
    static final String ENGLISH = "en";

    private static final Pattern LANGUAGE_CODE = Pattern.compile("[a-z]{2,3}");

    /**
     * Checks the facts.
     *
     * @throws IllegalArgumentException if there is no author, if the figures fit neither each author nor all of them together, or
     *         if the language is not a code of two or three letters
     */
    public ModelCard {
        authors = authors.stream().map(ModelCard::asShown).toList();
        figures = List.copyOf(figures);
        baseModel = Markdown.oneLine(baseModel);
        report = onOneLine(report);
        runs = List.copyOf(runs);
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(source, "source");
        if (authors.isEmpty()) {
            throw new IllegalArgumentException("A model card names whose tweets a bot learned from: give at least one author");
        }
        if (figures.size() != 1 && figures.size() != authors.size()) {
            throw new IllegalArgumentException("The figures of %d users do not fit %d authors: give one for each, or one for all"
                    .formatted(figures.size(), authors.size()));
        }
        if (!isLanguage(language)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no language code: give two or three letters, such as \"en\"".formatted(language));
        }
    }

    /**
     * How a bot was trained, in texts by their labels, in the order in which the card lists them.
     *
     * @param facts what came out of each step; the picture of the pipeline shows those with the labels that are named here
     * @param settings every setting by its name
     * @param versions the versions of the software that was used, by name
     */
    public record Training(Map<String, String> facts, Map<String, String> settings, Map<String, String> versions) {

        /** The label of the number of tokens that the model was trained on. */
        public static final String TOKENS = "Tokens";

        /** The label of the number of blocks into which they were cut. */
        public static final String BLOCKS = "Blocks";

        /** The label of the number of steps. */
        public static final String STEPS = "Steps";

        /** The label of the loss at the end. */
        public static final String LOSS = "Loss";

        /** A training of which nothing is known. */
        public static final Training UNKNOWN = new Training(Map.of(), Map.of(), Map.of());

        /** Puts each text on one line. */
        public Training {
            facts = onOneLine(facts);
            settings = onOneLine(settings);
            versions = onOneLine(versions);
        }
    }

    /**
     * A link of the card.
     *
     * @param text its text
     * @param address its address on the web, without a user name and a password
     */
    public record Link(String text, URI address) {

        /**
         * Checks the address.
         *
         * @throws IllegalArgumentException if it is not an HTTP or HTTPS address
         */
        public Link {
            text = Markdown.oneLine(text);
            if (!isWeb(address) || address.getRawAuthority() == null) {
                throw new IllegalArgumentException("A model card links addresses that begin with https:// or http:// only");
            }
            String host = address.getRawAuthority().replaceFirst(".*@", "");
            address = URI
                    .create(address.toASCIIString().replaceFirst("//" + Pattern.quote(address.getRawAuthority()), "//" + host));
        }
    }

    /**
     * Where a card lies, and what lies beside it.
     *
     * @param repository the name on the Hugging Face Hub, such as {@code me/my-bot}, if the bot is there
     * @param thumbnail the picture that shows the bot where somebody links it: the name of a file beside the card, or an address
     * @param pipeline the name of the file beside the card with the {@linkplain ModelCard#pipeline picture of the pipeline}, if
     *     there is one
     */
    public record Place(Optional<String> repository, Optional<String> thumbnail, Optional<String> pipeline) {

        /** A folder on this machine that holds nothing but the bot. */
        public static final Place FOLDER = new Place(Optional.empty(), Optional.empty(), Optional.empty());

        private static final Pattern REPOSITORY = Pattern.compile("\\w[\\w.-]*/\\w[\\w.-]*");
        private static final Pattern FILE_NAME = Pattern.compile("[\\w-][\\w.-]*");

        /**
         * Checks the names.
         *
         * @throws IllegalArgumentException if the repository or a file cannot have its name
         */
        public Place {
            repository.filter(name -> !REPOSITORY.matcher(name).matches()).ifPresent(name -> {
                throw new IllegalArgumentException(
                        "\"%s\" is no name on the Hub: give a user and a name, such as \"me/my-bot\"".formatted(name));
            });
            thumbnail.filter(name -> !FILE_NAME.matcher(name).matches() && Author.pictureAt(name).isEmpty()).ifPresent(name -> {
                throw new IllegalArgumentException(
                        "\"%s\" is no thumbnail: give the name of a file beside the card, or a web address".formatted(name));
            });
            pipeline.filter(name -> !FILE_NAME.matcher(name).matches()).ifPresent(name -> {
                throw new IllegalArgumentException("\"%s\" is no name of a file beside the card".formatted(name));
            });
        }
    }

    /**
     * The file from which a card was read.
     *
     * @param text its text, repaired as far as that is certain
     * @param remarks what is not as it was published, in sentences; empty if all is
     */
    public record Source(String text, List<String> remarks) {

        /** Copies the sentences. */
        public Source {
            Objects.requireNonNull(text, "text");
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * {@return a card that tells nothing else, but that the tweets are English, the language of GPT-2}
     *
     * @param authors whose tweets the bot learned from
     * @param figures the four figures of each author, in the same order, or of all authors together
     * @param baseModel the name of the model that was fine-tuned
     * @throws IllegalArgumentException if there is no author, or if the figures do not fit
     */
    public static ModelCard of(List<Author> authors, List<Figures> figures, String baseModel) {
        return new ModelCard(authors, figures, baseModel, ENGLISH, Training.UNKNOWN, Map.of(), List.of(), Place.FOLDER,
                Optional.empty());
    }

    /**
     * Reads a model card: one that {@link #markdown} wrote, or one of a published bot of huggingtweets, in either of its layouts.
     * Cards of published bots whose letters were read in another encoding are repaired, as far as it is certain what stood there;
     * where it is not, the text stays as it is, and the {@linkplain Source#remarks remarks} say so.
     *
     * @param file the card, or the folder of a bot that holds it
     * @return the card
     * @throws CardException if the file cannot be read, or is no such card
     */
    public static ModelCard read(Path file) {
        return CardReader.read(file);
    }

    /**
     * {@return this card with another language}
     *
     * @param code the language of the tweets as an ISO 639 code
     * @throws IllegalArgumentException if it is not a code of two or three letters
     */
    public ModelCard language(String code) {
        return new ModelCard(authors, figures, baseModel, code, training, report, runs, place, source);
    }

    /**
     * {@return this card with another training}
     *
     * @param how how the bot was trained
     */
    public ModelCard training(Training how) {
        return new ModelCard(authors, figures, baseModel, language, how, report, runs, place, source);
    }

    /**
     * {@return this card with another report}
     *
     * @param values how good the bot is: figures and sentences by their labels, in order
     */
    public ModelCard report(Map<String, String> values) {
        return new ModelCard(authors, figures, baseModel, language, training, values, runs, place, source);
    }

    /**
     * {@return this card with other links to records of the training}
     *
     * @param links where the training is recorded, in order
     */
    public ModelCard runs(List<Link> links) {
        return new ModelCard(authors, figures, baseModel, language, training, report, links, place, source);
    }

    /**
     * {@return this card for another place}
     *
     * @param where where the card lies, and what lies beside it
     */
    public ModelCard place(Place where) {
        return new ModelCard(authors, figures, baseModel, language, training, report, runs, where, source);
    }

    /**
     * {@return the whole card as Markdown, with the YAML front matter that the Hugging Face Hub reads} A card that was read from a
     * file is that file's text, repaired as far as that is certain.
     */
    public String markdown() {
        return source.map(Source::text).orElseGet(() -> CardText.of(this));
    }

    /**
     * {@return the card as Markdown for a page, without the front matter, which is for the Hugging Face Hub} A card that was read
     * from a file has the {@linkplain Source#remarks remarks} above it, and tags and links in it that could do anything but show
     * something are shown as text.
     */
    public String body() {
        String text = markdown().replaceFirst("(?s)\\A---\\R.*?\\R---\\R", "");
        return source.map(read -> read.remarks().stream().map(remark -> "> " + Markdown.escape(remark) + "\n\n")
                .collect(Collectors.joining()) + StrangersMarkdown.safe(text)).orElse(text);
    }

    /**
     * {@return the picture of the pipeline, with the figures of this bot at each step} It shows the steps that the card tells
     * something of: {@code card.pipeline().save(Path.of("pipeline.svg"))} writes it into a file.
     */
    public ChartSheet pipeline() {
        return PipelinePicture.of(this);
    }

    /** {@return whose card it is, and what the bot was made of, in one line} */
    @Override
    public String toString() {
        return "Model card of a bot in the manner of %s: %s, %s".formatted(authors.stream()
                .map(author -> author.name() + " (@" + author.handle() + ")").collect(Collectors.joining(" & ")), baseModel,
                English.count(figures.stream().mapToLong(Figures::kept).sum(), "tweet"));
    }

    /** {@return who the bot writes like: the names of the authors} */
    String names() {
        return authors.stream().map(Author::name).collect(Collectors.joining(" & "));
    }

    static boolean isLanguage(String code) {
        return LANGUAGE_CODE.matcher(code).matches();
    }

    private static boolean isWeb(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
    }

    private static Author asShown(Author author) {
        Portrait shown = Portrait.of(author);
        return new Author(Markdown.oneLine(author.handle()), shown.name(), Optional.ofNullable(shown.photo()).map(URI::create));
    }

    private static Map<String, String> onOneLine(Map<String, String> texts) {
        Map<String, String> lines = new LinkedHashMap<>();
        texts.forEach((label, text) -> lines.put(Markdown.oneLine(label), Markdown.oneLine(text)));
        return Collections.unmodifiableMap(lines);
    }
}
