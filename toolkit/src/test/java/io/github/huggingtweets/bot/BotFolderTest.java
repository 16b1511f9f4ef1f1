package io.github.huggingtweets.bot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.TweetPicture;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.report.SmallReport;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tracking.RecordedAt;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved bot is loaded unchanged, and a save that fails leaves the folder as it was. */
class BotFolderTest {

    private static final Set<String> FILES = Set.of(
            "README.md", "config.json", "events.out.tfevents.1709251199.huggingtweets", "generation_config.json", "merges.txt",
            "model.safetensors", "pipeline.png", "run.json", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json",
            "vocab.json");

    @TempDir
    private Path folder;

    @Test
    void loadsTheBotThatWasSaved() {
        Path saved = folder.resolve("some/where/me");
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            assertEquals(saved, bot.save(saved));
            assertEquals(FILES, contents(saved).keySet());
            try (Bot again = Bot.load(saved)) {
                Sampling sampling = Sampling.defaults().seed(9);

                assertEquals(bot.generate("My dream is", 3, sampling), again.generate("My dream is", 3, sampling));
                assertTrue(Arrays.deepEquals(bot.model().logits(new long[] {0, 99, 4095}),
                        again.model().logits(new long[] {0, 99, 4095})));
                assertEquals(bot.run(), again.run());
                assertEquals(List.copyOf(bot.run().hyperParameters().keySet()),
                        List.copyOf(again.run().hyperParameters().keySet()));
                assertEquals(bot.model().config(), again.model().config());
            }
        }
    }

    @Test
    void writesTheSettingsOfGeneration() throws IOException {
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            bot.save(folder);
        }
        JsonNode config = new ObjectMapper().readTree(folder.resolve("config.json").toFile());

        assertEquals("gpt2", config.path("model_type").asText());
        assertEquals(new ObjectMapper().readTree("""
                {"do_sample":true,"min_length":10,"max_length":160,"temperature":1.0,"top_p":0.95,"prefix":"<|endoftext|>"}"""),
                config.path("task_specific_params").path("text-generation"));
        assertTrue(Files.readString(folder.resolve("README.md")).contains("@otter_facts"));
    }

    @Test
    void replacesAnEarlierBotAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        try (Bot first = SmallBot.with(1, SmallBot.run()); Bot second = SmallBot.without(2)) {
            first.save(folder);
            second.save(folder);
            Set<String> expected = new TreeSet<>(FILES);
            expected.add("notes.txt");
            // these described the first
            expected.removeAll(Set.of("run.json", "README.md", "pipeline.png", "events.out.tfevents.1709251199.huggingtweets"));

            assertEquals(expected, contents(folder).keySet());
            assertEquals("mine", Files.readString(folder.resolve("notes.txt")));
            assertWrites(second, folder);
        }
    }

    // ------------------------------------------------------------------------------------------- the picture of a tweet

    @Test
    void savesTheNewestPicture() throws IOException {
        try (Bot bot = SmallBot.with(1, runWithoutPhotos())) {
            bot.picture(new GeneratedTweet("My", "My first tweet", bot.authors()));
            TweetPicture chosen = bot.picture(new GeneratedTweet("My", "My second tweet", List.of()));
            bot.save(folder);

            assertArrayEquals(chosen.png(), Files.readAllBytes(folder.resolve("predictions.png")));
            assertTrue(chosen.toString().startsWith("AI bot in the manner of Sea Lion (@sealion), given the words"),
                    chosen.toString());
        }
    }

    @Test
    void keepsThePictureOfALoadedBot() throws IOException {
        byte[] picture;
        try (Bot bot = SmallBot.with(1, runWithoutPhotos())) {
            picture = bot.picture(new GeneratedTweet("", "A tweet", List.of())).png();
            bot.save(folder.resolve("first"));
        }
        try (Bot again = Bot.load(folder.resolve("first"))) {
            again.save(folder.resolve("second"));
            again.save(folder.resolve("first"));

            assertArrayEquals(picture, Files.readAllBytes(folder.resolve("first/predictions.png")));
            assertArrayEquals(picture, Files.readAllBytes(folder.resolve("second/predictions.png")));
        }
    }

    @Test
    void removesThePictureOfAnEarlierBotAndNoOther() throws IOException {
        Files.writeString(folder.resolve("predictions.png"), "no picture of a bot");
        try (Bot first = SmallBot.with(1, runWithoutPhotos()); Bot second = SmallBot.with(2, runWithoutPhotos())) {
            second.save(folder);
            assertEquals("no picture of a bot", Files.readString(folder.resolve("predictions.png")));
            first.picture(new GeneratedTweet("", "A tweet", List.of()));
            first.save(folder);
            second.save(folder);
            assertEquals(FILES, contents(folder).keySet());
        }
    }

    @Test
    void refusesAPictureThatIsDamaged() throws IOException {
        Path picture = folder.resolve("predictions.png");
        byte[] png;
        try (Bot bot = SmallBot.with(1, runWithoutPhotos())) {
            png = bot.picture(new GeneratedTweet("", "A tweet", List.of())).png();
            bot.save(folder);
        }
        for (int bytes : List.of(8, 20, png.length / 2, png.length - 1)) {
            assertPictureRefused(Arrays.copyOf(png, bytes), "it is cut off");
        }
        png[png.length / 2] ^= 1;
        assertPictureRefused(png, "a checksum in it is wrong");
        assertPictureRefused("no picture".getBytes(StandardCharsets.UTF_8), "it is no PNG picture");
        assertPictureRefused(new byte[0], "it is empty");
        assertPictureRefused(new byte[11 << 20], "it is larger than 10 MiB");
        Files.delete(picture);
        try (Bot bot = Bot.load(folder)) {
            assertEquals(Optional.empty(), bot.prediction());
        }
    }

    private void assertPictureRefused(byte[] content, String reason) throws IOException {
        Files.write(folder.resolve("predictions.png"), content);
        assertLoadFails("predictions.png is damaged (" + reason + "); remove it to load the bot without it");
    }

    /** {@return a record whose only author has no profile picture, so that a test asks no server} */
    private static Run runWithoutPhotos() {
        Run run = SmallBot.run();
        return new Run(run.started(), run.duration(), run.baseModel(), run.authors().subList(1, 2), run.figures(),
                run.figuresByAuthor(), run.language(), run.hyperParameters(), run.steps(), run.evaluations(),
                run.perplexityBefore(), run.perplexityAfter(), run.versions());
    }

    @Test
    void replacesTheEventFileOfAnEarlierRunAndThoseOfOtherProgramsNot() throws IOException {
        String othersFile = "events.out.tfevents.1709251199.my-machine.4711.0";
        Files.writeString(folder.resolve(othersFile), "mine");
        Files.writeString(folder.resolve("events.out.tfevents.1600000000.huggingtweets"), "of an earlier run");
        savedBot();

        Set<String> expected = new TreeSet<>(FILES);
        expected.add(othersFile);
        assertEquals(expected, contents(folder).keySet());
    }

    @Test
    void namesNeitherMachineNorUserInTheEventFile() throws IOException {
        savedBot();
        String events = Files.readString(folder.resolve("events.out.tfevents.1709251199.huggingtweets"), ISO_8859_1);

        assertTrue(events.contains("brain.Event:2"), "is an event file");
        for (String name : List.of(InetAddress.getLocalHost().getHostName(), System.getProperty("user.home") + "/",
                folder.toString())) {
            assertFalse(events.contains(name), name);
        }
    }

    @Test
    void keepsAReadMeThatIsNoModelCard() throws IOException {
        Files.writeString(folder.resolve("README.md"), "mine");
        try (Bot bot = SmallBot.without(2)) {
            bot.save(folder);
        }
        assertEquals("mine", Files.readString(folder.resolve("README.md")));
    }

    // ------------------------------------------------------------------------------------------- the card

    @Test
    void keepsTheCardOfAPublishedBot() throws IOException {
        String published = publishedBot();
        try (Bot bot = Bot.load(folder)) {
            assertFalse(bot.hasRun());
            assertEquals(List.of(Author.named("hen_facts", "Hen Facts 🦆")), bot.card().authors());
            assertEquals(bot.card().authors(), bot.authors());
            assertEquals(bot.card().authors(), bot.generate("Hens", 1, Sampling.defaults().seed(1)).authors());
            bot.save(folder);
            assertEquals(published, Files.readString(folder.resolve("README.md")));
            bot.save(folder.resolve("copy"));
            assertEquals(published, Files.readString(folder.resolve("copy/README.md")));
            assertFalse(Files.exists(folder.resolve("copy/run.json")));
        }
    }

    @Test
    void replacesTheCardOfAnEarlierBotByAPublishedOne() throws IOException {
        String published = publishedBot();
        Path earlier = folder.resolve("earlier");
        try (Bot bot = Bot.load(folder); Bot trained = SmallBot.with(1, SmallBot.run())) {
            trained.save(earlier);
            bot.save(earlier);
        }
        assertEquals(published, Files.readString(earlier.resolve("README.md")));
        assertFalse(Files.exists(earlier.resolve("run.json")));
        assertFalse(Files.exists(earlier.resolve("pipeline.png")));
    }

    /** A bot whose letters outside ASCII were read as Windows-1252; it returns the card with its letters. */
    private String publishedBot() throws IOException {
        String card = """
                <div>
                <div>Hen Facts 🦆 🤖 AI Bot </div>
                <div>@hen_facts bot</div>
                </div>

                ## Training data

                | Data | Quantity |
                | --- | --- |
                | Tweets downloaded | 20 |
                | Retweets | 1 |
                | Short tweets | 2 |
                | Tweets kept | 17 |

                ## Training procedure

                [GPT-2](https://huggingface.co/gpt2), and no more
                """;
        SmallBot.saveAsBase(folder);
        Files.write(folder.resolve("README.md"), new String(card.getBytes(StandardCharsets.UTF_8), "windows-1252")
                .getBytes(StandardCharsets.UTF_8));
        return card;
    }

    @Test
    void saysThatAModelHasNoCard() throws IOException {
        SmallBot.saveAsBase(folder);
        Files.writeString(folder.resolve("README.md"), "# Some model");
        try (Bot bot = Bot.load(folder)) {
            assertEquals(List.of(), bot.authors());
            assertEquals(
                    "This model came with neither the record of its training, run.json, nor the model card of a bot, README.md",
                    assertThrows(ModelException.class, bot::card).getMessage());
        }
    }

    @Test
    void readsBackTheCardOfASavedBot() {
        try (Bot bot = SmallBot.with(1, SmallBot.run(Map.of(Run.TOKENS, 61_440, Run.BLOCKS, 60, "block length", 1024)))) {
            bot.save(folder);
            ModelCard card = ModelCard.read(folder);

            assertEquals(bot.card(), card);
            assertEquals(List.of("Otter \"Facts\" 🦦", "Sea Lion"), card.authors().stream().map(Author::name).toList());
            assertEquals(List.of(new Figures(1_000, 50, 150, 800)), card.figures());
            assertEquals("{Day=2024-02-29, Time=1 min 1 s, Tokens=61,440, Blocks=60 blocks of 1,024 tokens, Steps=10,"
                    + " Loss=2.688, mean of the last 10 steps, in nats per token, Perplexity of held-out tweets=41.5 before the"
                    + " training}", card.training().facts().toString());
            assertEquals(Map.of("epochs", "4", "learning rate", "1.372e-4", "a setting with an ü", "on", "block length", "1024"),
                    card.training().settings());
            assertEquals(Map.of("Java", "17"), card.training().versions());
        }
    }

    @Test
    void tellsTheReportAndWhereTheTrainingIsRecordedOnTheCard() {
        Run recorded = SmallBot.run()
                .recordedAt(List.of(new RecordedAt("MLflow", "http://me:secret@mlflow.example:5000/#/runs/1"),
                        new RecordedAt("MLflow here", "http://127.0.0.1:5000/#/runs/1"),
                        new RecordedAt("Weights & Biases", "/home/me/.cache/wandb/offline-run-1"),
                        new RecordedAt("x", "no address")));
        try (Bot bot = SmallBot.with(1, recorded)) {
            bot.keep(SmallReport.report());
            bot.save(folder);
            ModelCard card = ModelCard.read(folder);

            assertEquals(bot.card(), card);
            assertEquals(SmallReport.report().facts(), card.report());
            assertEquals(List.of(new ModelCard.Link("MLflow", URI.create("http://mlflow.example:5000/#/runs/1"))), card.runs(),
                    "only addresses that others can reach");
            assertFalse(card.markdown().contains("secret"), card.markdown());
            assertFalse(card.markdown().contains("/home/me"), card.markdown());
        }
    }

    /** As 1e-8 and 0.1, which Java writes as 1.0E-8 and 0.1, and never rounded. */
    @Test
    void writesSettingsAsTheFieldDoes() {
        Map<String, Object> settings = Map.of("epsilon", 1e-8, "dropout", 0.1f, "maximum gradient norm", 1.0,
                "seed", 9_007_199_254_740_993L);
        try (Bot bot = SmallBot.with(1, SmallBot.run(settings))) {
            Map<String, String> shown = bot.card().training().settings();

            assertEquals(List.of("1e-8", "0.1", "1", "9007199254740993"), Stream.of("epsilon", "dropout", "maximum gradient norm",
                    "seed").map(shown::get).toList());
        }
    }

    @Test
    void savesThePictureThatTheCardShows() throws IOException {
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            bot.save(folder);
        }
        assertTrue(Files.readString(folder.resolve("README.md")).contains("](pipeline.png)"));
        BufferedImage picture = ImageIO.read(folder.resolve("pipeline.png").toFile());
        assertTrue(picture.getWidth() >= 1520, "sharp on screens of high density");
    }

    @Test
    void keepsTheReportWithTheBot() throws IOException {
        try (Bot bot = SmallBot.with(1, SmallBot.run()); Bot other = SmallBot.with(2, SmallBot.run())) {
            bot.keep(SmallReport.report());
            bot.save(folder);
            try (Bot again = Bot.load(folder)) {
                assertEquals(Optional.of(SmallReport.report()), again.newestReport());
            }
            other.save(folder);
            assertEquals(FILES, contents(folder).keySet(), "the report was on the first");
        }
    }

    @Test
    void savesOverTheFolderThatItWasLoadedFrom() {
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            bot.save(folder);
        }
        try (Bot again = Bot.load(folder)) {
            again.save(folder);
            assertWrites(again, folder);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void savesThroughALink() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        try (Bot bot = SmallBot.without(1)) {
            bot.save(link);
            assertWrites(bot, target);
        }
    }

    // ------------------------------------------------------------------------------------------- saves that fail

    @Test
    void refusesAFileInPlaceOfTheFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("me"), "a file");

        assertSaveFails(SmallBot.run(), file, "me is a file");
        assertSaveFails(SmallBot.run(), file.resolve("bot"), "");
        assertEquals("a file", Files.readString(file));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesAFolderThatCannotBeMade() {
        assertSaveFails(SmallBot.run(), Path.of("/proc/bots/me"), "/proc/bots cannot be made");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void refusesAFolderWithoutWritePermission() {
        assertTrue(folder.toFile().setWritable(false));
        try {
            assumeFalse(Files.isWritable(folder), "root may write anywhere");
            assertSaveFails(SmallBot.run(), folder, "access to");
            assertSaveFails(SmallBot.run(), folder.resolve("new"), "access to");
        } finally {
            assertTrue(folder.toFile().setWritable(true));
        }
    }

    /** A hyper-parameter that contains itself cannot be written; the weights are on the disk by then. */
    @Test
    void keepsTheEarlierBotWhenWritingFails() {
        try (Bot earlier = SmallBot.with(1, SmallBot.run())) {
            earlier.save(folder);
            Map<String, byte[]> before = contents(folder);

            assertSaveFails(unwritable(), folder, "cannot be saved");

            assertSame(before, contents(folder));
            assertWrites(earlier, folder);
        }
    }

    @Test
    void leavesNoNewFoldersWhenWritingFails() {
        assertSaveFails(unwritable(), folder.resolve("new/me"), "cannot be saved");

        assertTrue(contents(folder).isEmpty());
    }

    private static Run unwritable() {
        Map<String, Object> itself = new HashMap<>();
        itself.put("itself", itself);
        return SmallBot.run(itself);
    }

    /** The files before this one in the alphabet have got their new places by then. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "merges.txt", "vocab.json"})
    void keepsTheEarlierBotWhenMovingFails(String name) throws IOException {
        try (Bot earlier = SmallBot.with(1, SmallBot.run())) {
            earlier.save(folder);
            Files.delete(folder.resolve(name));
            Files.createDirectories(folder.resolve(name).resolve("with a folder inside"));
            Map<String, byte[]> before = contents(folder);

            assertSaveFails(SmallBot.run(), folder, name + ": is a folder in the place of a file");

            assertSame(before, contents(folder));
            assertTrue(Files.isDirectory(folder.resolve(name).resolve("with a folder inside")));
        }
    }

    private static void assertSaveFails(Run run, Path where, String reason) {
        try (Bot bot = SmallBot.with(2, run)) {
            String message = assertThrows(ModelException.class, () -> bot.save(where)).getMessage();
            assertTrue(message.startsWith("The bot cannot be saved in " + where), message);
            assertTrue(message.contains(reason), message);
            assertTrue(message.endsWith("; choose a folder that can be written"), message);
            assertEquals(1, message.lines().count(), message);
        }
    }

    private static void assertWrites(Bot expected, Path saved) {
        try (Bot again = Bot.load(saved)) {
            Sampling sampling = Sampling.defaults().seed(9);
            assertEquals(expected.generate("Otters", 2, sampling), again.generate("Otters", 2, sampling));
            assertEquals(expected.hasRun(), again.hasRun());
        }
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, bytes) -> assertTrue(Arrays.equals(bytes, actual.get(name)), name));
    }

    /** What lies in a folder by name, hidden files included. */
    private static Map<String, byte[]> contents(Path folder) {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    /** Each process saves one bot over the other in turn until it is killed. */
    @Test
    void loadsOneOfTwoBotsAfterAProcessWasKilledWhileItSaved() throws Exception {
        Random random = new Random(3);
        for (int kill = 0; kill < 3; kill++) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), SavesInTurn.class.getName(), folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (BufferedReader saves = process.inputReader()) {
                for (int lines = 3 + random.nextInt(4); lines > 0; lines--) {
                    saves.readLine();
                }
                Thread.sleep(random.nextInt(40));
                process.destroyForcibly().waitFor();
            }
            try (Bot loaded = Bot.load(folder)) {
                long seed = ((Number) loaded.run().hyperParameters().get("seed")).longValue();
                try (Bot expected = SavesInTurn.bot(seed)) {
                    SmallBot.assertSameWeights(expected, loaded);
                    assertEquals(expected.card().markdown(), Files.readString(folder.resolve("README.md")));
                }
            }
        }
        savedBot();
        assertEquals(FILES, contents(folder).keySet(), "the next saving removes what is left");
    }

    static final class SavesInTurn {

        private SavesInTurn() {}

        public static void main(String[] args) {
            try (Bot first = bot(1); Bot second = bot(2)) {
                while (true) {
                    first.save(Path.of(args[0]));
                    System.out.println("saved");
                    second.save(Path.of(args[0]));
                    System.out.println("saved");
                }
            }
        }

        static Bot bot(long seed) {
            return SmallBot.with(seed, SmallBot.run(Map.of("seed", seed)));
        }
    }

    // ------------------------------------------------------------------------------------------- folders that are broken

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "config.json | is no model folder: it holds no config.json",
        "model.safetensors | holds no weights"})
    void refusesAFolderWithoutAFileOfTheModel(String name, String reason) throws IOException {
        savedBot();
        Files.delete(folder.resolve(name));

        assertLoadFails(reason);
    }

    @Test
    void refusesAFolderWithoutATokenizer() throws IOException {
        savedBot();
        Files.delete(folder.resolve("tokenizer.json"));
        Bot.load(folder).close(); // the two older files are enough
        Files.delete(folder.resolve("merges.txt"));

        assertLoadFails("holds no tokenizer; put the model's tokenizer.json there");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'started':'2024-02-29T23:59:59Z', | it is cut off",
        "{} | started",
        "`` | it is empty",
        "null | it holds nothing",
        "{'started':'yesterday'} | its \"started\" is not what it should be"})
    void refusesADamagedRecord(String content, String reason) throws IOException {
        savedBot();
        Files.writeString(folder.resolve("run.json"), content.replace('\'', '"'));

        assertLoadFails("run.json is damaged (");
        assertLoadFails(reason);
        assertLoadFails("); remove it to load the bot without it");
        Files.delete(folder.resolve("run.json"));
        try (Bot bot = Bot.load(folder)) {
            assertFalse(bot.hasRun());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'authors':[], | it is cut off",
        "{'authors':[],'originality':{'sampling':{ | it is cut off",
        "{} | it has no \"authors\"",
        "{'originality':{}} | it has no \"originality sampling\"",
        "`` | it is empty",
        "null | it holds nothing",
        "{'authors':5} | its \"authors\" is not what it should be"})
    void refusesADamagedReport(String content, String reason) throws IOException {
        savedBot();
        Files.writeString(folder.resolve("report.json"), content.replace('\'', '"'));

        assertLoadFails("report.json is damaged (" + reason + "); remove it to load the bot without it");
    }

    private void savedBot() {
        try (Bot bot = SmallBot.with(1, SmallBot.run())) {
            bot.save(folder);
        }
    }

    private void assertLoadFails(String reason) {
        String message = assertThrows(ModelException.class, () -> Bot.load(folder)).getMessage();
        assertTrue(message.startsWith(folder.toString()), message);
        assertTrue(message.contains(reason), message);
        assertTrue(message.contains("; "), message);
        assertEquals(1, message.lines().count(), message);
    }
}
