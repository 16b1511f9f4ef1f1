package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.charts.Charts;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.Timeline;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** How a chart becomes a picture. */
class ChartTest {

    private static final int ACCENT = HouseStyle.ACCENT.getRGB();

    @TempDir
    private Path folder;

    @Test
    void drawsTheSameInALocaleWithOtherDigits() {
        Timeline timeline = Timeline.sample();
        String html = Charts.tweetsByMonth(timeline).html();
        String file = Charts.tweetsByMonth(timeline).svg();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertEquals(html, Charts.tweetsByMonth(timeline).html());
            assertEquals(file, Charts.tweetsByMonth(timeline).svg());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void usesTheTextColourOfThePage() {
        String html = chart("ada").html();

        assertTrue(html.contains("\"currentColor\""));
        assertFalse(html.contains("#1f2933"), "no ink of its own");
        assertTrue(html.contains("#1f82c7"), "the accent");
        assertEquals(0, parse(html).getElementsByTagName("rect").getLength());
    }

    @Test
    void hasNoIdentifiersThatClashInAPage() {
        assertFalse(chart("ada").html().matches("(?s).* id=.*|.*<(style|script|defs).*"));
        assertEquals(chart("ada").html(), chart("ada").html(), "the same chart is the same picture");
    }

    @Test
    void writesAnSvgFileOnWhiteInFixedColours() {
        Document svg = parse(chart("ada").svg());

        assertEquals("#ffffff", ((Element) svg.getElementsByTagName("rect").item(0)).getAttribute("fill"));
        assertFalse(chart("ada").svg().contains("currentColor"));
        assertTrue(chart("ada").svg().contains("#1f2933"));
    }

    @Test
    void describesThePictureForScreenReaders() {
        Element svg = (Element) parse(chart("ada").html()).getElementsByTagName("svg").item(0);

        assertEquals("img", svg.getAttribute("role"));
        assertEquals("What became of the tweets: Of 3 tweets of @ada, 1 is kept to learn from.", svg.getAttribute("aria-label"));
    }

    @Test
    void writesTitleAndExplanationAsTextAboveADrawingThatScrolls() {
        Document page = parse(chart("ada").html());
        Element scroll = (Element) page.getElementsByTagName("div").item(0);

        assertEquals("What became of the tweets Of 3 tweets of @ada, 1 is kept to learn from.",
                page.getElementsByTagName("figcaption").item(0).getTextContent());
        assertEquals("overflow-x: auto;", scroll.getAttribute("style"));
        assertEquals("0", scroll.getAttribute("tabindex"), "the keyboard reaches it");
        assertEquals("What became of the tweets", scroll.getAttribute("aria-label"));
        // 12 pixels, the size of the smallest text in a chart, are at least 10 when the chart is 634 of its 760 pixels wide
        assertTrue(chart("ada").html().contains("min-width: 634px; max-width: 100%;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"さくら🌸", "\"><script>alert(1)</script>", "a&b", "tab\tnul\u0000half\uD83D", "-"})
    void escapesHandles(String handle) {
        for (String svg : List.of(chart(handle).html(), chart(handle).svg(), chart(handle.repeat(500)).html())) {
            Document picture = assertDoesNotThrow(() -> parse(svg));
            assertEquals(0, picture.getElementsByTagName("script").getLength());
        }
    }

    @Test
    void drawsJapaneseAndEmojiAsShapes() {
        assertEquals(0, parse(chart("さくら🌸").svg()).getElementsByTagName("text").getLength());
    }

    @Test
    void writesAnUnknownLetterAsText() {
        Document picture = parse(chart("さくら\u0378").svg());

        assertEquals(1, picture.getElementsByTagName("text").getLength());
        assertEquals("Of 3 tweets of @さくら\u0378, 1 is kept to learn from.",
                picture.getElementsByTagName("text").item(0).getTextContent());
    }

    @Test
    void showsChangesOfTheXChartChart() {
        Chart<XYChart> chart = chart("ada");
        String before = chart.html();
        chart.xchart().setTitle("My tweets");
        chart.xchart().setXAxisTitle("How many");

        assertTrue(chart.html().contains("My tweets: Of 3 tweets"));
        assertNotEquals(before, chart.html());
    }

    @Test
    void writesAPngOnWhiteWithAMargin() throws IOException {
        Path file = folder.resolve("Figures.PNG");
        chart("ada").save(file);
        BufferedImage picture = ImageIO.read(file.toFile());

        assertEquals(1600, picture.getWidth(), "800 CSS pixels");
        for (int x = 0; x < picture.getWidth(); x++) {
            assertEquals(0xffffffff, picture.getRGB(x, 0));
            assertEquals(0xffffffff, picture.getRGB(x, picture.getHeight() - 1));
        }
        long accent = Stream.of(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .flatMapToInt(Arrays::stream).filter(pixel -> pixel == ACCENT).count();
        assertTrue(accent > 10_000, accent + " pixels of the accent");
    }

    @Test
    void replacesAFileWithoutLeavingOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("loss.svg"), "old");
        chart("ada").save(file);

        assertTrue(Files.readString(file).startsWith("<svg "));
        assertEquals(List.of(file), files());
    }

    @Test
    void rejectsOtherFileTypes() {
        String message = assertThrows(IllegalArgumentException.class, () -> chart("ada").save(folder.resolve("chart.jpg")))
                .getMessage();

        assertTrue(message.contains(".svg or .png") && message.contains("chart.jpg"), message);
    }

    @Test
    void makesAMissingFolder() {
        Path file = folder.resolve("missing/and/deeper/chart.svg");
        chart("ada").save(file);

        assertTrue(Files.isRegularFile(file));
        String message = assertThrows(UncheckedIOException.class, () -> chart("ada").save(file.resolve("chart.svg")))
                .getMessage();
        assertTrue(message.endsWith(": there is a file where its folder should be; choose another one."), message);
    }

    @Test
    void keepsTheOldFileWhenSavingFails() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("chart.svg"));
        Files.writeString(taken.resolve("inside"), "kept");

        assertThrows(UncheckedIOException.class, () -> chart("ada").save(taken));
        assertEquals("kept", Files.readString(taken.resolve("inside")));
        assertEquals(List.of(taken), files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Chart<XYChart> chart(String handle) {
        Author author = new Author(handle, "somebody", Optional.empty());
        return Charts.figures(Corpus.of(author, List.of("one two three four", "short"), 1));
    }

    private static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError("Not well-formed", e);
        }
    }
}
