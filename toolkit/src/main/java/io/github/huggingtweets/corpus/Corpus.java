package io.github.huggingtweets.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What a model is trained on: the cleaned tweets of a timeline that are worth learning from, and the four figures that say what
 * became of the others. A corpus does not change.
 */
public final class Corpus {

    /** What stands before, between and behind tweets in a training text. GPT-2 has a token of its own for it. */
    public static final String SEPARATOR = "<|endoftext|>";

    /** Below this many characters a model cannot learn anybody's voice, and training refuses. */
    public static final int FEWEST_CHARACTERS = 6_000;

    /** Below this many characters the tweets of a bot may be poor. */
    public static final int ENOUGH_CHARACTERS = 40_000;

    private final List<Author> authors;
    private final Figures figures;
    private final List<String> tweets;
    private final Optional<String> language;

    private Corpus(List<Author> authors, Figures figures, List<String> tweets, Optional<String> language) {
        this.authors = List.copyOf(authors);
        this.figures = figures;
        this.tweets = List.copyOf(tweets);
        this.language = language;
    }

    /**
     * Cleans the tweets of one person and leaves out the boring ones, as {@link TweetCleaner} says.
     *
     * @param author whose tweets they are
     * @param texts the texts that this person wrote, as they were posted, retweets not among them
     * @param retweets the number of retweets that were left out before
     * @return the corpus, with the kept tweets in the given order
     */
    public static Corpus of(Author author, List<String> texts, int retweets) {
        List<String> kept = texts.stream().map(TweetCleaner::clean).filter(text -> !TweetCleaner.isBoring(text)).toList();
        int downloaded = Math.addExact(texts.size(), retweets);
        return new Corpus(List.of(author), new Figures(downloaded, retweets, texts.size() - kept.size(), kept.size()), kept,
                Optional.empty());
    }

    /**
     * {@return the same corpus, with what is known of its language}
     *
     * @param code the language of most tweets as an ISO 639 code
     */
    public Corpus withLanguage(Optional<String> code) {
        return new Corpus(authors, figures, tweets, code);
    }

    /** {@return the language of most tweets as an ISO 639 code, where it is known} */
    public Optional<String> language() {
        return language;
    }

    /** {@return whose tweets these are} */
    public List<Author> authors() {
        return authors;
    }

    /** {@return the four figures together} */
    public Figures figures() {
        return figures;
    }

    /** {@return the number of all tweets, the ones left out included} */
    public int downloaded() {
        return figures.downloaded();
    }

    /** {@return the number of tweets left out because somebody else wrote them} */
    public int retweets() {
        return figures.retweets();
    }

    /** {@return the number of tweets left out because they say too little} */
    public int shortTweets() {
        return figures.shortTweets();
    }

    /** {@return the number of tweets that a model learns from} */
    public int kept() {
        return figures.kept();
    }

    /** {@return the kept tweets, cleaned, in the order of the timeline} */
    public List<String> tweets() {
        return tweets;
    }

    /** {@return the length of all kept tweets joined by {@link #SEPARATOR}, in Unicode code points} */
    public long characters() {
        long separators = Math.max(0, tweets.size() - 1) * (long) SEPARATOR.length();
        return separators + tweets.stream().mapToLong(tweet -> tweet.codePointCount(0, tweet.length())).sum();
    }

    /**
     * Writes the text that a model is trained on in one pass: a separator, and then, epoch by epoch, every tweet with a separator
     * behind it. One separator therefore stands between two tweets, also where an epoch ends and the next begins.
     *
     * @param epochs how often each tweet occurs, at least 1; its tweets are shuffled anew for every epoch
     * @param seed decides the order of the tweets: the same seed, the same text
     * @return the text; the mere separator where there are no tweets
     */
    public String text(int epochs, long seed) {
        if (epochs < 1) {
            throw new IllegalArgumentException("A training text takes at least 1 epoch, not " + epochs + ".");
        }
        Random random = new Random(seed);
        List<String> shuffled = new ArrayList<>(tweets);
        StringBuilder text = new StringBuilder(SEPARATOR);
        for (int epoch = 0; epoch < epochs; epoch++) {
            Collections.shuffle(shuffled, random);
            shuffled.forEach(tweet -> text.append(tweet).append(SEPARATOR));
        }
        return text.toString();
    }

