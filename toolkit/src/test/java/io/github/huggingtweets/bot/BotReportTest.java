package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.report.Originality;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.report.Stopping;
import io.github.huggingtweets.report.Voice;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.training.FineTuner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report on a bot that was trained on a few simple tweets, from the embedded model. */
class BotReportTest {

    private static final int GENERATED = 60;
    private static final Author OTTER = Author.named("otter", "Otter");
    private static final List<String> WORDS = List.of("otters", "herons", "the pond", "reeds", "sing", "sleep", "old", "why");
    private static final Corpus CORPUS = corpus(OTTER, 1, 300);
    private static final Corpus HERON = Corpus.of(Author.named("heron", "Heron"), Stream.concat(
            corpus(OTTER, 2, 27).tweets().stream(), CORPUS.tweets().stream().limit(3)).toList(), 0);

    @TempDir
    private static Path folder;

    private static Bot bot;
    private static Report report;

    private static Corpus corpus(Author author, long seed, int tweets) {
        Random random = new Random(seed);
        return Corpus.of(author, Stream.generate(() -> String.join(" ",
                random.ints(5, 0, WORDS.size()).mapToObj(WORDS::get).toList())).limit(tweets).toList(), 0);
    }

    private static FineTuner fineTuner() {
        return FineTuner.on(CORPUS).epochs(3).batchSize(1).device("cpu").listener(progress -> {});
    }

    @BeforeAll
    static void trainAndReport() {
        bot = fineTuner().holdOut(0.1).evaluateEvery(3).seed(5).train();
        report = bot.report(CORPUS, HERON, GENERATED, Sampling.defaults());
        bot.save(folder);
    }

    @AfterAll
    static void close() {
        bot.close();
    }

    private static Report small(Bot of, Corpus corpus) {
        return of.report(corpus, 3, Sampling.defaults());
    }

    private static Bot with(Run run) {
        return SmallBot.with(1, run);
    }

    /** {@return the record of the training with other settings and perplexities} */
    private static Run changed(Map<String, Object> settings, OptionalDouble after) {
        Run run = bot.run();
        return new Run(run.started(), run.duration(), run.baseModel(), run.authors(), run.figures(), run.figuresByAuthor(),
                run.language(), settings, run.steps(), run.evaluations(), run.perplexityBefore(), after, run.versions());
    }

    // ------------------------------------------------------------------------------------------------------------- voice

    @Test
    void hasThePerplexitiesOfTheRun() {
        Voice.Measured own = report.voice().own().orElseThrow();

        assertEquals(bot.run().perplexityBefore().orElseThrow(), own.before().orElseThrow().perplexity(),
                1e-4 * own.before().orElseThrow().perplexity());
        assertEquals(bot.run().perplexityAfter().orElseThrow(), own.after().perplexity(), 1e-4 * own.after().perplexity());
        assertTrue(own.after().bitsPerByte() < own.before().orElseThrow().bitsPerByte());
        assertEquals(List.of(OTTER), own.authors());
    }

    @Test
    void measuresTheHeldOutTweetsOnly() {
        List<String> heldOut = CORPUS.split(0.1, 5).heldOut().texts(1, 5);
        Voice.Measured own = report.voice().own().orElseThrow();

        assertTrue(heldOut.size() > 20);
        assertEquals(heldOut.size(), own.tweets());
        assertEquals(String.join("", heldOut).getBytes(StandardCharsets.UTF_8).length, own.bytes());
        assertEquals(UnseenTweetsTest.score(bot, heldOut), own.after());
    }

    @Test
    void measuresTheTweetsOfSomebodyElseThatTheBotDoesNotKnow() {
        Set<String> known = new HashSet<>(CORPUS.tweets());
        List<String> unknown = HERON.texts(1, 5).stream().filter(tweet -> !known.contains(tweet)).toList();
        Voice.Measured other = report.voice().somebodyElses().orElseThrow();

        assertTrue(unknown.size() > 10 && unknown.size() < HERON.kept(), unknown.size() + " of them");
        assertEquals(unknown.size(), other.tweets());
        assertEquals(UnseenTweetsTest.score(bot, unknown), other.after());
        assertTrue(other.before().isPresent());
        int both = HERON.kept() - unknown.size();
        assertEquals(List.of(both + (both == 1 ? " tweet of @heron is" : " tweets of @heron are")
                + " left out, since the bot's own corpus has the same."), report.remarks());
    }

