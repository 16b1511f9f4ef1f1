package io.github.huggingtweets.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sharing.ModelCard.Link;
import io.github.huggingtweets.sharing.ModelCard.Place;
import io.github.huggingtweets.sharing.ModelCard.Training;
import io.github.huggingtweets.sharing.PublishedCard.User;
import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a card tells is read back, from published cards in both layouts and from those of the toolkit. */
class CardReaderTest {

    private static final User HEN = new User("hen_facts", "Hen Facts", 3247, 139, 276, 2832);
    private static final User OWL = new User("0wl", "Öwl 🦉", 3147, 462, 720, 1965);
    private static final User FOX = new User("fox", "Fox & Sons | Ltd", 20, 1, 2, 17);

    @TempDir
    private Path folder;

    // ------------------------------------------------------------------------------------------- published cards

    @Test
    void readsTheOlderLayout() {
        ModelCard card = read(PublishedCard.older(HEN));

        assertEquals(List.of(new Author("hen_facts", "Hen Facts", picture("hen_facts"))), card.authors());
        assertEquals(List.of(new Figures(3247, 139, 276, 2832)), card.figures());
        assertEquals("gpt2", card.baseModel());
        assertEquals("en", card.language());
        assertEquals(List.of(new Link("Its data", URI.create("https://tracker.example/me/bots/runs/data1/artifacts")),
                new Link("training run", URI.create("https://tracker.example/me/bots/runs/train1")),
                new Link("its model", URI.create("https://tracker.example/me/bots/runs/train1/artifacts"))), card.runs());
        assertEquals(new Place(Optional.of("huggingtweets/hen_facts"),
                Optional.of("https://pictures.example/hen_facts/predictions.png"), Optional.empty()), card.place());
        assertEquals(PublishedCard.older(HEN), card.markdown());
        assertEquals(List.of(), card.source().orElseThrow().remarks());
    }

    @Test
    void readsTheNewerLayoutWithOneUser() {
        ModelCard card = read(PublishedCard.newer(List.of(OWL)));

        assertEquals(List.of(new Author("0wl", "Öwl 🦉", picture("0wl"))), card.authors());
        assertEquals(List.of(new Figures(3147, 462, 720, 1965)), card.figures());
        assertEquals("gpt2", card.baseModel());
        assertEquals(3, card.runs().size());
    }

    @Test
    void readsTheFiguresOfEachUserInOrder() {
        ModelCard card = read(PublishedCard.newer(List.of(OWL, HEN, new User("fox", "Fox", 20, 1, 2, 17))));

        assertEquals(List.of(new Author("0wl", "Öwl 🦉", picture("0wl")),
                new Author("hen_facts", "Hen Facts", picture("hen_facts")),
                new Author("fox", "Fox", picture("fox"))), card.authors());
        assertEquals(List.of(new Figures(3147, 462, 720, 1965), new Figures(3247, 139, 276, 2832), new Figures(20, 1, 2, 17)),
                card.figures());
        assertEquals(Optional.of("huggingtweets/0wl-hen_facts-fox"), card.place().repository());
    }

    @Test
    void splitsNamesWithAnAmpersandByTheHeadsOfTheTable() {
        ModelCard card = read(PublishedCard.newer(List.of(new User("fox", "Fox & Sons", 20, 1, 2, 17), HEN)));

        assertEquals(List.of("Fox & Sons", "Hen Facts"), card.authors().stream().map(Author::name).toList());
    }

