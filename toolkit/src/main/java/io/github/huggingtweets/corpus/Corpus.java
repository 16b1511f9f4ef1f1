package io.github.huggingtweets.corpus;

import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    private final List<Part> parts;
    private final Steps steps;
    private final Optional<String> language;
    private final Figures figures;
    private final List<String> tweets;

    private Corpus(List<Part> parts, Steps steps, Optional<String> language) {
        this.parts = List.copyOf(parts);
        this.steps = steps;
        this.language = language;
        this.figures = parts.stream().map(Part::figures).reduce(new Figures(0, 0, 0, 0), Figures::plus);
        this.tweets = parts.size() == 1 ? parts.get(0).tweets() : parts.stream().flatMap(part -> part.tweets().stream()).toList();
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
        Part part = Part.cleaned(author, texts, retweets);
        List<Author> whose = List.of(author);
        return new Corpus(List.of(part), new Steps(List.of(Step.beginning(whose, part.figures().downloaded())))
                .then(Step.cleaning(whose, part.figures())), Optional.empty());
    }

    /**
     * Joins the corpora of several people.
     *
     * @param corpora at least one
     * @return a corpus of all of them, with the steps of each
     * @throws IllegalArgumentException if there is none, or if somebody stands in two of them
     */
    public static Corpus join(List<Corpus> corpora) {
        List<Part> parts = corpora.stream().flatMap(corpus -> corpus.parts.stream()).toList();
        long people = parts.stream().map(part -> part.author().handle()).distinct().count();
        if (parts.isEmpty() || people < parts.size()) {
            throw new IllegalArgumentException(parts.isEmpty() ? "There is nothing to join; give at least one corpus."
                    : "Somebody's tweets are in two of these corpora; join the timelines instead.");
        }
        return new Corpus(parts, new Steps(corpora.stream().flatMap(corpus -> corpus.steps.all().stream()).toList()),
                corpora.get(0).language);
    }

    /**
     * {@return the same corpus, with what was done with the tweets before they were cleaned}
     *
     * @param earlier the steps that led to the tweets that were cleaned
     */
    public Corpus after(List<Step> earlier) {
        return new Corpus(parts, new Steps(earlier).then(Step.cleaning(authors(), figures)), language);
    }

    /**
     * Replaces personal data in the kept tweets.
     *
     * @param which what to replace; all of it where nothing is given: e-mail addresses, telephone numbers, and the handles of
     *         others than the authors
     * @return the same corpus with what {@link Redaction} says in the place of such data
     */
    public Corpus redact(Redaction... which) {
        Set<String> own = parts.stream().map(part -> part.author().handle()).collect(Collectors.toSet());
        Corpus redacted = this;
        for (Redaction redaction : Redaction.inOrder(which)) {
            redacted = redacted.changed(redaction.toString(), redaction.of(own, language.orElse("en")));
        }
        return redacted;
    }

    private Corpus changed(String name, UnaryOperator<String> change) {
        List<Part> changed = parts.stream().map(part -> part.changed(change)).toList();
        Corpus corpus = new Corpus(changed, steps, language);
        int different = (int) IntStream.range(0, kept()).filter(i -> !corpus.tweets.get(i).equals(tweets.get(i))).count();
        return new Corpus(changed, steps.then(Step.changing(authors(), name, kept(), different)), language);
    }

    /**
     * {@return the same corpus, with what is known of its language}
     *
     * @param code the language of most tweets as an ISO 639 code
     */
    public Corpus withLanguage(Optional<String> code) {
        return new Corpus(parts, steps, code);
    }

    /** {@return what was done with the tweets, from all that the source had to those that were kept, in order} */
    public Steps steps() {
        return steps;
    }

    /** {@return the language of most tweets as an ISO 639 code, where it is known} */
    public Optional<String> language() {
        return language;
    }

    /** {@return whose tweets these are} */
    public List<Author> authors() {
        return parts.stream().map(Part::author).toList();
    }

    /** {@return the names of the authors, joined by {@code &}} */
    public String name() {
        return parts.stream().map(part -> part.author().name()).collect(Collectors.joining(" & "));
    }

    /** {@return the id of a bot made of this corpus: the sorted handles of the authors, joined by {@code -}} */
    public String id() {
        return parts.stream().map(part -> part.author().handle()).sorted().collect(Collectors.joining("-"));
    }

    /** {@return the four figures of all authors together} */
    public Figures figures() {
        return figures;
    }

    /** {@return the four figures of each author, in the order of {@link #authors()}} */
    public List<Figures> figuresByAuthor() {
        return parts.stream().map(Part::figures).toList();
    }

    /**
     * {@return the four figures of one author}
     *
     * @param handle the author's handle
     * @throws IllegalArgumentException if the author is none of this corpus
     */
    public Figures figuresOf(String handle) {
        return part(handle).figures();
    }

    /**
     * {@return the kept tweets of one author, in the order of the timeline}
     *
     * @param handle the author's handle
     * @throws IllegalArgumentException if the author is none of this corpus
     */
    public List<String> tweetsOf(String handle) {
        return part(handle).tweets();
    }

    private Part part(String handle) {
        return parts.stream().filter(part -> part.author().handle().equals(Author.normalize(handle))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("@%s is not among the authors of this corpus, such as @%s."
                        .formatted(Author.normalize(handle), parts.get(0).author().handle())));
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

    /** {@return the kept tweets, cleaned, in the order of the timeline; of several authors, one author after the other} */
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
     * <p>Several authors are balanced: in each epoch, the tweets of each are repeated, shuffled anew every time, until the author
     * has at least as many characters (Unicode code points, separators not counted) as the one with the most. The last tweet is
     * whole, so an author may have a few characters more. Then the tweets of all are shuffled together.
     *
     * @param epochs how often each tweet occurs, at least 1; its tweets are shuffled anew for every epoch
     * @param seed decides the order of the tweets: the same seed, the same text
     * @return the text; the mere separator where there are no tweets
     * @throws IllegalStateException if there are so many authors that they cannot be balanced
     */
    public String text(int epochs, long seed) {
        if (epochs < 1) {
            throw new IllegalArgumentException("A training text takes at least 1 epoch, not " + epochs + ".");
        }
        return new TrainingText(parts).write(epochs, seed);
    }

    /**
     * Two corpora made of one.
     *
     * @param training the tweets to learn from
     * @param heldOut the tweets to measure the result with
     */
    public record Split(Corpus training, Corpus heldOut) {}

    /**
     * Holds out some tweets, the same share of each author's, so that a model can be measured with what it has not seen. A text
     * that was tweeted more than once, by whomever, lies on one side only. Each side counts its own tweets alone; the figures of
     * this corpus tell what was left out before.
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
        HeldOut heldOut = new HeldOut(parts, heldOutFraction, seed);
        return new Split(withOnly(tweet -> !heldOut.contains(tweet)), withOnly(heldOut::contains));
    }

    private Corpus withOnly(Predicate<String> some) {
        List<Part> chosen = parts.stream()
                .map(part -> part.withOnly(part.tweets().stream().filter(some).toList())).toList();
        int count = chosen.stream().mapToInt(part -> part.tweets().size()).sum();
        return new Corpus(chosen, new Steps(List.of(Step.beginning(authors(), count))), language);
    }

    /**
     * Refuses a corpus that is too small to train on.
     *
     * @throws CorpusTooSmallException if it has fewer than {@value #FEWEST_CHARACTERS} {@link #characters() characters}
     * @throws IllegalStateException if there are so many authors that they cannot be balanced
     */
    public void requireTrainable() {
        if (characters() < FEWEST_CHARACTERS) {
            throw new CorpusTooSmallException(CorpusTooSmallException.shortage(figures, characters()));
        }
        new TrainingText(parts).requireBalance();
    }

    /** {@return why a bot made of this corpus may be poor, if there are fewer than {@value #ENOUGH_CHARACTERS} characters} */
    public Optional<String> warning() {
        if (characters() >= ENOUGH_CHARACTERS) {
            return Optional.empty();
        }
        return Optional.of(characters() < FEWEST_CHARACTERS ? CorpusTooSmallException.shortage(figures, characters())
                : String.format(Locale.ENGLISH,
                        "The %,d kept tweets have %,d characters; below %,d the tweets of a bot may be poor.",
                        kept(), characters(), ENOUGH_CHARACTERS));
    }

    /** {@return the four figures as a small table, with a column for each author where there are several, but not many} */
    public FiguresTable figuresTable() {
        return FiguresTable.of(this);
    }

    /** {@return the four figures as a small table of text, with the {@link #warning()} below it, if there is one} */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(figuresTable().toString()), warning().stream()).collect(Collectors.joining("\n"));
    }
}
