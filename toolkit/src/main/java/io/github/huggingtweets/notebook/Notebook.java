package io.github.huggingtweets.notebook;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.GeneratedTweet;
import io.github.huggingtweets.bot.GeneratedTweets;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.FiguresTable;
import io.github.huggingtweets.drawing.Picture;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.steps.Steps;
import io.github.huggingtweets.training.search.SearchResult;
import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.words.Frequencies;
import io.github.huggingtweets.words.TypicalWords;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/** Shows the nouns of the toolkit in a notebook: timelines, corpora, bots, charts and more. */
public final class Notebook {

    private static final int TWEETS_SHOWN = 5;
    private static final int ROWS_SHOWN = 10;

    private final Renderer renderer;

    private Notebook(Renderer renderer) {
        this.renderer = renderer;
    }

    /**
     * Makes a kernel show the nouns of the toolkit as rich output, and as text where rich output is not supported.
     *
     * @param renderer the kernel's renderer
     */
    public static void register(Renderer renderer) {
        Notebook notebook = new Notebook(renderer);
        notebook.show(Timeline.class, MIMEType.TEXT_HTML, Notebook::timeline, Timeline::toString);
        notebook.show(Table.class, MIMEType.TEXT_HTML, Notebook::table, Table::toString);
        notebook.show(Corpus.class, MIMEType.TEXT_HTML, Notebook::corpus, Corpus::toString);
        notebook.show(Steps.class, MIMEType.TEXT_HTML, Notebook::steps, Steps::toString);
        notebook.show(Frequencies.class, MIMEType.TEXT_HTML, counted -> table(counted.table()), Frequencies::toString);
        notebook.show(TypicalWords.class, MIMEType.TEXT_HTML, words -> table(words.table()), TypicalWords::toString);
        notebook.show(Picture.class, MIMEType.TEXT_HTML, Picture::html, Picture::toString);
        notebook.show(Run.class, MIMEType.TEXT_HTML, Notebook::run, run -> Facts.of(run).text());
        notebook.show(Bot.class, MIMEType.TEXT_HTML, bot -> facts(Facts.of(bot)), bot -> Facts.of(bot).text());
        notebook.show(SearchResult.class, MIMEType.TEXT_HTML, found -> wholeTable(found.table()), SearchResult::toString);
        notebook.show(GeneratedTweets.class, MIMEType.TEXT_HTML, Notebook::tweets, GeneratedTweets::toString);
        notebook.show(GeneratedTweet.class, MIMEType.TEXT_HTML,
                tweet -> tweets(new GeneratedTweets(List.of(tweet), tweet.authors())), GeneratedTweet::toString);
        notebook.show(ModelCard.class, MIMEType.TEXT_MARKDOWN, Notebook::withoutFrontMatter, card -> Facts.of(card).text());
        notebook.show(Environment.class, MIMEType.TEXT_HTML, environment -> facts(environment.facts()), Environment::toString);
    }

    private <T> void show(Class<T> noun, MIMEType type, Function<T, String> rich, Function<T, String> text) {
        renderer.createRegistration(noun).preferring(type).register((value, context) -> {
            context.renderIfRequested(type, () -> rich.apply(value));
            context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> text.apply(value));
        });
    }

    private static String timeline(Timeline timeline) {
        Table table = timeline.table(TweetTable.TIME, TweetTable.TEXT, TweetTable.LIKES, TweetTable.RETWEETS);
        table.dateTimeColumn(TweetTable.TIME).setPrintFormatter(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT));
        return Html.of("timeline", Map.of("timeline", timeline, "table", TableView.of(table, TWEETS_SHOWN)));
    }

    private static String table(Table table) {
        return Html.of("table", TableView.of(table, ROWS_SHOWN));
    }

    private static String tweets(GeneratedTweets tweets) {
        return Html.of("tweets", TweetCards.of(tweets));
    }

    private static String corpus(Corpus corpus) {
        FiguresTable table = corpus.figuresTable();
        return Html.of("corpus", Map.of("table", table, "severalAuthors", !table.heads().isEmpty(),
                "warning", corpus.warning().orElse("")));
    }

    private static String steps(Steps steps) {
        return wholeTable(steps.table());
    }

    private static String wholeTable(Table table) {
        return Html.of("table", TableView.of(table, table.rowCount()));
    }

    private static String run(Run run) {
        return Html.of("facts", Map.of("facts", Facts.of(run).entries(),
                "details", Map.of("title", "All settings and versions", "facts", Facts.settings(run).entries())));
    }

    private static String facts(Facts facts) {
        return Html.of("facts", Map.of("facts", facts.entries(), "details", List.of()));
    }

    /** {@return the card without its front matter, which is for the Hugging Face Hub and not rendered in a notebook} */
    private static String withoutFrontMatter(ModelCard card) {
        return card.markdown().replaceFirst("(?s)\\A---\n.*?\n---\n", "");
    }
}
