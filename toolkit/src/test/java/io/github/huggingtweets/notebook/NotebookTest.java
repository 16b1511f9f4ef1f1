package io.github.huggingtweets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.GeneratedTweet;
import io.github.huggingtweets.bot.GeneratedTweets;
import io.github.huggingtweets.bot.Quiz;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.bot.Runs;
import io.github.huggingtweets.charts.Charts;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.originality.TrainingTweets;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.report.SmallReport;
import io.github.huggingtweets.report.Stopping;
import io.github.huggingtweets.report.Voice;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.steps.Steps;
import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.words.TypicalWords;
import io.github.huggingtweets.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The output of each noun in a notebook. {@link Page} reads it with a parser that does not know the templates. */
class NotebookTest {

    private static final Author PIP = new Author("@Pip", "Pip Penny", Optional.empty());

    private static Map<String, String> forms(Object noun) {
        return Notebook.renderings().stream().filter(rendering -> rendering.type().isInstance(noun)).findFirst().orElseThrow()
                .of(noun);
    }

    private static Page html(Object noun) {
        return Page.of(forms(noun).get("text/html"));
    }

    private static String text(Object noun) {
        return forms(noun).get("text/plain");
    }

    private static Timeline timelineOf(String... texts) {
        Instant noon = Instant.parse("2024-05-03T12:34:56Z");
        return Timeline.of(PIP, IntStream.range(0, texts.length).mapToObj(i -> Tweet.text(texts[i])
                .id(String.valueOf(i)).time(noon.minus(Duration.ofDays(i))).likes(1_000 + i).language("en").build()).toList());
    }

