package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.report.SmallReport;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that a bot writes about itself. */
class PageOfBotTest {

    private static final List<GeneratedTweet> TWEETS = List.of(new GeneratedTweet("", "The sea is warm today.", List.of()));

    @TempDir
    private Path folder;

    @Test
    void generatesTheSameFiftyTweetsEachTime() throws IOException {
        try (Bot bot = SmallBot.without(3)) {
            Path file = folder.resolve("me.html");

            assertEquals(file, bot.page(file));
            List<String> tweets = Jsoup.parse(file).select(".words").eachText();
            assertEquals(50, tweets.size());
            assertEquals(Files.readString(file), Files.readString(bot.page(folder.resolve("again.html"))));
            assertEquals("A language model", Jsoup.parse(file).selectFirst("h1").text());
            assertEquals("AI bot, A language model", Jsoup.parse(file).title());
            assertEquals("AI bot, A language model: Hello", bot.picture(new GeneratedTweet("", "Hello", List.of())).toString());
        }
    }

    @Test
    void showsTheTweetsThatTheUserChooses() throws IOException {
        try (Bot bot = SmallBot.without(3)) {
            List<GeneratedTweet> tweets = List.of(new GeneratedTweet("My dream is", "My dream is to sleep.", List.of()),
                    new GeneratedTweet("", "No prompt, and <b>no</b> bold letters.", List.of()));
            Document page = Jsoup.parse(bot.page(folder.resolve("me.html"), tweets));

            assertEquals(tweets.stream().map(GeneratedTweet::text).toList(),
                    page.select(".words").stream().map(words -> words.wholeText()).toList());
            assertEquals(List.of("My dream is"), page.select(".words mark").eachText());
        }
    }

    @Test
    void refusesANameBeforeItGenerates() {
        try (Bot bot = SmallBot.without(3)) {
            long start = System.nanoTime();
            assertThrows(IllegalArgumentException.class, () -> bot.page(folder.resolve("me.pdf")));
            assertTrue(System.nanoTime() - start < 1e9);
        }
    }

    @Test
    void refusesAPageWithoutTweets() {
        try (Bot bot = SmallBot.without(3)) {
            Path file = folder.resolve("me.html");

            assertEquals("A page needs 1 tweet or more; give some, such as bot.generate(10), or leave out the list",
                    assertThrows(IllegalArgumentException.class, () -> bot.page(file, List.of())).getMessage());
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void showsWhatItsRunAndItsTweetsTell() throws IOException {
        Corpus sample = Timeline.sample().clean();
        Run run = run(2);
        Run ofSample = new Run(run.started(), run.duration(), run.baseModel(),
                List.of(Author.named(sample.authors().get(0).handle(), "Dimmet")), sample.figures(), List.of(sample.figures()),
                run.language(), Map.of(), run.steps(), List.of(), OptionalDouble.empty(), OptionalDouble.empty(), run.versions());
        try (Bot bot = SmallBot.with(3, ofSample)) {
            Path file = folder.resolve("me.html");
            assertEquals(List.of("What became of the tweets", "Loss"), charts(bot.page(file, TWEETS)));

            bot.trainedOn(sample);
            assertEquals(List.of("What became of the tweets", "Lengths of the tweets", "Loss"),
                    charts(bot.page(file, TWEETS)));
            assertEquals(Stream.concat(
                    Stream.of(sample.downloaded(), sample.figures().retweets(), sample.figures().shortTweets(), sample.kept())
                            .map(number -> String.format(Locale.ENGLISH, "%,d", number)),
                    Stream.of("nano", "2")).toList(), Jsoup.parse(file).select(".steps b").eachText());
        }
    }

    @Test
    void showsItsReport() throws IOException {
        try (Bot bot = SmallBot.with(3, run(2))) {
            bot.keep(SmallReport.report());
            Path file = bot.page(folder.resolve("me.html"), TWEETS);

            assertEquals(
                    List.of("What became of the tweets", "Loss", "Voice", SmallReport.report().chart().longestRuns().title()),
                    charts(file));
            assertEquals(List.of("Tweets", "What it is made of", "Report", "Charts"),
                    Jsoup.parse(file).select("nav a").eachText());
        }
    }

    @Test
    void givesThoseWhoDidNotTrainItNoAdvice() throws IOException {
        Report small = SmallReport.report();
        for (int evaluations = 0; evaluations <= 3; evaluations++) {
            Run trained =
                    run(30, IntStream.rangeClosed(1, evaluations).mapToObj(i -> new Run.Evaluation(10 * i, 5 - i)).toList());
            try (Bot bot = SmallBot.with(3, trained)) {
                bot.keep(new Report(small.authors(), small.baseModel(), small.voice(), small.originality(),
                        Optional.of(Assessment.stopping(trained)), List.of()));
                String page = Files.readString(bot.page(folder.resolve("me.html"), TWEETS));
                String card = bot.card().toString();

                assertTrue(page.contains("The loss on held-out tweets was "), page);
                for (String advice : List.of("epochs may help", "epochs would", "evaluateEvery", "holdOut")) {
                    assertFalse(page.contains(advice) || card.contains(advice), evaluations + " evaluations: " + advice);
                }
            }
        }
    }

    /** A page is small enough for a mail, however long the training was. */
    @Test
    void staysSmallAfterManySteps() throws IOException {
        try (Bot bot = SmallBot.with(3, run(100_000))) {
            Path file = bot.page(folder.resolve("me.html"), TWEETS);

            assertTrue(Files.size(file) < 200_000, Files.size(file) + " bytes");
        }
    }

    @Test
    void namesNoFolderOfThisMachine() throws IOException {
        try (Bot bot = SmallBot.with(3, run(2))) {
            String page = Files.readString(bot.page(folder.resolve("me.html"), TWEETS));

            assertFalse(page.contains(folder.toString()) || page.contains(System.getProperty("user.home") + "/"));
        }
    }

    private static List<String> charts(Path page) throws IOException {
        return Jsoup.parse(page).select("figcaption b").eachText();
    }

    /** {@return a record of many steps, of an author without a profile picture, so that a test asks no server} */
    private static Run run(int steps) {
        return run(steps, SmallBot.run().evaluations());
    }

    private static Run run(int steps, List<Run.Evaluation> evaluations) {
        Run run = SmallBot.run();
        return new Run(run.started(), run.duration(), run.baseModel(), List.of(Author.named("sealion", "Sea Lion")),
                run.figures(),
                run.figuresByAuthor(), run.language(), run.hyperParameters(),
                IntStream.rangeClosed(1, steps).mapToObj(step -> new Run.LoggedStep(step, 3 + Math.sin(step * step), 1e-4))
                        .toList(),
                evaluations, OptionalDouble.empty(), OptionalDouble.empty(), run.versions());
    }
}
