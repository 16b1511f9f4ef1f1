package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The picture of a tweet for social media. */
class TweetPictureTest {

    private static final Face ADA = new Face("Ada Lovelace", "ada", "AL", Optional.empty());
    private static final String PROMPT = "My dream is";
    private static final String TWEET = "My dream is to count the stars before the clouds come back.";

    /** Where nothing but the tweet is drawn. */
    private static final Rectangle2D BODY = new Rectangle2D.Double(60, 190, 1080, 356);

    @TempDir
    private Path folder;

    static Stream<String> tweets() {
        return Stream.of(TWEET, "", " \n\t\u200B ", "Hi", "word ".repeat(56), "It was a long and winding sentence. ".repeat(90),
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk".repeat(4), "x".repeat(100_000),
                "👩‍👩‍👧‍👦🇯🇵".repeat(100),
                "One\n\n\n\nTwo\r\nThree\u2028Four\tFive", "\n".repeat(500) + "end",
                "حلمي هو أن أكتب كتابا عن البحر في Alexandria! 🌊",
                "私の夢は、毎朝「おはよう」と言ってくれる猫と、海の見える小さな町で本屋を開くことです。".repeat(3), "ความฝันของฉันคือการเดินทางไปทั่วโลก".repeat(6),
                "मेरा सपना है कि हर बच्चा क्षत्रिय की कहानी पढ़े", "H" + "\u0310".repeat(3_000) + "i",
                "a\u202Eevil\u2066\u0000\uD800b",
                "<script>alert(1)</script> <img src=x onerror=alert(1)> `code` ](x) **b** | c | ${7*7} {{x}} &amp; ]]> -->");
    }

    @ParameterizedTest
    @MethodSource("tweets")
    void has1200By630Pixels(String tweet) throws IOException {
        TweetPicture picture = new TweetPicture(List.of(ADA), PROMPT, tweet);

        BufferedImage png = ImageIO.read(new ByteArrayInputStream(picture.png()));
        assertEquals("1200 x 630", png.getWidth() + " x " + png.getHeight());
        Document svg = Jsoup.parse(picture.svg(), "", Parser.xmlParser());
        assertEquals("1200 630 0 0 1200 630", svg.selectFirst("svg").attr("width") + " " + svg.selectFirst("svg").attr("height")
                + " " + svg.selectFirst("svg").attr("viewBox"));
    }