    @Test
    void showsTheAuthorAndTheFirstTweetsOfATimeline() {
        String[] texts = IntStream.range(0, 1_200).mapToObj(i -> "the tweet number " + i).toArray(String[]::new);
        Page page = html(timelineOf(texts));

        assertEquals(List.of("time", "text", "likes", "retweets"), page.texts("th"));
        assertEquals(List.of("2024-05-03 12:34", "the tweet number 0", "1,000", ""), page.texts("td").subList(0, 4));
        assertEquals(5 * 4, page.texts("td").size());
        assertTrue(page.text().contains("1,200 tweets of Pip Penny (@pip)"), page.text());
        assertTrue(page.text().contains("and 1,195 more"), page.text());
        assertEquals("1,200 tweets of Pip Penny (@pip), 2021-01-20 to 2024-05-03", text(timelineOf(texts)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<script>alert(document.cookie)</script>",
        "</td></table><img src=x onerror=alert(1)>",
        "\"><a href='javascript:alert(1)'>click</a>",
        "{{size}} {{{timeline}}} & <b>",
        "a line\nand another 👩‍🌾",
    })
    void escapesTweets(String tweet) {
        for (Object noun : List.of(timelineOf(tweet), timelineOf(tweet).table())) {
            Page page = html(noun);

            assertTrue(page.texts("td").contains(tweet), page.text());
            assertEquals(List.of(), page.texts("script"));
            assertEquals(List.of(), page.texts("img"));
            assertEquals(List.of(), page.texts("a"));
        }
    }

    @Test
    void showsTheEntitiesOfTweetsAsCharactersAndKeepsThemInTables() {
        Timeline timeline = timelineOf("tea &amp; cake &lt;3");

        assertTrue(html(timeline).texts("td").contains("tea & cake <3"), html(timeline).text());
        assertTrue(html(timeline.table()).texts("td").contains("tea &amp; cake &lt;3"), html(timeline.table()).text());
    }

    @Test
    void namesHeadingsOfColumnsAndRowsForScreenReaders() {
        assertEquals(List.of("col", "col", "col", "col"), html(timelineOf("one")).attributes("th", "scope"));
        assertEquals(List.of("row", "row", "row", "row"),
                html(Corpus.of(PIP, List.of("one two three"), 0)).attributes("th", "scope"));
    }

    @Test
    void letsTheKeyboardScrollTables() {
        for (Object noun : List.of(timelineOf("one"), timelineOf("one").table(), Corpus.of(PIP, List.of("one two three"), 0))) {
            Page page = html(noun);

            assertEquals(1, page.attributes("div", "class").stream().filter("ht-scroll"::equals).count(), noun.toString());
            assertTrue(page.attributes("div", "tabindex").contains("0"), noun.toString());
            assertTrue(page.attributes("div", "aria-label").contains("Table"), noun.toString());
        }
    }

    @Test
    void showsASummaryOfATableWhole() {
        Table summary = timelineOf("one", "two").table().summary();

        assertTrue(summary.rowCount() > 10, summary.print());
        assertEquals(summary.rowCount() * summary.columnCount(), html(summary).texts("td").size());
        assertEquals(summary.rowCount() + 2, text(summary).lines().count());
    }

    @Test
    void keepsMathJaxAwayFromTweets() {
        Timeline prices = timelineOf("it was $5 and then $10, \\(really\\)");
        for (Object noun : List.of(prices, prices.table(), prices.clean(), tweets(List.of(PIP), "My dream is $5 and $10"))) {
            // the classes that make MathJax 3 and 2 ignore a text
            assertTrue(html(noun).attributes("div", "class").get(0).endsWith(" mathjax_ignore tex2jax_ignore"), noun.toString());
        }
    }

    @Test
    void showsTheFourFiguresOfACorpus() {
        Corpus corpus = Corpus.of(PIP,
                IntStream.range(0, 1_500).mapToObj(i -> i < 17 ? "ok" : "this is the tweet number " + i).toList(), 39);
        Page page = html(corpus);

        assertEquals(List.of("Tweets downloaded", "Retweets", "Short tweets", "Tweets kept"), page.texts("th"));
        assertEquals(List.of("1,539", "39", "17", "1,483"), page.texts("td"));
        assertEquals(List.of(), page.texts("p"));
        assertEquals("""
                Tweets downloaded    1,539
                Retweets                39
                Short tweets            17
                Tweets kept          1,483""", text(corpus));
    }

    @Test
    void showsAColumnForEachAuthorAndOneForAll() {
        Author moss = new Author("moss", "Moss", Optional.empty());
        Corpus both = Corpus.join(List.of(
                Corpus.of(PIP, IntStream.range(0, 1_200).mapToObj(i -> "this is the tweet number " + i).toList(), 34),
                Corpus.of(moss, IntStream.range(0, 800).mapToObj(i -> i < 5 ? "ok" : "and this is my number " + i).toList(), 0)));
        Page page = html(both);

        assertEquals(List.of("@pip", "@moss", "All", "Tweets downloaded", "Retweets", "Short tweets", "Tweets kept"),
                page.texts("th"));
        assertEquals(List.of("", "1,234", "800", "2,034", "34", "0", "34", "0", "5", "5", "1,200", "795", "1,995"),
                page.texts("td"));
        assertEquals("""
                                      @pip    @moss      All
                Tweets downloaded    1,234      800    2,034
                Retweets                34        0       34
                Short tweets             0        5        5
                Tweets kept          1,200      795    1,995""", text(both));
    }

    @Test
    void showsTheStepsOfACorpusAsATable() {
        Corpus corpus = timelineOf("one two three", "ok", "three two one").containing("one", "ok").clean();
        Page page = html(corpus.steps());

        assertEquals(List.of("Tweets of", "Step", "Came in", "Taken out", "Changed", "Remained"), page.texts("th"));
        assertEquals(List.of("@pip", "Short tweets", "3", "1", "0", "2"), page.texts("td").subList(18, 24));
        assertEquals(4 * 6, page.texts("td").size());
        assertEquals(1 + 4 + 1, text(corpus.steps()).lines().count());
        Steps many = Steps.beginning(List.of(PIP), 12_470).removing(List.of(PIP), "Without replies", 12_470, 8_320);
        assertEquals(List.of("@pip", "Without replies", "12,470", "4,150", "0", "8,320"),
                html(many).texts("td").subList(6, 12));
    }

    @Test
    void showsTheWarningOfASmallCorpus() {
        Corpus corpus = Corpus.of(PIP, IntStream.range(0, 600).mapToObj(i -> "this is the tweet number " + i).toList(), 0);

        assertEquals(List.of(corpus.warning().orElseThrow()), html(corpus).texts("p"));
        assertTrue(text(corpus).endsWith("\n" + corpus.warning().orElseThrow()), text(corpus));
    }

    @Test
    void showsTheFirstRowsAndTheSizeOfATable() {
        Table table = Table.create("counts",
                IntColumn.create("n", IntStream.range(0, 2_000).toArray()),
                StringColumn.create("word", IntStream.range(0, 2_000).mapToObj(i -> "<w" + i + ">")),
                DoubleColumn.create("share", IntStream.range(0, 2_000).mapToDouble(i -> i / 4.0).toArray()));
        Page page = html(table);

        assertEquals(List.of("n", "word", "share"), page.texts("th"));
        assertEquals(List.of("0", "<w0>", "0", "1", "<w1>", "0.25"), page.texts("td").subList(0, 6));
        assertEquals(10 * 3, page.texts("td").size());
        assertEquals(List.of("and 1,990 more: 2,000 rows, 3 columns"), page.texts("p"));
        assertEquals("1 row, 3 columns", html(table.first(1)).texts("p").get(0));
        assertEquals("0 rows, 3 columns", html(table.emptyCopy()).texts("p").get(0));
    }

    @Test
    void showsCountedWordsAsATable() {
        Words words = Words.of(timelineOf("goose goose", "goose kettle"));

        assertEquals(List.of("word", "tweets", "uses", "share"), html(words.words()).texts("th"));
        assertEquals(List.of("goose", "2", "3", "1", "kettle", "1", "1", "0.5"), html(words.words()).texts("td"));
        assertEquals("goose", html(TypicalWords.between(words.words(), words.words())).texts("td").get(0));
    }

    @Test
    void showsTheMainFactsAndAllSettingsOfARun() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("learning rate", 1.372e-4);
        settings.put("seed", 7L);
        Run run = new Run(Instant.parse("2024-05-03T12:00:00Z"), Duration.ofMillis(64_700), "nano", List.of(PIP),
                new Figures(3_000, 100, 100, 2_800), List.of(new Figures(3_000, 100, 100, 2_800)), Optional.of("en"), settings,
                IntStream.rangeClosed(1, 1_050).mapToObj(step -> new Run.LoggedStep(step, step < 1_031 ? 3.98765
                        : step % 2 == 0 ? 2.25 : 2.75, 1e-4)).toList(),
                List.of(),
                OptionalDouble.of(60.55), OptionalDouble.of(21.04), Map.of("PyTorch", "2.7.1"));
        Page page = html(run);

        assertEquals("""
                Base model                    nano
                Tweets                        2,800 of Pip Penny (@pip)
                Time                          1 min 5 s
                Loss                          3.988 in step 1; at the end 2.500, mean of the last 20 steps
                Perplexity of tweets held out  60.6 before, 21.0 after""".replaceAll(" {2,}", "  "),
                text(run).replaceAll(" {2,}", "  "));
        for (String value : List.of("nano", "1 min 5 s", "60.6 before, 21.0 after", "1.372E-4", "7", "2.7.1")) {
            assertTrue(page.texts("td").contains(value), page.text());
        }
    }