    /**
     * Two corpora made of one.
     *
     * @param training the tweets to learn from
     * @param heldOut the tweets to measure the result with
     */
    public record Split(Corpus training, Corpus heldOut) {}

    /**
     * Holds out some tweets, so that a model can be measured with what it has not seen. A text that was tweeted more than once
     * lies on one side only. Each side counts its own tweets alone; the figures of this corpus tell what was left out before.
     *
     * @param heldOutFraction the share of the kept tweets to hold out, from 0 up to but not including 1
     * @param seed decides which ones: the same seed, the same split
     * @return both sides, each in the order of the timeline
     */
    public Split split(double heldOutFraction, long seed) {
        if (!(heldOutFraction >= 0 && heldOutFraction < 1)) {
            throw new IllegalArgumentException(
                    "The share of tweets to hold out must be at least 0 and less than 1, not " + heldOutFraction + ".");
        }
        Map<String, Integer> copies = new HashMap<>();
        tweets.forEach(tweet -> copies.merge(tweet, 1, Integer::sum));
        List<String> shuffled = new ArrayList<>(tweets.stream().distinct().toList());
        Collections.shuffle(shuffled, new Random(seed));

        long room = Math.min(Math.round(tweets.size() * heldOutFraction), tweets.size() - 1);
        Set<String> chosen = new HashSet<>();
        for (String tweet : shuffled) {
            if (copies.get(tweet) <= room) {
                chosen.add(tweet);
                room -= copies.get(tweet);
            }
        }
        Map<Boolean, List<String>> sides = new HashMap<>(Map.of(true, new ArrayList<>(), false, new ArrayList<>()));
        tweets.forEach(tweet -> sides.get(chosen.contains(tweet)).add(tweet));
        return new Split(withOnly(sides.get(false)), withOnly(sides.get(true)));
    }

    private Corpus withOnly(List<String> some) {
        return new Corpus(authors, new Figures(some.size(), 0, 0, some.size()), some, language);
    }

    /**
     * Refuses a corpus that is too small to train on.
     *
     * @throws CorpusTooSmallException if it has fewer than {@value #FEWEST_CHARACTERS} {@link #characters() characters}
     */
    public void requireTrainable() {
        if (characters() < FEWEST_CHARACTERS) {
            throw new CorpusTooSmallException(shortage());
        }
    }

    /** {@return why a bot made of this corpus may be poor, if there are fewer than {@value #ENOUGH_CHARACTERS} characters} */
    public Optional<String> warning() {
        if (characters() >= ENOUGH_CHARACTERS) {
            return Optional.empty();
        }
        return Optional.of(characters() < FEWEST_CHARACTERS ? shortage() : english(
                "The %,d kept tweets have %,d characters; below %,d the tweets of a bot may be poor.",
                kept(), characters(), ENOUGH_CHARACTERS));
    }

    private String shortage() {
        return english(
                "There is too little to learn from: of %,d tweets, %,d are retweets and %,d are too short, and the %,d that are"
                        + " kept have %,d characters, where training takes at least %,d; use a timeline with more tweets.",
                downloaded(), retweets(), shortTweets(), kept(), characters(), FEWEST_CHARACTERS);
    }

    /** {@return the four figures as a small table of text, with the {@link #warning()} below it, if there is one} */
    @Override
    public String toString() {
        String table = english("""
                Tweets downloaded %,8d
                Retweets          %,8d
                Short tweets      %,8d
                Tweets kept       %,8d""", downloaded(), retweets(), shortTweets(), kept());
        return warning().map(words -> table + "\n" + words).orElse(table);
    }

    private static String english(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }
}
