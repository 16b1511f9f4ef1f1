package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.lab.Lab.Result;
import io.github.huggingtweets.lab.NotebookFile.Cell;
import io.github.huggingtweets.lab.NotebookFile.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo notebook, as it is in the repository and after {@code ./lab demo}. */
class DemoIT {

    private static final Path COMMITTED = Lab.ROOT.resolve("notebooks/huggingtweets-demo.ipynb");
    private static final Path FOLDER = Lab.ROOT.resolve("target/demo");

    private static Instant started;
    private static Result result;
    private static NotebookFile executed;

    @BeforeAll
    static void run() throws Exception {
        started = Instant.now();
        result = Lab.in(Lab.ROOT).run("demo");
        assertEquals(0, result.status(), result.toString());
        executed = NotebookFile.read(FOLDER.resolve("huggingtweets-demo.ipynb"));
    }

    private static String allHtml() {
        return String.join("\n", executed.outputs().stream().map(Output::html).toList());
    }

    @Test
    void isCommittedWithoutOutputsAndWithFewCells() throws IOException {
        NotebookFile committed = NotebookFile.read(COMMITTED);

        assertEquals(List.of(), committed.outputs());
        assertTrue(committed.codeCells().size() <= 10, committed.codeCells().size() + " code cells");
        assertTrue(committed.cells("code").stream().allMatch(cell -> cell.get("execution_count").isNull()));
        assertEquals("java", committed.json().at("/metadata/kernelspec/name").asText());
        List<String> headings = committed.cells("markdown").stream().map(cell -> NotebookFile.text(cell.get("source")))
                .flatMap(String::lines).filter(line -> line.startsWith("## ")).toList();
        assertEquals("## Environment, ## 1. Tweets, ## 2. Train, ## 3. Generate, ## 4. Trust and share",
                String.join(", ", headings));
    }

    @Test
    void showsNothingThatLooksBroken() {
        Pattern objectAddress = Pattern.compile("[\\w$]@[0-9a-f]{5,}\\b");
        Pattern logLine = Pattern.compile("(?m)^.*(\\b(INFO|WARN|WARNING|SLF4J|DEBUG)\\b[: \\]]).*$");
        for (Cell cell : executed.codeCells()) {
            assertFalse(cell.outputs().isEmpty(), "shows nothing: " + cell.source());
            for (Output output : cell.outputs()) {
                assertNotEquals("error", output.type(), cell.source() + output);
                assertNotEquals("stderr", output.json().path("name").asText(), cell.source() + output);
                String text = output.plain() + output.stream();
                assertFalse(objectAddress.matcher(text).find(), cell.source() + text);
                assertFalse(logLine.matcher(text).find(), cell.source() + text);
            }
        }
        assertEquals("", result.err());
    }

    @Test
    void showsEveryStepAsRichOutput() {
        String html = allHtml();

        for (String chart : List.of("Tweets by month", "Lengths of the tweets", "What became of the tweets", "Loss",
                "AI bot in the manner of Winifred Plover ☕ (@dimmet_tearoom), given the words “My dream is”")) {
            assertTrue(html.contains("aria-label=\"" + chart), chart);
        }
        for (String figure : List.of("3,247", "139", "276", "2,832")) {
            assertTrue(html.contains("<td class=\"number\">" + figure + "</td>"), figure);
        }
        assertEquals(10, html.split("<div class=\"ht-card\"", -1).length - 1, "tweet cards");
        assertEquals(10, html.split("https://twitter.com/intent/tweet\\?text", -1).length - 1, "share links");
        assertTrue(html.contains("<div class=\"ht-done\" style=\"width: 100.0%\">"), "the progress bar at its end");
        List<String> cards = executed.outputs().stream().map(output -> output.as("text/markdown")).filter(text -> !text.isEmpty())
                .toList();
        assertEquals(1, cards.size());
        assertTrue(cards.get(0).contains("## How it works"), cards.get(0));
    }

    @Test
    void tellsHowMuchTheBotCopies() throws IOException {
        assertTrue(result.out().lines().anyMatch(line -> line.matches(" *Same as a training tweet +\\d+ \\(.*%\\)")),
                result.out());
        assertTrue(Files.exists(FOLDER.resolve("bot/report.json")));
        assertTrue(Files.exists(FOLDER.resolve("bot/predictions.png")));
    }

    @Test
    void printsTheFiguresAndTheTweets() {
        List<String> lines = result.out().lines().toList();

        List<String> figures = """
                Tweets downloaded    3,247
                Retweets               139
                Short tweets           276
                Tweets kept          2,832""".lines().toList();
        assertTrue(lines.containsAll(figures), result.out());
        List<String> tweets = lines.stream().filter(line -> line.matches(" ?\\d{1,2}\\. My dream is\\b.*")).toList();
        assertEquals(10, tweets.size(), result.out());
        assertTrue(tweets.stream().map(line -> line.substring(4)).distinct().count() >= 9, result.out());
        assertTrue(result.out().contains(FOLDER.resolve("huggingtweets-demo.html").toString()), result.out());
    }

    @Test
    void writesAPageWithEverythingInIt() throws IOException {
        Path page = FOLDER.resolve("huggingtweets-demo.html");

        assertTrue(Files.getLastModifiedTime(page).toInstant().isAfter(started));
        assertEquals(allHtml().split("<svg ", -1).length, Files.readString(page).split("<svg ", -1).length, "charts");
        PageAssertions.assertIsWholeAndNamed(page, "HuggingTweets: make a bot that tweets like somebody");
    }

    @Test
    void writesAPageThatIsReadableOnEveryScreen(@TempDir Path temporary) throws Exception {
        PageAssertions.assertIsReadableOnEveryScreen(FOLDER.resolve("huggingtweets-demo.html"), temporary);
    }

    @Test
    void savesABotThatCanBeLoaded() throws IOException {
        Path folder = FOLDER.resolve("bot");

        assertTrue(Files.getLastModifiedTime(folder.resolve("model.safetensors")).toInstant().isAfter(started));
        try (Bot bot = Bot.load(folder)) {
            assertEquals(3, bot.generate("I think", 3).size());
            assertEquals(2_832, bot.run().figures().kept());
        }
    }

    @Test
    void trainingTeachesTheModelTheSample() {
        Matcher perplexity = Pattern.compile("Perplexity of tweets held out *([0-9.]+) before, ([0-9.]+) after")
                .matcher(result.out());

        assertTrue(perplexity.find(), result.out());
        assertTrue(Double.parseDouble(perplexity.group(2)) < Double.parseDouble(perplexity.group(1)) / 2, perplexity.group());
    }
}