    @Test
    void showsAReportAsTablesAndCharts() {
        Report report = SmallReport.report();
        Page page = html(report);

        assertEquals(List.of("Voice", "Before", "After", "Perplexity of 64 tweets held out", "Bits per byte of the same"),
                page.texts("th").subList(0, 5));
        assertEquals(List.of("148.3", "41.5", "2.500", "1.875"), page.texts("td").subList(0, 4));
        assertEquals(3, page.texts("svg").size());
        assertTrue(page.text().contains("Fewer epochs would help"), page.text());
        assertEquals(report.toString(), text(report));
    }

    @Test
    void showsWhatAReportHasAndInterpretsNothingOfIt() {
        Author odd = Author.named("<img/src=x>", "<script>alert(1)</script>");
        Report small = SmallReport.report();
        Page page = html(new Report(List.of(odd), Optional.of("<b>nano</b>"), new Voice(Optional.empty(), Optional.of(
                new Voice.Measured(List.of(odd), 1, 30, Optional.empty(), new Voice.Score(41.5, 1.875)))), small.originality(),
                Optional.of(new Stopping(OptionalInt.empty(), 10, List.of())),
                List.of("<script>alert(2)</script> is left out.")));

        assertEquals(List.of(), page.texts("script"));
        assertEquals(List.of(), page.texts("img"));
        assertEquals(2, page.texts("svg").size());
        assertTrue(page.texts("p").contains("<script>alert(2)</script> is left out."), page.text());
        assertTrue(page.text().contains("train with holdOut(0.1).evaluateEvery(50)."), page.text());
    }

