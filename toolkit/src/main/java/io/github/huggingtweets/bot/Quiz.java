package io.github.huggingtweets.bot;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.TweetCleaner;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.originality.Copy;
import io.github.huggingtweets.originality.TrainingTweets;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.report.Originality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ten tweets in random order: {@value #EACH} that a bot wrote, and as many of the person it learned from. Which is which? The
 * {@link #solution()} says it.
 */
public final class Quiz {

    /** The number of tweets of each kind. */
    public static final int EACH = 5;

    private static final int AT_ONCE = 50;
    private static final int MOST_ROUNDS = 6;
    private static final List<String> TELLING = List.of("http", "@", "#");

    private final String person;
    private final List<Question> questions;

    private Quiz(String person, List<Question> questions) {
        this.person = person;
        this.questions = List.copyOf(questions);
    }

    /**
     * A tweet of a quiz.
     *
     * @param text the tweet
     * @param isGenerated whether the bot wrote it
     */
    public record Question(String text, boolean isGenerated) {}

    /**
     * Makes a quiz that is the same each time.
     *
     * @param bot the bot
     * @param corpus the tweets that it was trained on
     * @return the quiz
     * @throws IllegalArgumentException if the corpus has too few tweets, or is not the one that the bot was trained on
     * @throws IllegalStateException if the bot hardly writes anything but copies
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Quiz of(Bot bot, Corpus corpus) {
        return of(bot, corpus, 1);
    }

    /**
     * Makes a quiz. The tweets of the bot are written without a prompt. None of them is a training tweet, has eight or more words in
     * a row from one, or was cut off at the greatest length. Tweets of both kinds say something: they have three plain words or
     * more. None of either kind has a link, a mention or a hashtag, unless there are too few such tweets.
     *
     * @param bot the bot
     * @param corpus the tweets that it was trained on
     * @param seed chooses the tweets and their order: the same seed gives the same quiz
     * @return the quiz
     * @throws IllegalArgumentException if the corpus has too few tweets, or is not the one that the bot was trained on
     * @throws IllegalStateException if the bot hardly writes anything but copies
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Quiz of(Bot bot, Corpus corpus, long seed) {
        Assessment.requireTrainedOn(corpus, bot);
        List<String> real = new ArrayList<>(new LinkedHashSet<>(corpus.tweets()));
        real.removeIf(TweetCleaner::isBoring);
        if (real.size() < EACH) {
            throw new IllegalArgumentException("A quiz needs %d different tweets of the person, and this corpus has %s"
                    .formatted(EACH, English.count(real.size(), "tweet")));
        }
        Collections.shuffle(real, new Random(seed));
        List<String> generated = generated(bot, TrainingTweets.of(corpus.tweets()), seed);
        if (generated.size() < EACH) {
            throw new IllegalStateException(
                    ("Among %d tweets that the bot wrote, only %d are its own: the others copy the tweets that"
                            + " it was trained on, or say nothing; train it fewer epochs").formatted(AT_ONCE * MOST_ROUNDS,
                                    generated.size()));
        }
        boolean plain =
                Stream.of(real, generated).allMatch(all -> all.stream().filter(Quiz::isPlain).limit(EACH).count() == EACH);
        List<Question> questions = new ArrayList<>();
        chosen(real, plain).forEach(text -> questions.add(new Question(text, false)));
        chosen(generated, plain).forEach(text -> questions.add(new Question(text, true)));
        Collections.shuffle(questions, new Random(seed));
        return new Quiz(corpus.name(), questions);
    }

    private static Stream<String> chosen(List<String> texts, boolean plain) {
        return texts.stream().filter(text -> !plain || isPlain(text)).limit(EACH);
    }

    private static boolean isPlain(String text) {
        return TELLING.stream().noneMatch(text.toLowerCase(Locale.ROOT)::contains);
    }

    /** {@return tweets of the bot that are its own, until there are enough plain ones} */
    private static List<String> generated(Bot bot, TrainingTweets known, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        int most = Math.min(Sampling.defaults().maxLength(), bot.model().config().contextLength());
        Predicate<String> isOwn = text -> {
            Copy copy = known.copy(text);
            return !copy.whole() && copy.words() < Originality.LONG_RUN && !TweetCleaner.isBoring(text)
                    && bot.tokenizer().encode(text).length + 1 < most;
        };
        LinkedHashSet<String> own = new LinkedHashSet<>();
        for (int round = 0; round < MOST_ROUNDS && own.stream().filter(Quiz::isPlain).count() < EACH; round++) {
            bot.write("", AT_ONCE, Sampling.defaults().seed(seeds.nextLong()), ProgressListener::standard, System::nanoTime)
                    .stream().map(GeneratedTweet::text).filter(isOwn).forEach(own::add);
        }
        return List.copyOf(own);
    }

    /** {@return the tweets in the order of the quiz} */
    public List<Question> questions() {
        return questions;
    }

    /** {@return what is to be found out} */
    public String title() {
        return "Which %d of these did %s write, and which %d the bot?".formatted(EACH, person, EACH);
    }

    /** {@return who wrote which tweet, such as {@code The bot wrote 1, 3, 4, 8 and 9; Ada wrote 2, 5, 6, 7 and 10.}} */
    public String solution() {
        return "The bot wrote %s; %s wrote %s.".formatted(numbers(true), person, numbers(false));
    }

    private String numbers(boolean generated) {
        List<String> numbers = IntStream.rangeClosed(1, questions.size())
                .filter(number -> questions.get(number - 1).isGenerated() == generated).mapToObj(String::valueOf).toList();
        return String.join(", ", numbers.subList(0, numbers.size() - 1)) + " and " + numbers.get(numbers.size() - 1);
    }

    /** {@return the tweets, numbered, without the solution} */
    @Override
    public String toString() {
        return title() + "\n" + IntStream.range(0, questions.size())
                .mapToObj(i -> "%2d. %s".formatted(i + 1, questions.get(i).text())).collect(Collectors.joining("\n"))
                + "\nsolution() says it.";
    }
}
