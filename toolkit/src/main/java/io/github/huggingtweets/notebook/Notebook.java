package io.github.huggingtweets.notebook;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.FoundRun;
import io.github.huggingtweets.bot.GeneratedTweet;
import io.github.huggingtweets.bot.GeneratedTweets;
import io.github.huggingtweets.bot.Quiz;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.bot.Runs;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.FiguresTable;
import io.github.huggingtweets.drawing.Picture;
import io.github.huggingtweets.hub.Published;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.steps.Steps;
import io.github.huggingtweets.training.search.SearchResult;
import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.words.Frequencies;
import io.github.huggingtweets.words.TypicalWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** Shows the nouns of the toolkit in a notebook: timelines, corpora, bots, charts and more. */
public final class Notebook {

    private static final int TWEETS_SHOWN = 5;
    private static final int ROWS_SHOWN = 10;

    /** A table of this size, such as Tablesaw's summary of another one, is shown whole. */
    private static final int SHORT_TABLE = 20;

    /** The width of tables where text is all that can be shown, which {@code ./lab run} sets to that of the terminal. */
    private static final int COLUMNS = columns(System.getenv("COLUMNS"));

    private static final String MARKDOWN = "text/markdown";

    private static final List<Rendering<?>> RENDERINGS = List.of(
            html(Timeline.class, Notebook::timeline),
            table(Table.class, Function.identity()),
            html(Corpus.class, Notebook::corpus),
            new Rendering<>(Steps.class, Rendering.HTML, steps -> Html.of("table", whole(steps.table())),
                    steps -> text(whole(steps.table()))),
            table(Frequencies.class, Frequencies::table),
            table(TypicalWords.class, TypicalWords::table),
            html(Picture.class, Picture::html),
            new Rendering<>(Run.class, Rendering.HTML, Notebook::run, run -> Facts.of(run).text()),
            new Rendering<>(FoundRun.class, Rendering.HTML, found -> run(found.run()), found -> Facts.of(found.run()).text()),
            new Rendering<>(Runs.class, Rendering.HTML, runs -> Html.of("runs", RunsView.of(runs)),
                    runs -> RunsView.of(runs).text(COLUMNS)),
            new Rendering<>(Bot.class, Rendering.HTML, bot -> facts(Facts.of(bot)), bot -> Facts.of(bot).text()),
            html(Report.class, report -> Html.of("report", ReportView.of(report))),
            html(Quiz.class, quiz -> Html.of("quiz", quiz)),
            html(SearchResult.class, found -> Html.of("table", whole(found.table()))),
            html(GeneratedTweets.class, Notebook::tweets),
            html(GeneratedTweet.class, tweet -> tweets(new GeneratedTweets(List.of(tweet), tweet.authors()))),
            new Rendering<>(ModelCard.class, MARKDOWN, Notebook::body, card -> Facts.of(card).text()),
            html(Published.class, Notebook::published),
            html(Environment.class, environment -> facts(environment.facts())));

    /** SLF4J warns if there is no logger, and in a notebook that is a red box. */
    private static final String LOGGING = "slf4j.internal.verbosity";

    private static volatile CellOutput output;

    private Notebook() {}