    @Test
    void isTheSameForTheBotThatWasSavedAndLoaded() {
        try (Bot again = Bot.load(folder)) {
            assertEquals(report, again.report(), "the saved report");
            assertEquals(report, again.report(CORPUS, HERON, GENERATED, Sampling.defaults()), "made anew");
        }
    }

    @Test
    void measuresAgainForABotOfAnEarlierVersion() {
        Map<String, Object> settings = new HashMap<>(bot.run().hyperParameters());
        assertEquals(CORPUS.sha256(), settings.remove(Run.TWEETS));
        try (Bot small = with(changed(settings, OptionalDouble.of(1)))) { // the weights are others, as if the tweets were
            String refusal = assertThrows(IllegalArgumentException.class, () -> small(small, CORPUS)).getMessage();

            assertTrue(refusal.startsWith("This corpus is not the one that the bot was trained on: the perplexity of the tweets"
                    + " held out is "), refusal);
        }
    }

    @Test
    void saysThatNothingWasHeldOut() {
        Map<String, Object> settings = new HashMap<>(bot.run().hyperParameters());
        settings.put(Run.HELD_OUT, 0.0);
        try (Bot small = with(changed(settings, OptionalDouble.empty()))) {
            Report without = small(small, CORPUS);

            assertEquals(new Voice(Optional.empty(), Optional.empty()), without.voice());
            assertEquals(List.of("No tweets were held out from the training, so none can show whether the bot knows its person's"
                    + " voice."), without.remarks());
        }
    }

    @Test
    void saysThatABotWithoutARecordIsUnknown() {
        try (Bot published = SmallBot.without(1)) {
            Report some = published.report(CORPUS, HERON, 3, Sampling.defaults());

            assertEquals(Optional.empty(), some.voice().own());
            assertEquals(Optional.empty(), some.voice().somebodyElses().orElseThrow().before());
            assertEquals(Optional.empty(), some.baseModel());
            assertEquals(Optional.empty(), some.stopping());
            assertEquals(List.of(), some.authors());
            assertTrue(some.remarks().get(0).startsWith("This bot came without the record of its training, run.json: nobody knows"
                    + " whether it was trained on these tweets"), some.remarks().toString());
        }
    }

    @Test
    void leavesOutABaseModelThatIsNotThere() {
        try (Bot small = with(new Run(bot.run().started(), bot.run().duration(), "otters/no-such-model", List.of(OTTER),
                bot.run().figures(), bot.run().figuresByAuthor(), Optional.empty(), bot.run().hyperParameters(), List.of(),
                List.of(), OptionalDouble.of(148.25), OptionalDouble.empty(), Map.of()))) {
            Report some = small(small, CORPUS);

            assertEquals(Optional.empty(), some.voice().own().orElseThrow().before());
            assertEquals(1, some.remarks().size());
            assertTrue(some.remarks().get(0).startsWith("The base model otters/no-such-model is left out: "),
                    some.remarks().toString());
            assertTrue(some.remarks().get(0).endsWith(" Its perplexity of the tweets held out was 148.3."),
                    some.remarks().toString());
        }
    }

    @Test
    void leavesOutABaseModelThatIsAnotherOneOfTheSameName() {
        try (Bot small = with(new Run(bot.run().started(), bot.run().duration(), "nano", List.of(OTTER),
                bot.run().figures(), bot.run().figuresByAuthor(), Optional.empty(), bot.run().hyperParameters(), List.of(),
                List.of(), OptionalDouble.of(1.5), OptionalDouble.empty(), Map.of()))) {
            assertEquals(
                    List.of("The base model nano is left out: the model of this name is not the one that the bot was made of."
                            + " Its perplexity of the tweets held out was 1.5."),
                    small(small, CORPUS).remarks());
        }
    }