    @Test
    void splitsNamesWithABarByTheHeader() {
        ModelCard card = read(PublishedCard.newer(List.of(new User("fox", "Fox | Ltd", 20, 1, 2, 17), HEN)));

        assertEquals(List.of("Fox | Ltd", "Hen Facts"), card.authors().stream().map(Author::name).toList());
        assertEquals("Fox & Sons | Ltd", read(PublishedCard.newer(List.of(FOX))).authors().get(0).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void readsOtherLineBreaks(String lineBreak) {
        assertEquals(read(PublishedCard.older(HEN)).figures(),
                read(PublishedCard.older(HEN).replace("\n", lineBreak)).figures());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8"})
    void readsOtherEncodingsWithAMark(String encoding) {
        String text = PublishedCard.newer(List.of(OWL));
        ModelCard card = read(((encoding.equals("UTF-16") ? "" : "\uFEFF") + text).getBytes(Charset.forName(encoding)));

        assertEquals("Öwl 🦉", card.authors().get(0).name());
    }

    // ------------------------------------------------------------------------------------------- broken encodings

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "windows-1254", "windows-1250", "windows-1251", "windows-1256", "windows-1258",
        "ISO-8859-1",
        "ISO-8859-9", "ISO-8859-15", "IBM437", "IBM850", "IBM866", "x-MacRoman", "KOI8-R"})
    void repairsUtf8ThatWasReadInAnotherEncoding(String encoding) {
        String text = PublishedCard.newer(List.of(new User("zoe", "Zoë 🦉 Ж", 20, 1, 2, 17)));
        String broken = PublishedCard.misread(text, encoding);
        ModelCard card = read(broken);

        assertEquals("zoe", card.authors().get(0).handle());
        assertEquals(List.of(new Figures(20, 1, 2, 17)), card.figures());
        assertEquals(List.of(), card.source().orElseThrow().remarks());
        assertEquals("Zoë 🦉 Ж", card.authors().get(0).name());
        assertEquals(text, card.markdown());
    }

    @ParameterizedTest
    @CsvSource({"windows-1252,windows-1252", "windows-1252,windows-1254", "ISO-8859-1,windows-1252"})
    void repairsUtf8ThatWasReadInAnotherEncodingTwice(String first, String second) {
        String text = PublishedCard.older(new User("zoe", "Zoë", 20, 1, 2, 17));
        ModelCard card = read(PublishedCard.misread(PublishedCard.misread(text, first), second));

        assertEquals("Zoë", card.authors().get(0).name());
        assertEquals(text, card.markdown());
    }

    /** In Windows-1252 and Windows-1254 some bytes have no character. */
    @ParameterizedTest
    @CsvSource({"windows-1252, Ян 🐍, 'Ян ðŸ'", "windows-1254, 𐌰𐌱 Zoë, ğŒ°ğŒ± Zoë"})
    void saysWhichNameHasLostLetters(String encoding, String name, String shown) {
        ModelCard card =
                read(PublishedCard.misread(PublishedCard.newer(List.of(new User("a", name, 20, 1, 2, 17), HEN)), encoding));

        assertEquals(List.of(shown, "Hen Facts"), card.authors().stream().map(Author::name).toList());
        assertEquals(
                List.of("The name \"" + shown + "\" is not the one that was published: it was saved in another encoding, which"
                        + " lost a part of its letters."),
                card.source().orElseThrow().remarks());
        assertTrue(card.markdown().contains("🤖 AI CYBORG 🤖"), card.markdown());
    }

    /** Browsers read a byte without a character as a control character. */
    @Test
    void repairsControlCharactersInPlaceOfBytes() {
        String broken = PublishedCard.misread(PublishedCard.older(HEN), "windows-1252").replace("Hen Facts", "ðŸ\u0090\u008D");

        assertEquals("🐍", read(broken).authors().get(0).name());
    }

    @Test
    void leavesNamesAloneIfTheRobotIsWhole() {
        for (String name : List.of("Ã©", "ðŸ¤–", "Ñandú", "ğğ")) {
            assertEquals(name, read(PublishedCard.newer(List.of(new User("a", name, 20, 1, 2, 17)))).authors().get(0).name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "????", "\uFFFD", "\uFFFD\uFFFD"})
    void readsTheNameWithoutItsRobot(String robot) {
        assertEquals("Hen Facts", read(PublishedCard.older(HEN).replace("🤖", robot)).authors().get(0).name());
        assertEquals("Hen Facts", read(PublishedCard.newer(List.of(HEN)).replace("🤖", robot)).authors().get(0).name());
    }

    @Test
    void saysThatAFileIsNotUtf8() {
        ModelCard card = read(PublishedCard.older(new User("zoe", "Zoë “Z”", 20, 1, 2, 17)).replace("🤖", "?")
                .getBytes(Charset.forName("windows-1252")));

        assertEquals("Zoë “Z”", card.authors().get(0).name());
        assertEquals(List.of("The file is not UTF-8; it was read as Windows-1252."), card.source().orElseThrow().remarks());
    }

    /** All that is whole is kept. */
    @Test
    void readsUtf8WithOneBrokenByte() {
        byte[] bytes = PublishedCard.newer(List.of(OWL)).replace("invented", "inv#nted").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '#' && bytes[i + 1] == 'n' ? (byte) 0xE9 : bytes[i];
        }
        assertEquals("Öwl 🦉", read(bytes).authors().get(0).name());
    }

    // ------------------------------------------------------------------------------------------- cards of the toolkit

    @Test
    void readsBackWhatACardTells() {
        ModelCard card = ModelCard.of(
                List.of(new Author("ada.bsky.social", "Ada & Co",
                        Optional.of(URI.create("https://pictures.example/a.jpg?a=1&b=2"))),
                        new Author("my-name", "", Optional.empty()),
                        new Author("zoe@mastodon.social", "Zoë", Optional.of(URI.create("http://pictures.example/z.png")))),
                List.of(new Figures(12470, 1390, 2760, 8320), new Figures(0, 0, 0, 0), new Figures(20, 1, 2, 17)),
                "huggingtweets/kirsten3531@refs/pr/1")
                .language("es")
                .training(new Training(inOrder("Day", "2026-02-28", Training.TOKENS, "61,440", Training.LOSS, "2.170, mean"),
                        inOrder("learning rate", "1.372e-4", "betas", "0.9, 0.999"), inOrder("toolkit", "0.1.0")))
                .report(inOrder("Bits per byte", "1.31", "Advice", "Fewer epochs would help."))
                .runs(List.of(new Link("MLflow", URI.create("http://127.0.0.1:5000/#/experiments/1/runs/abc")),
                        new Link("W&B", URI.create("https://wandb.ai/me/p/runs/(x)?a=b&c=%20"))))
                .place(new Place(Optional.of("me/my-bot"), Optional.of("predictions.png"), Optional.of("pipeline.png")));

        assertReadBack(card);
        assertEquals("@my-name", card.authors().get(1).name());
        assertReadBack(card.place(Place.FOLDER));
        assertReadBack(ModelCard.of(card.authors(), List.of(new Figures(20, 1, 2, 17)), "nano"));
        assertReadBack(ModelCard.of(card.authors().subList(0, 1), List.of(new Figures(20, 1, 2, 17)), "gpt2"));
    }

    static Stream<String> texts() {
        return Stream.of("\"Bobby\" <b>: #1 & co", "'); DROP TABLE | users; -- |",
                "*stars* _lines_ `code` ~~gone~~ [a](http://b.c) ![x](y)",
                "<script>alert(1)</script></div></div><div>x</div>", "&amp; &lt;b&gt; \\| \\\\ \\", "🤖👩‍👩‍👧 さくら \uD835\uDD6D",
                "‮gnol a",
                "\u2068a\u2069", "עדה", "---", "| --- |", "-", ":", "{{name}} {{{x}}} {{#a}}", "www.a.b https://a.b a@b.c",
                "two\n\nlines\u0085here",
                "AI BOT", "🤖 AI BOT 🤖", "x 🤖 AI Bot", "a & b", "a · b", "@a", "zero\u200Bwidth \u00AD",
                "half \uD800 character",
                "<!-- -->", "&#39;", "<span>a</span>", "a\u0000\u0001\u0080b", "**Base model**", "Base model",
                "Tweets downloaded", "Setting", "Ã©", "ðŸ¤– AI BOT ðŸ¤–",
                "\uFFFD", "name.repeat".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void readsBackAnyText(String text) {
        ModelCard card = ModelCard.of(List.of(new Author("x", text, Optional.empty()), new Author("y", "b", Optional.empty())),
                List.of(new Figures(20, 1, 2, 17), new Figures(0, 0, 0, 0)), text)
                .training(new Training(inOrder(text, text, "b", "c"), inOrder("a", text, text, ""), inOrder(text, "1")))
                .report(inOrder("a", text, text, "b"))
                .runs(List.of(new Link(text, URI.create("https://a.example/1"))));

        assertReadBack(card);
        assertReadBack(ModelCard.of(List.of(new Author(text, text, Optional.empty())), card.figures().subList(0, 1), text));
    }

    @Test
    void readsBackRandomTexts() {
        Random random = new Random(7);
        String alphabet = "ab &<>\"'`|\\[](){}*_~$^:!#-+=.@/0\u00A0\u2068\u2069\u202E🤖éÃ😀\u200D";
        int[] characters = alphabet.codePoints().toArray();
        for (int i = 0; i < 150; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                text.appendCodePoint(characters[random.nextInt(characters.length)]);
            }
            readsBackAnyText(text.toString());
        }
    }

    @Test
    void keepsTheTextOfACardThatWasEdited() {
        String text = ModelCard.of(List.of(Author.named("hen", "Hen")), List.of(new Figures(20, 1, 2, 17)), "nano").markdown()
                .replace("| Tweets kept | 17 |", "| Tweets kept | 18 |")
                .replace("| Tweets downloaded | 20 |", "| Tweets downloaded | 21 |")
                + "\nMy own words.\n";
        ModelCard card = read(text);

        assertEquals(List.of(new Figures(21, 1, 2, 18)), card.figures());
        assertEquals(text, card.markdown());
    }

    // ------------------------------------------------------------------------------------------- no cards

    @Test
    void refusesOtherTexts() {
        assertRefused("", "it is empty");
        assertRefused(" \n\n", "it is empty");
        assertRefused("a\0b", "it is no text");
        assertRefused("# A model\n\n| Data | Name |\n| --- | --- |\n| Rows | 5 |",
                "it has no table with a row \"Tweets downloaded\"");
        assertRefused("| Tweets downloaded |", "its table of tweets has no numbers");
        assertRefused("| Tweets downloaded | 5 |", "its table of tweets has no row \"Retweets\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "| 3247 |; | -1 |; '\"-1\" in its row \"Tweets downloaded\" is no number of tweets'",
        "| 3247 |; | 3.5 |; '\"3.5\" in its row \"Tweets downloaded\" is no number of tweets'",
        "| 3247 |; | 99999999999 |; '\"99999999999\" in its row \"Tweets downloaded\" is no number of tweets'",
        "| 3247 |; | 3,24,7 |; '\"3,24,7\" in its row \"Tweets downloaded\" is no number of tweets'",
        "| 3247 |; | 3248 |; '3,248 tweets cannot be 139 retweets, 276 short tweets and 2,832 kept'",
        "| 3247 |; | 3247 | 5 |; the rows of its table of tweets have different lengths",
        "| Retweets |; | Likes |; 'its table of tweets has no row \"Retweets\"'",
        "AI Bot; a machine; its header names no user",
        "huggingface.co/gpt2; models.example; it does not tell which model was fine-tuned"})
    void refusesWhatCannotBe(String before, String after, String reason) {
        assertRefused(PublishedCard.older(HEN).replace(before, after), reason);
    }

    @Test
    void refusesFiguresOfMoreUsersThanNames() {
        assertRefused(PublishedCard.newer(List.of(HEN, OWL)).replace("@hen_facts-0wl", "@hen_facts"),
                "it names 1 user and has figures of 2");
    }

    @Test
    void refusesNumbersThatOverflowTogether() {
        assertRefused(PublishedCard.older(new User("a", "a", 1, 2_000_000_000, 2_000_000_000, 294_967_297)),
                "1 tweets cannot be 2,000,000,000 retweets, 2,000,000,000 short tweets and 294,967,297 kept");
    }

    @Test
    void refusesBinaryFiles() {
        byte[] bytes = new byte[5000];
        new Random(1).nextBytes(bytes);
        assertRefused(bytes, "it is no text");
    }

    @Test
    void refusesHugeFilesAtOnce() throws IOException {
        Path file = folder.resolve("README.md");
        try (var out = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.position(3L << 30).write(ByteBuffer.wrap(new byte[] {1})); // a sparse file
        }
        assertTimeout(Duration.ofSeconds(5), () -> assertRefused(file, "it is larger than 1 MiB"));
    }

    @Test
    void refusesWhatIsNoFile() throws IOException {
        assertEquals("There is no model card %s; check the path.".formatted(folder.resolve("none.md")),
                assertThrows(CardException.class, () -> ModelCard.read(folder.resolve("none.md"))).getMessage());
        assertEquals("There is no model card %s; check the path.".formatted(folder.resolve("README.md")),
                assertThrows(CardException.class, () -> ModelCard.read(folder)).getMessage());
        Files.createDirectory(folder.resolve("README.md"));
        assertTrue(assertThrows(CardException.class, () -> ModelCard.read(folder)).getMessage()
                .startsWith("The model card %s cannot be read: ".formatted(folder.resolve("README.md"))));
    }

    /** Texts that make a pattern with two repetitions slow. */
    @ParameterizedTest
    @ValueSource(strings = {"- [](<", "![](", "[a](http://a/runs/", "<div>", "<div style='border-radius: 50%'>",
        "background-image: url(",
        "| a ", "|", "\\", "\n|", "a: ", " ", "ð", "Ã°", "AI Bot ", "-", "## How it works\n", "---\n", "model='a/",
        "](https://huggingface.co/"})
    void refusesLongTextsInTime(String part) {
        String text = "---\n" + part.repeat((1 << 18) / part.length());

        assertTimeout(Duration.ofSeconds(10), () -> assertRefused(text, "it has no table"));
        assertTimeout(Duration.ofSeconds(10), () -> {
            try {
                read(PublishedCard.newer(List.of(HEN)).replace("## Training procedure\n", "## Training procedure\n" + text));
                read(PublishedCard.newer(List.of(HEN)).replace("Hen Facts", part.repeat(20_000)));
            } catch (CardException e) {
                assertEquals(1, e.getMessage().lines().count());
            }
        });
    }

    private void assertReadBack(ModelCard card) {
        ModelCard read = read(card.markdown());
        assertEquals(card.markdown(), read.markdown());
        assertEquals(card, read);
        assertEquals(List.copyOf(card.training().settings().keySet()), List.copyOf(read.training().settings().keySet()));
    }

    private ModelCard read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private ModelCard read(byte[] bytes) {
        return ModelCard.read(file(bytes));
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("README.md"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(String text, String reason) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8), reason);
    }

    private void assertRefused(byte[] bytes, String reason) {
        assertRefused(file(bytes), reason);
    }

    private static void assertRefused(Path file, String reason) {
        String message = assertThrows(CardException.class, () -> ModelCard.read(file)).getMessage();
        assertTrue(message.startsWith(file + " is not the model card of a bot: " + reason), message);
        assertTrue(message.endsWith(". Give the README.md of a bot of huggingtweets."), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static Optional<URI> picture(String handle) {
        return Optional.of(URI.create("https://pictures.example/" + handle + ".jpg"));
    }

    private static Map<String, String> inOrder(String... labelsAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < labelsAndTexts.length; i += 2) {
            texts.put(labelsAndTexts[i], labelsAndTexts[i + 1]);
        }
        return texts;
    }
}
