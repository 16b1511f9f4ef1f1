package io.github.huggingtweets.bot;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.Pretrained;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.hub.HubException;
import io.github.huggingtweets.originality.Copy;
import io.github.huggingtweets.originality.Diversity;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.report.Originality;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.report.Stopping;
import io.github.huggingtweets.report.Voice;
import io.github.huggingtweets.sources.Author;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The making of a report on a bot.
 *
 * @param bot the bot
 * @param corpus the tweets that it was trained on
 * @param others the tweets of somebody else, if there are some
 * @param tweets the number of tweets to generate
 * @param sampling how they are written, with a seed
 */
record Assessment(Bot bot, Corpus corpus, Optional<Corpus> others, int tweets, Sampling sampling) {

    /** The number of tweets to generate, unless another one is asked for. */
    static final int TWEETS = 1_000;

    /** The seed of these tweets, unless another one is given. */
    static final long SEED = 42;

    /** Two computations of one perplexity differ by far less than this share, also on other devices. */
    private static final double SAME = 0.01;

    /**
     * Checks what the report is to be made of.
     *
     * @throws IllegalArgumentException if the corpus is another one than the bot was trained on, or the other tweets are not those
     *         of somebody else
     */
    Assessment {
        if (tweets < 1) {
            throw new IllegalArgumentException("A report needs 1 generated tweet or more, not " + tweets);
        }
        requireTrainedOn(corpus, bot);
        List<Author> own = bot.hasRun() ? bot.authors() : corpus.authors();
        others.ifPresent(other -> requireSomebodyElses(other, own));
        sampling = sampling.seed().isPresent() ? sampling : sampling.seed(SEED);
    }

    /**
     * Checks that a corpus is not known to be another one than that of a bot's training.
     *
     * @throws IllegalArgumentException if it is another one, or has no tweets
     */
    static void requireTrainedOn(Corpus corpus, Bot bot) {
        if (corpus.kept() == 0) {
            throw new IllegalArgumentException("This corpus has no tweets; give the one that the bot was trained on");
        }
        if (bot.hasRun()) {
            requireTrainedOn(corpus, bot.run());
        }
    }

    private static void requireTrainedOn(Corpus corpus, Run run) {
        Object fingerprint = run.hyperParameters().get(Run.TWEETS);
        String wrong = null;
        if (!handles(corpus.authors()).equals(handles(run.authors()))) {
            wrong = "it has tweets of " + English.handles(corpus.authors()) + ", and the bot learned from "
                    + English.handles(run.authors());
        } else if (!corpus.figures().equals(run.figures())) {
            wrong = English.format("it has %s of %,d, and that one had %,d of %,d", English.count(corpus.kept(), "kept tweet"),
                    corpus.downloaded(), run.figures().kept(), run.figures().downloaded());
        } else if (fingerprint != null && !fingerprint.equals(corpus.sha256())) {
            wrong = "it has as many tweets, but other ones, or in another order";
        }
        if (wrong != null) {
            throw notTrainedOn(wrong);
        }
    }

    private static IllegalArgumentException notTrainedOn(String wrong) {
        return new IllegalArgumentException("This corpus is not the one that the bot was trained on: %s; give that one, since a"
                .formatted(wrong) + " report with other tweets would take copies for originals, and known tweets for new ones");
    }

    private static void requireSomebodyElses(Corpus other, List<Author> own) {
        if (other.kept() == 0) {
            throw new IllegalArgumentException("The other corpus has no tweets; give tweets of somebody else, or leave it out");
        }
        List<Author> common = other.authors().stream().filter(author -> handles(own).contains(author.handle())).toList();
        if (!common.isEmpty()) {
            throw new IllegalArgumentException("The bot learned from tweets of %s; give tweets of somebody else to compare with"
                    .formatted(English.handles(common)));
        }
    }

    private static Set<String> handles(List<Author> authors) {
        return authors.stream().map(Author::handle).collect(Collectors.toSet());
    }

    /**
     * {@return the report}
     *
     * @param display makes the displays of the progress, if there is something to show
     * @param nanoTime tells the time, as {@link System#nanoTime()} does
     */
    Report report(Supplier<ProgressListener> display, LongSupplier nanoTime) {
        List<String> remarks = new ArrayList<>();
        Voice voice = voice(remarks, display, nanoTime);
        bot.trainedOn(corpus);
        Originality originality = originality(remarks, display, nanoTime);
        return new Report(bot.authors(), bot.hasRun() ? Optional.of(bot.run().baseModel()) : Optional.empty(), voice,
                originality, bot.hasRun() ? Optional.of(stopping(bot.run())) : Optional.empty(), remarks);
    }

