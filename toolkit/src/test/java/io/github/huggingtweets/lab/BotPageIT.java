package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.Face;
import io.github.huggingtweets.drawing.LengthsChart;
import io.github.huggingtweets.drawing.TweetPicture;
import io.github.huggingtweets.sharing.BotPage;
import io.github.huggingtweets.sources.Author;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about a bot and the picture of a tweet, as Chromium shows them. */
class BotPageIT {

    private static final List<String> ODD_TEXTS = List.of("<script>document.title = 'ran'</script>",
            "<img src=http://127.0.0.1:9/a.png onerror=\"document.title='ran'\">",
            "</style></script><script>document.title='ran'</script>",
            "x".repeat(500), "https://example.org/" + "a".repeat(300), "حلمي هو أن أكتب كتابا عن البحر", "a\u202Eevil",
            "one\ntwo", "",
            "H" + "\u0310".repeat(200) + "i", "👩‍👩‍👧‍👦".repeat(60));

    @TempDir
    private Path folder;

    @BeforeAll
    static void findBrowser() {
        assumeTrue(PageInBrowser.browser().isPresent(), "There is neither Chromium nor Chrome on the PATH.");
    }

    @Test
    void isReadableOnAPhoneAndOnAScreenInLightAndDark() throws Exception {
        // the policy of the page forbids the scripts that measure
        Path measured = Files.writeString(folder.resolve("measured.html"),
                page().html().replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", ""));
        for (int width : new int[] {390, 1400}) {
            for (String colours : List.of("light", "dark")) {
                PageInBrowser shown = PageInBrowser.open(measured, folder, width, colours);

                assertEquals(width, shown.wholeWidth(), "nothing makes the page scroll sideways");
                assertEquals(colours.equals("dark") ? "rgb(20, 24, 29)" : "rgb(244, 246, 248)", shown.background());
                assertTrue(shown.smallestText() >= 10, width + " pixels, " + colours + ": " + shown.smallestText());
                assertEquals(List.of(), shown.requests(), "asks a server");
                assertEquals(List.of(), shown.findings(), "axe finds");
            }
        }
    }

    @Test
    void keepsItsStyleAndRunsNoScriptOfAnybody() throws Exception {
        Path page = folder.resolve("me.html");
        page().save(page);
        // even if a text got into the page as HTML
        Path broken = Files.writeString(folder.resolve("broken.html"), Files.readString(page).replace("</main>",
                "<script>document.title = 'ran'</script><img src=x onerror=\"document.title='ran'\">"
                        + "<p onclick=\"1\" style=\"color: red\">broken</p></main>"));

        assertEquals("AI cyborg in the manner of <b>Ada</b> & سعاد", dom(page).title());
        assertEquals("AI cyborg in the manner of <b>Ada</b> & سعاد", dom(broken).title());
        Path control = Files.writeString(folder.resolve("control.html"), Files.readString(broken)
                .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", ""));
        assertEquals("ran", dom(control).title(), "without the policy");
        assertTrue(screenshot(page, 500).getRGB(2, 2) == 0xfff4f6f8 || screenshot(page, 500).getRGB(2, 2) == 0xff14181d,
                "the style has the hash that the policy names");
    }

    /** The SVG of a tweet's picture looks like its PNG. */
    @Test
    void drawsTheSvgAsThePng() throws Exception {
        TweetPicture picture = new TweetPicture(faces(), "My dream is",
                "My dream is to fly, 私の夢は猫と本屋を開くことです。 حلمي 👩‍👩‍👧‍👦 ความฝันของฉัน, and more.");
        picture.save(folder.resolve("a.svg")).save(folder.resolve("a.png"));
        Path page = Files.writeString(folder.resolve("a.html"),
                "<!DOCTYPE html><body style=\"margin: 0\">" + Files.readString(folder.resolve("a.svg")));
        BufferedImage png = ImageIO.read(folder.resolve("a.png").toFile());
        BufferedImage svg = screenshot(page, 1200);

        int different = 0;
        for (int y = 0; y < 630; y++) {
            for (int x = 0; x < 1200; x++) {
                different += Math.abs((png.getRGB(x, y) >> 8 & 255) - (svg.getRGB(x, y) >> 8 & 255)) > 96 ? 1 : 0;
            }
        }
        assertTrue(different < 200, different + " pixels differ");
        assertFalse(png.getRGB(600, 6) == png.getRGB(600, 30), "something is drawn");
    }

    private static List<Face> faces() {
        return List.of(new Face("<b>Ada</b>", "ada", "A", Optional.of(new BufferedImage(90, 90, BufferedImage.TYPE_INT_RGB))),
                new Face("سعاد", "suad_" + "s".repeat(60), "س", Optional.empty()));
    }

    private static BotPage page() {
        List<BotPage.Words> tweets = new ArrayList<>(Stream.concat(ODD_TEXTS.stream(),
                IntStream.range(0, 39).mapToObj(i -> "The tide is late, and the tea is not. " + i))
                .map(text -> new BotPage.Words("", text)).toList());
        tweets.set(12, new BotPage.Words("My dream is", "My dream is to sleep."));
        return new BotPage(faces(), Optional.of("en"), tweets,
                Optional.of(new BotPage.Making(List.of(new Figures(3_000, 200, 300, 2_500), new Figures(10, 1, 2, 7)), "gpt2",
                        Optional.of(new BotPage.Training(1_000, Instant.EPOCH, Duration.ofMinutes(3), Optional.of("3.2"))))),
                Optional.empty(), List.of(LengthsChart.of(List.of(Author.named("ada", "Ada")), ODD_TEXTS)));
    }

    private Document dom(Path page) throws IOException, InterruptedException {
        Path dump = folder.resolve("dump.html");
        run(dump, "--dump-dom", page.toUri().toString());
        return Jsoup.parse(dump);
    }

    private BufferedImage screenshot(Path page, int width) throws IOException, InterruptedException {
        Path file = folder.resolve("screenshot.png");
        run(folder.resolve("output"), "--screenshot=" + file, "--window-size=" + width + ",1000", page.toUri().toString());
        return ImageIO.read(file.toFile());
    }

    private void run(Path output, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(PageInBrowser.browser().orElseThrow().toString(), "--headless", "--no-sandbox",
                        "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + folder.resolve("browser")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("Chromium does not end");
        }
    }
}