    /**
     * Makes the Java kernel that runs this notebook show the nouns of the toolkit as rich output and its progress as a bar, and
     * imports the toolkit. The kernels are IJava, JJava and rapaio's; JJava calls this by itself when it loads the toolkit.
     *
     * @throws IllegalStateException if this program is none of these kernels
     */
    public static void install() {
        ServiceLoader.load(KernelAdapter.class, KernelAdapter.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(KernelAdapter::isRunning)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This program is not a notebook in a Java kernel that the toolkit"
                        + " knows; it knows IJava, JJava and rapaio-jupyter-kernel. Outside notebooks, leave this call out."))
                .install();
    }

    /** {@return how each noun of the toolkit and of the libraries on top of it looks, for the adapter of a kernel} */
    public static List<Rendering<?>> renderings() {
        return Stream.concat(RENDERINGS.stream(), additions().flatMap(addition -> addition.renderings().stream())).toList();
    }

    /** {@return the import statements for a notebook, for the adapter of a kernel} */
    public static String imports() {
        try (InputStream imports = Notebook.class.getResourceAsStream("imports.jshell")) {
            String own = new String(imports.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.concat(Stream.of(own), additions().map(NotebookAddition::imports)).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<NotebookAddition> additions() {
        return ServiceLoader.load(NotebookAddition.class, NotebookAddition.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get);
    }

    /**
     * Tells the toolkit where to show progress. The adapter of a kernel calls this.
     *
     * @param place the place below the running cell
     */
    public static void showIn(CellOutput place) {
        System.setProperty(LOGGING, System.getProperty(LOGGING, "ERROR"));
        output = place;
    }

    /** {@return where progress is shown, or {@code null} outside notebooks} */
    static CellOutput output() {
        return output;
    }

    private static <T> Rendering<T> html(Class<T> noun, Function<T, String> html) {
        return new Rendering<>(noun, Rendering.HTML, html, T::toString);
    }

    private static <T> Rendering<T> table(Class<T> noun, Function<T, Table> table) {
        return new Rendering<>(noun, Rendering.HTML, value -> Html.of("table", view(table.apply(value))),
                value -> text(view(table.apply(value))));
    }

    private static String timeline(Timeline timeline) {
        Table table = timeline.table(TweetTable.TIME, TweetTable.TEXT, TweetTable.LIKES, TweetTable.RETWEETS);
        table.dateTimeColumn(TweetTable.TIME).setPrintFormatter(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT));
        return Html.of("timeline", Map.of("timeline", timeline, "table", TableView.of(table, TWEETS_SHOWN).withoutEntities()));
    }

    static String text(TableView table) {
        return TextTable.of(table, COLUMNS);
    }

    private static TableView view(Table table) {
        return TableView.of(table, table.rowCount() <= SHORT_TABLE ? SHORT_TABLE : ROWS_SHOWN);
    }

    /** {@return a view of rows that nobody has counted: all of them if they are few} */
    static TableView firstRows(IntFunction<Table> rows) {
        Table first = rows.apply(SHORT_TABLE + 1);
        return first.rowCount() <= SHORT_TABLE ? whole(first) : TableView.ofFirst(first, ROWS_SHOWN);
    }

    private static TableView whole(Table table) {
        return TableView.of(table, table.rowCount());
    }

    private static int columns(String variable) {
        return variable != null && variable.matches("[1-9]\\d{0,3}") ? Integer.parseInt(variable) : 120;
    }

    private static String tweets(GeneratedTweets tweets) {
        return Html.of("tweets", TweetCards.of(tweets));
    }

    private static String corpus(Corpus corpus) {
        FiguresTable table = corpus.figuresTable();
        return Html.of("corpus", Map.of("table", table, "severalAuthors", !table.heads().isEmpty(),
                "warning", corpus.warning().orElse("")));
    }

    private static String run(Run run) {
        return Html.of("facts", Map.of("facts", Facts.of(run).entries(),
                "details", Map.of("title", "All settings and versions", "facts", Facts.settings(run).entries())));
    }

    private static String facts(Facts facts) {
        return Html.of("facts", Map.of("facts", facts.entries(), "details", List.of()));
    }

    private static String published(Published model) {
        return Html.of("published", Map.of("address", model.address(), "name", model.name(), "changes", model.changes(),
                "who", model.isVisible() ? "everybody sees it" : "only its owner sees it"));
    }

    /** {@return the card with the picture of the pipeline inside, since the file beside the card is not beside the notebook} */
    private static String body(ModelCard card) {
        String text = card.body();
        return card.place().pipeline().map(file -> text.replace("](" + file + ")", "](" + embedded(card.pipeline()) + ")"))
                .orElse(text);
    }

    private static String embedded(Picture picture) {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(picture.svg().getBytes(StandardCharsets.UTF_8));
    }
}