    @Test
    void showsAQuizWithItsSolutionFolded() {
        Corpus tweets = Corpus.of(Author.named("odd", "<script>alert(1)</script>"), IntStream.range(0, 20)
                .mapToObj(i -> "<img src=x onerror=alert(1)> | `a` ](b) </li> number " + i).toList(), 0);
        try (Bot bot = Bot.load(Nano.folder())) {
            Quiz quiz = Quiz.of(bot, tweets);
            Page page = html(quiz);

            assertEquals(quiz.questions().stream().map(Quiz.Question::text).toList(), page.texts("li"));
            assertEquals(List.of("Solution"), page.texts("summary").stream().map(String::strip).toList());
            assertTrue(page.texts("details").get(0).contains(quiz.solution()));
            assertEquals(List.of(""), page.attributes("details", "open"));
            assertEquals(1, page.attributes("li", "dir").stream().distinct().count(), "nothing but the text differs");
            assertEquals(List.of(), page.texts("script"));
            assertEquals(List.of(), page.texts("img"));
            assertEquals(quiz.toString(), text(quiz));
        }
    }

    @Test
    void showsRunsAsTablesOfWhatCameOutAndOfWhatDiffers(@TempDir Path models) throws IOException {
        for (int i = 0; i < 23; i++) {
            new Run(Instant.parse("2024-05-03T12:00:00Z").plusSeconds(3_600 * i), Duration.ofSeconds(60), "<b>nano</b>",
                    List.of(PIP),
                    new Figures(3_000, 100, 100, 2_800), null, Optional.of("en"), Map.of("epochs", 4, "seed", i),
                    List.of(new Run.LoggedStep(1, 3.5, 1e-4)), List.of(), OptionalDouble.empty(), OptionalDouble.of(30 + i),
                    Map.of()).write(Files.createDirectories(models.resolve("<i>bot</i> " + i)).resolve("run.json"));
        }
        Files.writeString(Files.createDirectories(models.resolve("broken")).resolve("run.json"), "{");
        Page page = html(Runs.in(models));

        assertEquals(List.of("Run", "Tweets of", "Base", "Started (UTC)", "Seconds", "Steps", "Loss", "Perplexity before",
                "Perplexity after", "State", "Run", "seed"), page.texts("th"));
        assertEquals(20 * 10 + 20 * 2, page.texts("td").size());
        assertEquals(List.of("<i>bot</i> 22", "@pip", "<b>nano</b>", "2024-05-04 10:00", "60.0", "1", "3.500", "", "52.0",
                "complete", "<i>bot</i> 21"), page.texts("td").subList(0, 11));
        assertEquals(List.of("23 runs in %s. The best one is “<i>bot</i> 0”, with a perplexity of 30.0 on held-out tweets."
                .formatted(models), "Settings that differ"), page.texts("b"));
        assertEquals(List.of("and 3 more", "Settings that differ", "and 3 more",
                "broken/run.json is left out, since it is no whole record of a training: it is cut off."),
                page.texts("p").subList(1, 5));
        assertTrue(text(Runs.in(models)).contains("\nSettings that differ\nRun            seed\n<i>bot</i> 22  22\n"),
                text(Runs.in(models)));
    }