    // ------------------------------------------------------------------------------------------------------- originality

    /** Counts runs of words by comparing each generated tweet with each training tweet, word by word. */
    @Test
    void countsCopiedWords() {
        List<String> generated = bot.generate("", GENERATED, Sampling.defaults().seed(42)).stream().map(GeneratedTweet::text)
                .toList();
        Map<Integer, Integer> runs = new TreeMap<>();
        int copies = 0;
        for (String text : generated) {
            List<String> words = words(text);
            runs.merge(CORPUS.tweets().stream().mapToInt(tweet -> run(words, words(tweet))).max().orElseThrow(), 1, Integer::sum);
            copies += CORPUS.tweets().stream().anyMatch(tweet -> words(tweet).equals(words)) ? 1 : 0;
        }
        Originality originality = report.originality();

        assertTrue(runs.size() > 2, runs.toString());
        assertEquals(runs, originality.longestRuns());
        assertEquals(copies, originality.copies());
        assertEquals(GENERATED, originality.tweets());
        assertEquals(GENERATED, originality.asked());
        assertEquals(300, originality.trainingTweets());
        assertEquals("42", originality.sampling().get("seed"));
        List<List<String>> all = generated.stream().map(BotReportTest::words).toList();
        assertEquals(all.stream().filter(one -> Collections.frequency(all, one) > 1).count(), originality.repeats());
        assertEquals(distinct2(all), originality.distinct2().orElseThrow(), 1e-12);
        List<String> people = new ArrayList<>(CORPUS.tweets());
        Collections.shuffle(people, new Random(42));
        assertEquals(distinct2(people.subList(0, GENERATED).stream().map(BotReportTest::words).toList()),
                originality.distinct2OfPeople().orElseThrow(), 1e-12);
    }