    // ------------------------------------------------------------------------------------------------------------- voice

    private Voice voice(List<String> remarks, Supplier<ProgressListener> display, LongSupplier nanoTime) {
        if (!bot.hasRun()) {
            remarks.add("This bot came without the record of its training, run.json: nobody knows whether it was trained on these"
                    + " tweets, which of them were held out, or what its base model is.");
        }
        Optional<Corpus.Split> split = split();
        if (bot.hasRun() && split.isEmpty()) {
            remarks.add("No tweets were held out from the training, so none can show whether the bot knows its person's voice.");
        }
        Optional<UnseenTweets> own = split.map(parts -> unseen(parts.heldOut().texts(1, seed())));
        Optional<UnseenTweets> somebodyElses = others.flatMap(other -> unknown(other, remarks));
        if (own.isEmpty() && somebodyElses.isEmpty()) {
            return new Voice(Optional.empty(), Optional.empty());
        }
        long work = own.map(UnseenTweets::work).orElse(0L) + somebodyElses.map(UnseenTweets::work).orElse(0L);
        PredictionMeter meter = new PredictionMeter((bot.hasRun() ? 2 : 1) * work, display, nanoTime);
        try {
            Voice.Score after = own.map(texts -> texts.by(bot.model(), meter)).orElse(null);
            requireAgreement(after);
            Optional<Scores> before = bot.hasRun() ? base(own, somebodyElses, meter, remarks) : Optional.empty();
            Voice voice = new Voice(
                    own.map(texts -> new Voice.Measured(bot.authors(), texts.tweets(), texts.bytes(), before.map(Scores::own),
                            after)),
                    somebodyElses.map(texts -> new Voice.Measured(others.orElseThrow().authors(), texts.tweets(), texts.bytes(),
                            before.map(Scores::somebodyElses), texts.by(bot.model(), meter))));
            meter.end(State.COMPLETE);
            return voice;
        } catch (RuntimeException | Error e) {
            meter.end(State.after(e));
            throw e;
        }
    }

    /** {@return the tweets as the training split them, if some were held out} */
    private Optional<Corpus.Split> split() {
        return Optional.of(bot).filter(Bot::hasRun).map(Bot::run)
                .map(run -> corpus.split(number(run, Run.HELD_OUT).orElse(0).doubleValue(), seed()))
                .filter(parts -> parts.heldOut().kept() > 0);
    }

    private long seed() {
        return bot.hasRun() ? number(bot.run(), "seed").orElse(0).longValue() : 0;
    }