    @Test
    void saysThatThereAreNoRuns(@TempDir Path models) {
        Page page = html(Runs.in(models));

        assertEquals(List.of(), page.texts("td"));
        assertTrue(page.text().strip().startsWith("No run was found in " + models), page.text());
        assertEquals(page.text().strip(), text(Runs.in(models)));
    }

    private static GeneratedTweets tweets(List<Author> authors, String... texts) {
        return new GeneratedTweets(Stream.of(texts).map(text -> new GeneratedTweet("My dream is", text, authors)).toList(),
                authors);
    }

    @Test
    void showsGeneratedTweetsAsLabelledCards() {
        GeneratedTweets tweets = tweets(List.of(PIP), "My dream is a garden & a cat", "My dream is <b>bold</b>");
        Page page = html(tweets);

        assertEquals(List.of("Pip Penny", "Pip Penny"), page.texts("b"));
        assertEquals(2, page.text().split("AI BOT", -1).length - 1);
        for (String shown : List.of("PP", "My dream is a garden & a cat", "My dream is <b>bold</b>")) {
            assertTrue(page.texts("div").contains(shown), page.text());
        }
        assertTrue(page.texts("p").contains("A machine wrote these in the manner of @pip."), page.text());
        assertEquals(List.of("https://twitter.com/intent/tweet?text=My%20dream%20is%20a%20garden%20%26%20a%20cat",
                "https://twitter.com/intent/tweet?text=My%20dream%20is%20%3Cb%3Ebold%3C%2Fb%3E"), page.attributes("a", "href"));
        assertEquals(" 1. My dream is a garden & a cat\n 2. My dream is <b>bold</b>", text(tweets));
    }

    @Test
    void showsWhoseTweetsTheBotOfOneGeneratedTweetLearnedFrom() {
        Author ada = new Author("ada", "Ada", Optional.empty());
        Page page = html(new GeneratedTweet("My dream is", "My dream is a garden", List.of(ada)));

        assertEquals(List.of("Ada"), page.texts("b"));
        assertTrue(page.texts("p").contains("A machine wrote this in the manner of @ada."), page.text());
    }