    @ParameterizedTest
    @MethodSource("tweets")
    void keepsTheMarginsWhateverTheTweet(String tweet) {
        BufferedImage pixels = new TweetPicture(List.of(ADA), PROMPT, tweet).pixels();

        for (int y = 12; y < 630; y++) {
            for (int x = 0; x < 1200; x++) {
                boolean margin = x < 54 || x >= 1146 || y < 50 || y >= 602;
                if (margin && pixels.getRGB(x, y) != Color.WHITE.getRGB()) {
                    throw new AssertionError("ink at " + x + ", " + y);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tweets")
    void drawsEveryTweetWithMoreThanNothing(String tweet) {
        assertTrue(ink(new TweetPicture(List.of(ADA), "", tweet), BODY) > 500);
    }

    @Test
    void givesTheSameBytesForTheSameInput() {
        assertArrayEquals(picture(TWEET).png(), picture(TWEET).png());
        assertEquals(picture(TWEET).svg(), picture(TWEET).svg());
        assertNotEquals(picture(TWEET).svg(), picture(TWEET + "!").svg());
    }

    @Test
    void savesPngAndSvg() throws IOException {
        Path png = folder.resolve("some/where/predictions.png");
        picture(TWEET).save(png).save(folder.resolve("predictions.svg"));

        assertArrayEquals(picture(TWEET).png(), Files.readAllBytes(png));
        assertEquals(picture(TWEET).svg(), Files.readString(folder.resolve("predictions.svg")));
    }

    @Test
    void refusesToReplaceAFolder() {
        String message = assertThrows(UncheckedIOException.class, () -> picture(TWEET).save(Files.createDirectories(
                folder.resolve("a.png")))).getMessage();

        assertTrue(message.endsWith("a.png\": it is a folder; add the name of a file to it."), message);
    }

    @Test
    void removesTheFoldersThatItMadeIfSavingFails() throws IOException {
        Files.writeString(folder.resolve("file"), "kept");

        assertThrows(UncheckedIOException.class, () -> picture(TWEET).save(folder.resolve("file/deeper/a.png")));
        String tooLong = "n".repeat(300) + ".png";
        assertThrows(UncheckedIOException.class, () -> picture(TWEET).save(folder.resolve("made/deeper/" + tooLong)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("file")), files.toList());
        }
    }

    // ------------------------------------------------------------------------------------------------- what is shown

    @Test
    void saysInWordsWhoWroteWhat() {
        assertEquals("AI bot in the manner of Ada Lovelace (@ada), given the words “My dream is”: " + TWEET,
                picture(TWEET).toString());
        assertEquals("AI cyborg in the manner of Ada Lovelace & Bob (@ada  ·  @bob): Hello there",
                new TweetPicture(List.of(ADA, new Face("Bob", "bob", "B", Optional.empty())), "", "\tHello there ").toString());
    }

    @Test
    void showsTheLabelOnItsAccent() {
        BufferedImage pixels = picture(TWEET).pixels();

        assertEquals(TweetPicture.ACCENT.getRGB(), pixels.getRGB(1110, 95), "above the letters of AI BOT");
        assertTrue(IntStream.range(1010, 1120).anyMatch(x -> pixels.getRGB(x, 116) == Color.WHITE.getRGB()));
    }

    @Test
    void marksTheWordsOfThePrompt() {
        TweetPicture picture = picture(TWEET);
        List<Rectangle2D> marked = marked(picture);

        assertEquals(1, marked.size());
        assertEquals(60, marked.get(0).getX(), 1);
        assertTrue(marked.get(0).getWidth() < 600, marked.toString());
        assertEquals(List.of(), marked(new TweetPicture(List.of(ADA), "", TWEET)));
        assertEquals(List.of(), marked(new TweetPicture(List.of(ADA), "Your dream", TWEET)), "which is named at the foot");
        assertNotEquals(new TweetPicture(List.of(ADA), "Your dream", TWEET).svg().length(),
                new TweetPicture(List.of(ADA), "", TWEET).svg().length());
    }

    @Test
    void marksAnArabicPromptAtTheRight() {
        Rectangle2D marked = marked(new TweetPicture(List.of(ADA), "حلمي هو", "حلمي هو أن أكتب كتابا عن البحر والمدينة")).get(0);

        assertEquals(1140, marked.getMaxX(), 1);
        assertTrue(marked.getX() > 700, marked.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "My dream is|My dream is to|11", "My  dream|My\tdream is|8", "dream|My dream|0", "My dream is|My dream|0",
        "''|My dream|0"})
    void findsThePromptWhateverItsWhiteSpace(String prompt, String text, int end) {
        assertEquals(end, TweetPicture.endOf(prompt.strip().replaceAll("\\s+", " "), text));
    }

    /** In a paragraph that begins with Hebrew, a line that begins with Latin letters still begins at the right. */
    @Test
    void keepsTheDirectionOfAParagraphInEachLine() {
        TextBlock block = TextBlock.fit("שלום עולם זה ציוץ Java", HouseFont::regular, List.of(40), 1.4, 250, 600);

        assertTrue(block.lines().size() > 1);
        assertTrue(block.lines().stream().allMatch(TextBlock.Line::rightToLeft), block.lines().toString());
        assertFalse(TextBlock.fit("Java שלום", HouseFont::regular, List.of(40), 1.4, 250, 600).lines().get(0).rightToLeft());
    }

    @ParameterizedTest
    @CsvSource({"1, 84", "6, 64", "12, 46", "20, 38", "200, 28"})
    void writesLongerTweetsInSmallerLetters(int sentences, float size) {
        TextBlock block = TextBlock.fit("All cats are grey. ".repeat(sentences).strip(), HouseFont::regular,
                List.of(84, 74, 64, 58, 52, 46, 42, 38, 34, 31, 28), 1.36, 1072, 318);

        assertEquals(size, block.font().getSize2D());
        assertEquals(sentences < 200, block.isWhole());
        assertEquals(sentences == 200, block.lines().get(block.lines().size() - 1).text().endsWith("…"));
        assertTrue(block.height() <= 318);
    }

    @Test
    void breaksBetweenWordsAndNeverWithinAnEmoji() {
        TextBlock words = TextBlock.fit("one two three four", HouseFont::regular, List.of(40), 1.4, 160, 600);
        TextBlock families = TextBlock.fit("👩‍👩‍👧‍👦".repeat(9), HouseFont::regular, List.of(40), 1.4, 160, 600);

        assertEquals(List.of("one two", "three", "four"), words.lines().stream().map(TextBlock.Line::text).toList());
        assertTrue(families.lines().size() > 1);
        assertTrue(families.lines().stream().allMatch(line -> line.text().matches("(👩‍👩‍👧‍👦)+")),
                families.lines().toString());
    }

    @Test
    void breaksThaiBetweenItsWords() {
        TextBlock thai = TextBlock.fit("สวัสดีชาวโลกสวัสดีชาวโลก", HouseFont::regular, List.of(40), 1.4, 160, 600);

        assertTrue(thai.lines().stream().map(TextBlock.Line::text).allMatch(line -> line.matches("(สวัสดี|ชาว|โลก)+")),
                thai.lines().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "A name of a hundred letters that goes on and on and on and on and on and on and on and on and on and on",
        "NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN", "", "دنة كاتبة",
        "Z\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310\u0310"})
    void keepsNamesBetweenPictureAndLabel(String name) {
        for (int people = 1; people <= 3; people++) {
            TweetPicture picture = new TweetPicture(
                    IntStream.range(0, people).mapToObj(i -> new Face(name, "h".repeat(60), "ÄÖ", Optional.empty())).toList(), "",
                    "Hi");
            double label = people == 1 ? 994 : 932;

            assertEquals(0, ink(picture, new Rectangle2D.Double(label - 24, 20, 20, 170)), name);
            assertEquals(0, ink(picture, new Rectangle2D.Double(0, 180, 1200, 20)), name);
        }
    }

    @Test
    void showsAPartOfEachLongName() {
        Face other = new Face("B".repeat(100), "b", "B", Optional.empty());
        Face third = new Face("C".repeat(100), "c", "C", Optional.empty());
        String shown =
                new TweetPicture(List.of(new Face("A".repeat(100), "a", "A", Optional.empty()), other, third), "", "Hi").svg();
        String changed = new TweetPicture(List.of(new Face("A".repeat(100), "a", "A", Optional.empty()), other,
                new Face("D".repeat(100), "c", "C", Optional.empty())), "", "Hi").svg();

        assertFalse(withoutWords(shown).equals(withoutWords(changed)));
    }

    // ---------------------------------------------------------------------------------------------------- photos

    @Test
    void showsTheMiddleOfAPhotoAsACircle() {
        BufferedImage photo = new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 300; x++) {
            for (int y = 0; y < 100; y++) {
                photo.setRGB(x, y, x >= 100 && x < 200 ? 0xcc2200 : 0x00cc00);
            }
        }
        TweetPicture picture = new TweetPicture(List.of(new Face("Ada", "ada", "A", Optional.of(photo))), PROMPT, TWEET);
        BufferedImage pixels = picture.pixels();

        assertEquals(0xffcc2200, pixels.getRGB(64 + 58, 116));
        assertEquals(0xffcc2200, pixels.getRGB(64 + 3, 116));
        assertEquals(Color.WHITE.getRGB(), pixels.getRGB(64 + 3, 62), "the corner");
        assertEquals(1, Jsoup.parse(picture.svg(), "", Parser.xmlParser()).select("image[href^=data:image/png;base64,]").size());
    }

    // ----------------------------------------------------------------------------------------------------- safety

    @ParameterizedTest
    @MethodSource("tweets")
    void writesAnSvgThatLoadsAndRunsNothing(String tweet) {
        Face odd = new Face(tweet, tweet, "\"<", Optional.empty());
        for (String svg : List.of(new TweetPicture(List.of(odd), tweet, tweet).svg(),
                new TweetPicture(List.of(odd), tweet, tweet).html())) {
            Document parsed = Jsoup.parse(svg, "", Parser.xmlParser());

            assertEquals(List.of(), parsed.select("*").stream().map(element -> element.normalName())
                    .filter(name -> !List.of("#root", "svg", "path", "rect", "image", "text", "figure").contains(name)).toList());
            assertEquals(0, parsed.select("[onload], [onerror], [id], [xlink:href]").size());
            assertFalse(
                    parsed.outerHtml().replace("http://www.w3.org/2000/svg", "").matches("(?s).*href=\"(?!data:image/png).*"));
        }
    }

    /** WCAG 2.2, level AA: 4.5 to 1 for text. */
    @Test
    void hasEnoughContrast() {
        assertTrue(contrast(TweetPicture.INK, TweetPicture.PAPER) > 12);
        assertTrue(contrast(TweetPicture.INK, TweetPicture.MARKER) > 11);
        assertTrue(contrast(TweetPicture.SOFT_INK, TweetPicture.PAPER) > 6);
        assertTrue(contrast(TweetPicture.PAPER, TweetPicture.ACCENT) > 5);
    }

    private static double contrast(Color one, Color other) {
        double first = luminance(one) + 0.05;
        double second = luminance(other) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(Color color) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        float[] parts = color.getRGBColorComponents(null);
        return IntStream.range(0, 3)
                .mapToDouble(
                        i -> weights[i] * (parts[i] <= 0.04045 ? parts[i] / 12.92 : Math.pow((parts[i] + 0.055) / 1.055, 2.4)))
                .sum();
    }

    private static String withoutWords(String svg) {
        return svg.replaceAll("aria-label=\"[^\"]*\"", "");
    }

    private static TweetPicture picture(String tweet) {
        return new TweetPicture(List.of(ADA), PROMPT, tweet);
    }

    /** {@return the number of pixels that are not the paper's} */
    private static long ink(TweetPicture picture, Rectangle2D area) {
        BufferedImage pixels = picture.pixels();
        long ink = 0;
        for (int y = (int) area.getMinY(); y < area.getMaxY(); y++) {
            for (int x = (int) area.getMinX(); x < area.getMaxX(); x++) {
                ink += pixels.getRGB(x, y) == Color.WHITE.getRGB() ? 0 : 1;
            }
        }
        return ink;
    }

    /** {@return the marked areas of the tweet} */
    private static List<Rectangle2D> marked(TweetPicture picture) {
        return picture.marks().stream().filter(mark -> mark.color().equals(TweetPicture.MARKER))
                .map(mark -> ((Mark.Area) mark).covered().getBounds2D()).filter(area -> area.getMaxY() < 540).toList();
    }
}
