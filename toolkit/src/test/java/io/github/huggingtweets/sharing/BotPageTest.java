package io.github.huggingtweets.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.Face;
import io.github.huggingtweets.drawing.LengthsChart;
import io.github.huggingtweets.drawing.Picture;
import io.github.huggingtweets.drawing.UsersChart;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.report.SmallReport;
import io.github.huggingtweets.sources.Author;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about a bot. */
class BotPageTest {

    private static final Face ADA = new Face("Ada Lovelace", "ada", "AL", Optional.empty());
    private static final Face BOB = new Face("Bob", "bob", "B",
            Optional.of(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB)));

    @TempDir
    private Path folder;

    static Stream<String> oddTexts() {
        return Stream.of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
                "</p></li></ol></style><script>alert(1)</script>",
                "`code` | pipe | **bold** [link](javascript:alert(1)) ](x)", "&amp; &lt; &#39; \" '",
                "{{css}} {{{css}}} ${1+1} <!--",
                "zero\u200Bwidth\u200D", "שלום abc", "👩‍👩‍👧‍👦 🏳️‍🌈", "]]> --> <![CDATA[", "x".repeat(5_000),
                "\"><svg onload=alert(1)>");
    }

    @ParameterizedTest
    @MethodSource("oddTexts")
    void showsAnyTextAsText(String text) {
        Document page = parsed(new BotPage(List.of(new Face(text, text, text, Optional.empty())), Optional.of("en"),
                List.of(new BotPage.Words("", text), new BotPage.Words(text, text + " and more")),
                Optional.of(new BotPage.Making(List.of(new Figures(3, 1, 1, 1)), text,
                        Optional.of(new BotPage.Training(1, Instant.EPOCH, Duration.ZERO, Optional.of(text))))),
                Optional.empty(), List.of(chart(text))));

        assertEquals(List.of(text, text + " and more"), page.select(".words").stream().map(Element::wholeText).toList());
        assertEquals(text, page.select("mark").last().wholeText());
        assertEquals(text, page.selectFirst("h1").wholeText());
        assertEquals(text, page.select(".steps b").get(4).wholeText());
        assertLoadsAndRunsNothing(page);
    }

    @Test
    void removesWhatTurnsTheDirectionOfTextAndWhatHtmlCannotHold() {
        Document page = parsed(page(List.of(new BotPage.Words("", "a\u202Eevil\u2067b \u0000\u0007\uD800 c\r\nd\u2028e"))));

        assertEquals("aevilb \uFFFD\uFFFD\uFFFD c\nd\ne", page.selectFirst(".words").wholeText());
    }

    @Test
    void loadsAndRunsNothing() {
        assertLoadsAndRunsNothing(parsed(page(tweets(50))));
    }

    private static void assertLoadsAndRunsNothing(Document page) {
        assertEquals(0, page.select("script, link, iframe, object, embed, form, base, video, audio, source, image, use").size());
        for (Element element : page.getAllElements()) {
            element.attributes().forEach(attribute -> {
                assertFalse(attribute.getKey().startsWith("on") || attribute.getKey().equals("style"), element.cssSelector());
                if (List.of("src", "srcset", "data", "poster", "action").contains(attribute.getKey())) {
                    assertTrue(attribute.getValue().startsWith("data:image/png;base64,"), attribute.getValue());
                }
                if (attribute.getKey().equals("href")) {
                    assertTrue(attribute.getValue().matches("#\\w+|https://twitter\\.com/intent/tweet\\?text=[\\w%.*-]*"
                            + "|https://github\\.com/borisdayma/huggingtweets"), attribute.getValue());
                }
            });
        }
        assertFalse(page.selectFirst("style").data().matches("(?s).*(url\\(|@import|expression).*"));
    }

    @Test
    void allowsNothingButItsOwnStyleAndPictures() throws Exception {
        Document page = parsed(page(tweets(1)));
        Element policy = page.selectFirst("meta[http-equiv=Content-Security-Policy]");
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(page.selectFirst("style").data().getBytes(StandardCharsets.UTF_8));

        assertEquals("default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(hash)
                + "'; img-src data:; base-uri 'none'; form-action 'none'", policy.attr("content"));
        assertTrue(policy.elementSiblingIndex() < page.selectFirst("style").elementSiblingIndex());
    }

    @Test
    void saysWhoAndThatAMachineWroteIt() {
        Document one = parsed(page(tweets(1)));
        Document two = parsed(new BotPage(List.of(ADA, BOB), Optional.empty(), tweets(1), Optional.empty(), Optional.empty(),
                List.of()));

        assertEquals("AI bot in the manner of Ada Lovelace", one.title());
        assertEquals("Ada Lovelace & Bob", two.selectFirst("h1").text());
        assertEquals("AI cyborg", two.selectFirst(".badge").text());
        assertEquals("@ada, @bob", two.selectFirst(".handles").text());
        assertTrue(two.selectFirst("header").text().contains("A machine wrote all tweets on this page."));
        assertFalse(two.text().contains("Nobody said"), two.text()); // a tweet can be a copy, word for word
        assertEquals("AL", two.selectFirst("span.face").text());
        assertEquals("Profile picture of Bob", two.selectFirst("img.face").attr("alt"));
    }

    @Test
    void shortensATitleThatIsTooLong() {
        String title =
                parsed(new BotPage(List.of(new Face("👩‍👩‍👧‍👦".repeat(30), "a", "A", Optional.empty())), Optional.empty(),
                        List.of(), Optional.empty(), Optional.empty(), List.of())).title();

        assertEquals("AI bot in the manner of " + "👩‍👩‍👧‍👦".repeat(4) + "…", title);
    }

    @Test
    void linksEachTweet() {
        List<Element> links = parsed(page(tweets(50))).select(".tweets a");

        assertEquals(50, links.size());
        assertEquals("Post this, tweet 7, on X", links.get(6).text());
        assertEquals("Tweet 7 & more",
                URLDecoder.decode(links.get(6).attr("href").replaceFirst(".*text=", ""), StandardCharsets.UTF_8));
        assertEquals("noopener noreferrer", links.get(6).attr("rel"));
    }

    @Test
    void marksThePrompt() {
        Document page = parsed(page(List.of(new BotPage.Words("My dream is ", "My dream is to sleep."),
                new BotPage.Words("Other", "My dream"), new BotPage.Words("", "My dream"))));

        assertEquals("<mark>My dream is</mark> to sleep.", page.select(".words").first().html());
        assertEquals(0, page.select(".words").get(1).select("mark").size());
        assertEquals(0, page.select(".words").get(2).select("mark").size());
        assertEquals(0, parsed(page(tweets(3))).select("mark").size(), "no legend without a prompt");
    }

    @Test
    void saysTheDirectionAndTheLanguageOfTweets() {
        Element tweet = parsed(page(tweets(1))).selectFirst(".words");

        assertEquals("auto en", tweet.attr("dir") + " " + tweet.attr("lang"));
        assertEquals("en", parsed(page(tweets(1))).selectFirst("html").attr("lang"));
    }

    @Test
    void tellsTheFourFiguresOfEachAuthor() {
        Document page = parsed(new BotPage(List.of(ADA, BOB), Optional.empty(), List.of(),
                Optional.of(new BotPage.Making(List.of(new Figures(1_000, 100, 200, 700), new Figures(20, 1, 2, 17)), "gpt2",
                        Optional.of(new BotPage.Training(1_234, Instant.parse("2026-11-22T12:00:00Z"), Duration.ofSeconds(100),
                                Optional.of("3.210"))))),
                Optional.empty(), List.of()));

        assertEquals(List.of("@ada @bob", "Tweets downloaded 1,000 20", "Retweets 100 1", "Short tweets 200 2",
                "Tweets kept 700 17"), page.select("tr").eachText());
        assertEquals(List.of("1,020", "101", "202", "717", "gpt2", "1,234"), page.select(".steps b").eachText());
        assertEquals(
                "1,234 steps of training in 1 min 40 s made a cyborg of it, on 22 November 2026; the loss at the end is 3.210.",
                page.select(".steps li").last().text());
    }

    @Test
    void tellsTheReport() {
        Document page = parsed(new BotPage(List.of(ADA), Optional.empty(), List.of(), Optional.empty(),
                Optional.of(SmallReport.report()), List.of()));

        assertEquals(SmallReport.report().sections().stream().map(Report.Section::title).toList(),
                page.select("#report caption").eachText());
        assertEquals(SmallReport.report().sections().get(0).rows().get(1),
                page.select("#report table").first().select("tbody tr").get(1).select("th, td").eachText());
        assertEquals(SmallReport.report().stopping().orElseThrow().fact(), page.selectFirst("#report p").text());
        assertEquals(List.of("Report"), page.select("nav a").eachText());
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        Document page = parsed(new BotPage(List.of(new Face("A language model", "", "AI", Optional.empty())), Optional.empty(),
                List.of(), Optional.empty(), Optional.empty(), List.of()));

        assertEquals(List.of(), page.select("section").eachText());
        assertEquals(List.of(), page.select("nav a").eachText());
        assertEquals("A language model", page.selectFirst("h1").text());
    }

    @Test
    void hasOneHeadingAndAnchorsThatLead() {
        Document page = parsed(page(tweets(3)));

        assertEquals(1, page.select("h1").size());
        assertEquals(List.of("h1", "h2", "h2", "h2"), page.select("h1, h2, h3, h4").stream().map(Element::normalName).toList());
        assertTrue(
                page.select("a[href^=#]").stream().allMatch(link -> page.getElementById(link.attr("href").substring(1)) != null));
        assertEquals(page.select("[id]").eachAttr("id").stream().distinct().count(), page.select("[id]").size());
        assertEquals(page.select("svg").size(), page.select("svg[role=img][aria-label]").size());
        assertEquals(1, page.select("svg").size());
    }

    /** WCAG 2.2, level AA: 4.5 to 1 for text, in both sets of colours. */
    @Test
    void hasEnoughContrastInLightAndDark() throws IOException {
        String css = new String(BotPage.class.getResourceAsStream("page.css").readAllBytes(), StandardCharsets.UTF_8);
        List<String> sets = Pattern.compile(":root \\{[^}]*}").matcher(css).results().map(set -> set.group()).toList();

        assertEquals(2, sets.size());
        for (String set : sets) {
            for (String[] pair : new String[][] {{"ink", "paper"}, {"ink", "card"}, {"ink", "marker"}, {"soft", "paper"},
                {"soft", "card"}, {"link", "paper"}, {"link", "card"}}) {
                double contrast = contrast(luminance(set, pair[0]), luminance(set, pair[1]));
                assertTrue(contrast >= 4.5, String.join(" on ", pair) + " has " + contrast + " in " + set);
            }
            assertTrue(contrast(1, luminance(set, "accent")) >= 4.5, "white on the accent");
        }
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(String css, String name) {
        Matcher color = Pattern.compile("--" + name + ": #(..)(..)(..);").matcher(css);
        assertTrue(color.find(), name);
        double[] weights = {0.2126, 0.7152, 0.0722};
        return IntStream.range(0, 3).mapToDouble(i -> {
            double part = Integer.parseInt(color.group(i + 1), 16) / 255.0;
            return weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }).sum();
    }

    // ------------------------------------------------------------------------------------------------------- files

    @Test
    void writesTheWholePageIntoAFolderThatItMakes() throws IOException {
        Path file = folder.resolve("some/where/me.html");
        page(tweets(3)).save(file);

        assertEquals(page(tweets(3)).html(), Files.readString(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"me", "me.txt", "html", "me.html.gz"})
    void refusesOtherNames(String name) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> page(tweets(1)).save(folder.resolve(name))).getMessage();

        assertTrue(message.contains(name + "\" ends differently"), message);
    }

    @Test
    void keepsAnEarlierPageWhenSavingFails() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("me.html/inside"));

        String message = assertThrows(UncheckedIOException.class, () -> page(tweets(1)).save(taken.getParent())).getMessage();
        assertTrue(message.startsWith("The page could not be saved as \"") && message.contains("it is a folder"), message);
        assertTrue(Files.exists(taken));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void saysThatAFolderCannotBeWritten() {
        assertTrue(folder.toFile().setWritable(false));
        try {
            assumeFalse(Files.isWritable(folder), "root may write anywhere");
            String message = assertThrows(UncheckedIOException.class, () -> page(tweets(1)).save(folder.resolve("new/me.html")))
                    .getMessage();
            assertTrue(message.endsWith("its folder cannot be written; choose another one."), message);
        } finally {
            folder.toFile().setWritable(true);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatAFolderCannotBeMade() {
        String message = assertThrows(UncheckedIOException.class, () -> page(tweets(1)).save(Path.of("/proc/pages/me.html")))
                .getMessage();

        assertTrue(message.endsWith("its folder cannot be made; choose another one."), message);
    }

    private static BotPage page(List<BotPage.Words> tweets) {
        return new BotPage(List.of(ADA), Optional.of("en"), tweets,
                Optional.of(new BotPage.Making(List.of(new Figures(10, 1, 2, 7)), "gpt2", Optional.empty())),
                Optional.empty(), List.of(LengthsChart.of(List.of(Author.named("ada", "Ada")), List.of("one two three"))));
    }

    private static Picture chart(String handle) {
        return UsersChart.of(List.of(new UsersChart.User(Author.named(handle, handle), 3, 1, 1, 1)));
    }

    private static List<BotPage.Words> tweets(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> new BotPage.Words("", "Tweet " + i + " & more")).toList();
    }

    private static Document parsed(BotPage page) {
        return Jsoup.parse(page.html());
    }
}