    @Test
    void showsOneGeneratedTweetAsALabelledCard() {
        GeneratedTweet tweet = new GeneratedTweet("My dream is", "My dream is <b>bold</b>", List.of());
        Page page = html(tweet);

        assertEquals(List.of("A language model"), page.texts("b"));
        assertTrue(page.texts("p").contains("A machine wrote this."), page.text());
        assertTrue(page.texts("div").contains("My dream is <b>bold</b>"), page.text());
        assertTrue(page.text().contains("AI BOT"), page.text());
        assertEquals("My dream is <b>bold</b>", text(tweet));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<script>alert(1)</script>",
        "</div></div><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "{{share}}",
    })
    void escapesGeneratedTweets(String hostile) {
        Page page = html(tweets(List.of(new Author("x", hostile, Optional.empty())), hostile));

        assertTrue(page.texts("div").contains(hostile), page.text());
        assertEquals(List.of(hostile), page.texts("b"));
        assertEquals(List.of(), page.texts("script"));
        assertEquals(List.of(), page.texts("img"));
        assertEquals(List.of(""), page.attributes("a", "onmouseover"));
        assertTrue(page.attributes("a", "href").get(0).startsWith("https://twitter.com/intent/tweet?text="));
    }

    @Test
    void marksWhatATweetCopies() {
        TrainingTweets training = TrainingTweets.of(List.of("so My dream is <b>bold & brave https://t.co/x", "a, b c"));
        Page page = html(new GeneratedTweets(
                Stream.of("My dream is <b>bold & sad", "A, b https://t.co/y C", "My dream is <b>bold")
                        .map(text -> new GeneratedTweet("", text, List.of(PIP), Optional.of(training.copy(text)))).toList(),
                List.of(PIP)));

        assertEquals(List.of("My dream is <b>bold &", "A, b https://t.co/y C"), page.texts("mark"), "four words are not marked");
        for (String shown : List.of("My dream is <b>bold & sad", "My dream is <b>bold",
                "5 words in a row are from: “so My dream is <b>bold & brave https://t.co/x”",
                "The whole tweet is a copy of: “a, b c”")) {
            assertTrue(page.texts("div").contains(shown), page.text());
        }
        assertEquals(2, page.text().split(" in a row | is a copy of", -1).length - 1);
    }

    @Test
    void namesSeveralAuthorsACyborgAndNoAuthorAMachine() {
        Page several = html(tweets(List.of(PIP, new Author("moss", "Moss", Optional.empty())), "a"));
        Page nobody = html(tweets(List.of(), "a"));

        assertEquals(List.of("Pip Penny & Moss"), several.texts("b"));
        assertTrue(several.text().contains("AI CYBORG") && several.text().contains("@pip @moss"), several.text());
        assertEquals(List.of("A language model"), nobody.texts("b"));
        assertTrue(nobody.texts("p").contains("A machine wrote this."), nobody.text());
    }

    @Test
    void describesAChartInWords() {
        Chart<?> chart = Charts.tweetsByMonth(timelineOf("one", "two"));

        assertEquals(List.of(chart.toString()), html(chart).attributes("svg", "aria-label"));
        assertEquals(chart.toString(), text(chart));
    }

    @Test
    void showsAModelCardWithoutItsFrontMatter() {
        ModelCard card = ModelCard.of(List.of(PIP), List.of(new Figures(3_000, 100, 100, 2_800)), "nano");
        String markdown = forms(card).get("text/markdown");

        assertFalse(markdown.contains("pipeline_tag"), markdown);
        assertTrue(card.markdown().endsWith(markdown), markdown);
        assertTrue(markdown.strip().startsWith("<div"), markdown);
        assertTrue(markdown.contains("## Limitations and bias"), markdown);
        assertEquals("""
                Model card  a bot in the manner of Pip Penny (@pip)
                Base model  nano
                Tweets      2,800""", text(card));
    }

    /** The file beside the card is not beside the notebook. */
    @Test
    void putsThePictureOfThePipelineIntoTheModelCard() {
        ModelCard.Place folder = new ModelCard.Place(Optional.empty(), Optional.empty(), Optional.of("pipeline.png"));
        ModelCard card = ModelCard.of(List.of(PIP), List.of(new Figures(3_000, 100, 100, 2_800)), "nano").place(folder);
        String markdown = forms(card).get("text/markdown");

        assertFalse(markdown.contains("pipeline.png"), markdown);
        String picture = markdown.replaceFirst("(?s).*\\(data:image/svg\\+xml;base64,([^)]*)\\).*", "$1");
        assertEquals(card.pipeline().svg(), new String(Base64.getDecoder().decode(picture), StandardCharsets.UTF_8));
    }

    @Test
    void saysThatNoGpuIsNeeded() {
        Environment environment = new Environment("17.0.15", 2, 2L << 30, 768L << 20, "2.7.1", 0, "float32 at 200 GFLOP/s");

        assertEquals(List.of("Java", "Memory", "PyTorch", "Device", "Speed"), html(environment).texts("th"));
        assertEquals("2.0 GiB, of which 0.8 GiB for Java's own objects", html(environment).texts("td").get(1));
        assertTrue(text(environment).contains("none is needed"), text(environment));
        assertTrue(html(new Environment("17", 1, 2L << 30, 1L << 30, "2.7.1", 2, "bfloat16")).texts("td")
                .contains("GPU, the first of 2"));
    }
}