    private static Optional<Number> number(Run run, String name) {
        return run.hyperParameters().get(name) instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    private UnseenTweets unseen(List<String> texts) {
        return new UnseenTweets(texts, bot.tokenizer());
    }

    /** {@return the tweets of somebody else without those that the bot has learned} */
    private Optional<UnseenTweets> unknown(Corpus other, List<String> remarks) {
        Set<String> known = new HashSet<>(corpus.tweets());
        List<String> all = other.texts(1, seed());
        List<String> unknown = all.stream().filter(text -> !known.contains(text)).toList();
        if (unknown.size() < all.size()) {
            remarks.add(English.format("%s of %s left out, since the bot's own corpus has the same.",
                    English.count(all.size() - unknown.size(), "tweet"), English.handles(other.authors())
                            + (all.size() - unknown.size() == 1 ? " is" : " are")));
        }
        return unknown.isEmpty() ? Optional.empty() : Optional.of(unseen(unknown));
    }

    /** Refuses tweets that the record of an earlier version cannot tell from those of the training, if they score differently. */
    private void requireAgreement(Voice.Score after) {
        if (after != null && !bot.run().hyperParameters().containsKey(Run.TWEETS)
                && bot.run().perplexityAfter().isPresent()
                && !same(after.perplexity(), bot.run().perplexityAfter().getAsDouble())) {
            throw notTrainedOn(English.format("the perplexity of the tweets held out is %.1f, and with that one it was %.1f",
                    after.perplexity(), bot.run().perplexityAfter().getAsDouble()));
        }
    }

    private static boolean same(double one, double other) {
        return Math.abs(one - other) <= SAME * other;
    }

    /** What the base model scores. */
    private record Scores(Voice.Score own, Voice.Score somebodyElses) {}

    private Optional<Scores> base(Optional<UnseenTweets> own, Optional<UnseenTweets> somebodyElses, PredictionMeter meter,
            List<String> remarks) {
        String name = bot.run().baseModel();
        String recorded = bot.run().perplexityBefore().isEmpty() ? "" : English.format(
                " Its perplexity of the tweets held out was %.1f.", bot.run().perplexityBefore().getAsDouble());
        String reason;
        try (Gpt2 base = load(name)) {
            Voice.Score score = own.map(texts -> texts.by(base, meter)).orElse(null);
            if (score == null || bot.run().perplexityBefore().isEmpty()
                    || same(score.perplexity(), bot.run().perplexityBefore().getAsDouble())) {
                return Optional.of(new Scores(score, somebodyElses.map(texts -> texts.by(base, meter)).orElse(null)));
            }
            reason = "the model of this name is not the one that the bot was made of";
        } catch (ModelException | HubException | IllegalArgumentException e) {
            reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
        }
        remarks.add("The base model %s is left out: %s.%s".formatted(name, reason, recorded));
        return Optional.empty();
    }

    private Gpt2 load(String name) {
        boolean embedded = name.equals(Nano.folder().getFileName().toString());
        Path folder = embedded ? Nano.folder() : Pretrained.of(name).folderWithoutDownload();
        Gpt2Config config = Gpt2Config.read(folder);
        bot.tokenizer().requireFits(config);
        return Gpt2.load(folder, config, bot.model().manager().getDevice());
    }

    // ------------------------------------------------------------------------------------------------------- originality

    private Originality originality(List<String> remarks, Supplier<ProgressListener> display, LongSupplier nanoTime) {
        List<GeneratedTweet> generated = bot.write("", tweets, sampling, display, nanoTime);
        if (generated.size() < tweets) {
            remarks.add(English.format("Somebody stopped the generation after %,d of %s.", generated.size(),
                    English.count(tweets, "tweet")));
        }
        List<Copy> copies = generated.stream().map(tweet -> tweet.copy().orElseThrow()).toList();
        SortedMap<Integer, Integer> longestRuns = new TreeMap<>();
        copies.forEach(copy -> longestRuns.merge(copy.words(), 1, Integer::sum));
        List<String> texts = generated.stream().map(GeneratedTweet::text).toList();
        List<String> people = new ArrayList<>(corpus.tweets());
        Collections.shuffle(people, new Random(sampling.seed().getAsLong()));
        return new Originality(tweets, settings(), corpus.kept(), longestRuns,
                (int) copies.stream().filter(Copy::whole).count(), Diversity.repeats(texts), Diversity.distinct2(texts),
                Diversity.distinct2(people.subList(0, Math.min(people.size(), texts.size()))));
    }

    private Map<String, String> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("temperature", sampling.temperature());
        all.put("top-k", sampling.topK());
        all.put("top-p", sampling.topP());
        all.put("typical-p", sampling.typicalP());
        all.put("repetition penalty", sampling.repetitionPenalty());
        all.put("longest sequence that may repeat", sampling.noRepeatNGram());
        all.put("minimum length", sampling.minLength());
        all.put("maximum length", sampling.maxLength());
        sampling.original().ifPresent(words -> all.put("words in a row that are too many to copy", words));
        all.put("seed", sampling.seed().getAsLong());
        Map<String, String> settings = new LinkedHashMap<>();
        all.forEach((name, value) -> settings.put(name, value.toString()));
        return settings;
    }

    // ---------------------------------------------------------------------------------------------------------- stopping

    /** {@return whether a training was long enough} */
    static Stopping stopping(Run run) {
        List<Run.LoggedStep> steps = run.steps();
        int taken = Stream.concat(steps.stream().map(Run.LoggedStep::step), run.evaluations().stream().map(Run.Evaluation::step))
                .max(Comparator.naturalOrder()).orElse(0);
        List<Stopping.Evaluation> evaluations = run.evaluations().stream().map(measured -> new Stopping.Evaluation(
                measured.step(),
                MeanLoss.after(steps.stream().takeWhile(step -> step.step() <= measured.step()).toList()).map(MeanLoss::value)
                        .map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                measured.loss())).toList();
        return new Stopping(number(run, "epochs").map(Number::intValue).map(OptionalInt::of).orElse(OptionalInt.empty()),
                planned(run).orElse(taken), evaluations);
    }

    /** {@return the number of steps that a training was to take, if it ended before: the last word of "120 of 400"} */
    private static Optional<Integer> planned(Run run) {
        return List.of(Run.STOPPED, Run.ENDED_EARLY, Run.CHECKPOINT).stream().map(run.hyperParameters()::get)
                .filter(String.class::isInstance).map(String.class::cast)
                .map(text -> text.replaceFirst(".* of ", "")).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf)
                .findFirst();
    }
}