    private static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    }

    private static int run(List<String> some, List<String> others) {
        for (int length = some.size(); length > 0; length--) {
            for (int first = 0; first + length <= some.size(); first++) {
                if (Collections.indexOfSubList(others, some.subList(first, first + length)) >= 0) {
                    return length;
                }
            }
        }
        return 0;
    }

    private static double distinct2(List<List<String>> texts) {
        List<List<String>> pairs = texts.stream().flatMap(words -> IntStream.range(1, words.size())
                .mapToObj(i -> words.subList(i - 1, i + 1))).toList();
        return (double) new HashSet<>(pairs).size() / pairs.size();
    }

    @Test
    void countsNoLongRunsOfABotThatMustNotCopy() {
        Report original = bot.report(CORPUS, 20, Sampling.defaults().original(4).seed(3));
        bot.keep(report);

        assertEquals(20, original.originality().tweets());
        assertEquals(0, original.originality().withRunOf(4), original.originality().longestRuns().toString());
        assertEquals("3", original.originality().sampling().get("seed"));
        assertNotEquals(0, report.originality().withRunOf(4));
    }

    /** The time passes fast, so that the progress is shown at once; the stop button is pressed when it says "5 of 60 finished". */
    @Test
    void isAboutTheTweetsThatAreFinishedWhenItIsStopped() {
        AtomicLong time = new AtomicLong();
        List<Progress> shown = new ArrayList<>();
        Report some = new Assessment(bot, CORPUS, Optional.empty(), GENERATED, Sampling.defaults()).report(() -> progress -> {
            shown.add(progress);
            if (progress.line().matches("[5-9] of 60 tweets finished.*") && !progress.isDone()) {
                Thread.currentThread().interrupt();
            }
        }, () -> time.addAndGet(1_000_000_000L));

        int finished = some.originality().tweets();
        assertTrue(finished >= 5 && finished < GENERATED, finished + " tweets");
        assertEquals(GENERATED, some.originality().asked());
        assertEquals(List.of("Somebody stopped the generation after %d of 60 tweets.".formatted(finished)), some.remarks());
        assertTrue(shown.stream().anyMatch(progress -> progress.line().matches("Predicting tweets · \\d+ % · .* left")));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void isNotMadeIfItIsStoppedAtOnce() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> small(bot, CORPUS));
        assertEquals(report, bot.report(), "the earlier report stays");
    }

    // ---------------------------------------------------------------------------------------------------------- stopping

    @Test
    void tellsTheLossesOfTheTraining() {
        Stopping stopping = report.stopping().orElseThrow();
        Run run = bot.run();

        assertEquals(3, stopping.epochs().orElseThrow());
        assertEquals(run.steps().get(run.steps().size() - 1).step(), stopping.plannedSteps());
        assertEquals(run.evaluations(), stopping.evaluations().stream()
                .map(one -> new Run.Evaluation(one.step(), one.heldOutLoss())).toList());
        assertEquals(run.loss().orElseThrow().value(),
                stopping.evaluations().get(stopping.evaluations().size() - 1).trainingLoss().orElseThrow());
        assertEquals(run.steps().subList(0, 3).stream().mapToDouble(Run.LoggedStep::loss).average().orElseThrow(),
                stopping.evaluations().get(0).trainingLoss().orElseThrow(), 1e-9);
    }

    @Test
    void knowsHowManyStepsAStoppedTrainingWasToTake() {
        Map<String, Object> settings = new LinkedHashMap<>(bot.run().hyperParameters());
        settings.put(Run.ENDED_EARLY, "9 of 400");

        assertEquals(400, Assessment.stopping(changed(settings, OptionalDouble.empty())).plannedSteps());
    }

    // ---------------------------------------------------------------------------------------------------------- refusals

    @Test
    void refusesAnotherCorpusThanThatOfTheTraining() {
        Corpus otherOrder = Corpus.of(OTTER, IntStream.range(0, 300).mapToObj(i -> CORPUS.tweets().get(299 - i)).toList(), 0);

        assertRefuses(HERON, "it has tweets of @heron, and the bot learned from @otter");
        assertRefuses(corpus(OTTER, 1, 299), "it has 299 kept tweets of 299, and that one had 300 of 300");
        assertRefuses(corpus(OTTER, 9, 300), "it has as many tweets, but other ones, or in another order");
        assertRefuses(otherOrder, "it has as many tweets, but other ones, or in another order");
        assertEquals("This corpus has no tweets; give the one that the bot was trained on",
                assertThrows(IllegalArgumentException.class, () -> small(bot, corpus(OTTER, 1, 0))).getMessage());
        assertEquals(report, bot.report(), "the earlier report stays");
    }

    private static void assertRefuses(Corpus corpus, String reason) {
        assertEquals("This corpus is not the one that the bot was trained on: " + reason + "; give that one, since a report with"
                + " other tweets would take copies for originals, and known tweets for new ones",
                assertThrows(IllegalArgumentException.class, () -> small(bot, corpus)).getMessage());
    }

    @Test
    void refusesTheBotsOwnTweetsAsThoseOfSomebodyElse() {
        Corpus both = Corpus.join(List.of(HERON, CORPUS));

        assertEquals("The bot learned from tweets of @otter; give tweets of somebody else to compare with",
                assertThrows(IllegalArgumentException.class, () -> bot.report(CORPUS, both)).getMessage());
        assertEquals("The other corpus has no tweets; give tweets of somebody else, or leave it out",
                assertThrows(IllegalArgumentException.class,
                        () -> bot.report(CORPUS, corpus(Author.named("heron", "Heron"), 1, 0))).getMessage());
        assertEquals("A report needs 1 generated tweet or more, not 0",
                assertThrows(IllegalArgumentException.class, () -> bot.report(CORPUS, 0, Sampling.defaults())).getMessage());
    }

    @Test
    void asksForTheTweetsOfABotThatDoesNotKnowThem() {
        try (Bot small = SmallBot.without(1)) {
            assertFalse(small.hasReport());
            assertEquals(
                    "There is no report on this bot, and it does not know the tweets that it was trained on; give them, as in"
                            + " bot.report(corpus)",
                    assertThrows(IllegalStateException.class, small::report).getMessage());
            Report made = small(small, CORPUS);
            assertTrue(small.hasReport());
            assertEquals(made, small.report());
            assertTrue(small.generate("otters sing").copy().isPresent(), "from now on it knows them");
        }
    }
}
