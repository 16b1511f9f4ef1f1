package io.github.huggingtweets.corpus;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.steps.Steps;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a model is trained on: the cleaned tweets of a timeline, without retweets and short tweets, and the four figures that
 * count these. A corpus does not change.
 */
public final class Corpus {

    /** The text before, between and after the tweets in a training text. GPT-2 has one token for it. */
    public static final String SEPARATOR = "<|endoftext|>";

    /** With fewer characters than this, a model cannot learn how a person writes, and training is refused. */
    public static final int FEWEST_CHARACTERS = 6_000;

    /** With fewer characters than this, the tweets of a bot may be poor. */
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
     * Cleans the tweets of a timeline as {@link TweetCleaner} says, and leaves out retweets and short tweets.
     *
     * @param authors whose tweets they are; of several, each tweet names its author
     * @param tweets a table with the columns of a {@link TweetTable}
     * @param rows the rows of the table to take, in the order of the timeline
     * @param steps what was done with the tweets before
     * @return the corpus, with the kept tweets in the given order, one author after the other
     */
    public static Corpus of(List<Author> authors, Table tweets, int[] rows, Steps steps) {
        List<int[]> rowsOfEach = Cleaning.rowsOfEach(authors, tweets, rows);
        List<Cleaning> people = rowsOfEach.parallelStream().map(own -> Cleaning.of(tweets, own)).toList();
        List<Part> parts = IntStream.range(0, authors.size())
                .mapToObj(i -> people.get(i).part(authors.get(i), 0, Cleaning.raw(tweets, rowsOfEach.get(i)))).toList();
        return cleaned(parts, steps, Cleaning.mostUsedLanguage(people));
    }

    /**
     * Cleans the tweets of one person as {@link TweetCleaner} says, and leaves out short tweets.
     *
     * @param author whose tweets they are
     * @param texts the texts that this person wrote, as they were posted, without retweets
     * @param retweets the number of retweets that were left out before
     * @return the corpus, with the kept tweets in the given order
     */
    public static Corpus of(Author author, List<String> texts, int retweets) {
        Part part = Cleaning.of(texts).part(author, retweets, Cleaning.raw(List.copyOf(texts)));
        return cleaned(List.of(part), Steps.beginning(List.of(author), part.figures().downloaded()), Optional.empty());
    }

    private static Corpus cleaned(List<Part> parts, Steps before, Optional<String> language) {
        Corpus corpus = new Corpus(parts, before, language);
        List<Author> authors = corpus.authors();
        int own = corpus.downloaded() - corpus.retweets();
        return new Corpus(parts, before.removing(authors, "Retweets", corpus.downloaded(), own)
                .removing(authors, "Short tweets", own, corpus.kept()), language);
    }

    /**
     * Joins the corpora of several people.
     *
     * @param corpora at least one
     * @return a corpus of all of them, with the steps of each
     * @throws IllegalArgumentException if there is no corpus, or if two of them have an author in common
     */
    public static Corpus join(List<Corpus> corpora) {
        List<Part> parts = corpora.stream().flatMap(corpus -> corpus.parts.stream()).toList();
        long people = parts.stream().map(part -> part.author().handle()).distinct().count();
        if (parts.isEmpty() || people < parts.size()) {
            throw new IllegalArgumentException(parts.isEmpty() ? "There is nothing to join; give at least one corpus."
                    : "Somebody's tweets are in two of these corpora; join the timelines instead.");
        }
        return new Corpus(parts, Steps.join(corpora.stream().map(Corpus::steps).toList()), corpora.get(0).language);
    }

    /**
     * Replaces personal data in the kept tweets.
     *
     * @param which what to replace; if nothing is given, e-mail addresses, telephone numbers, and handles except those of the
     *         authors
     * @return the same corpus with the placeholders that {@link Redaction} names
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
        List<Part> changed = parts.stream().map(part -> part.redacted(change)).toList();
        Corpus corpus = new Corpus(changed, steps, language);
        int different = (int) IntStream.range(0, kept()).filter(i -> !corpus.tweets.get(i).equals(tweets.get(i))).count();
        return new Corpus(changed, steps.changing(authors(), name, kept(), different), language);
    }

    /**
     * Sets the language, for texts whose source does not give it.
     *
     * @param code the language of most tweets as an ISO 639 code, if it is known
     * @return the same corpus with this language
     */
    public Corpus withLanguage(Optional<String> code) {
        return new Corpus(parts, steps, code);
    }

    /** {@return what was done with the tweets, from all that the source had to those that were kept, in order} */
    public Steps steps() {
        return steps;
    }

    /** {@return the language of most tweets as an ISO 639 code, if it is known} */
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
     * Returns the four figures of one author.
     *
     * @param handle the author's handle, with or without its {@code @}
     * @return the figures
     * @throws IllegalArgumentException if nobody of the {@link #authors()} has this handle
     */
    public Figures figuresOf(String handle) {
        return part(handle).figures();
    }

    /**
     * Returns the kept tweets of one author.
     *
     * @param handle the author's handle, with or without its {@code @}
     * @return the tweets, cleaned, in the order of the timeline
     * @throws IllegalArgumentException if nobody of the {@link #authors()} has this handle
     */
    public List<String> tweetsOf(String handle) {
        return part(handle).tweets();
    }

    private Part part(String handle) {
        return parts.stream().filter(part -> part.author().handle().equals(Author.normalize(handle))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("@%s is not among the authors of this corpus, such as @%s."
                        .formatted(Author.normalize(handle), parts.get(0).author().handle())));
    }

    /** {@return the number of all tweets, including those left out} */
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

    /** {@return the charts of this corpus: its figures, its steps, and the lengths of its tweets} */
    public CorpusCharts chart() {
        return new CorpusCharts(this);
    }

    /** {@return the kept tweets, cleaned, in the order of the timeline; of several authors, one author after the other} */
    public List<String> tweets() {
        return tweets;
    }

    /**
     * {@return the kept tweets as a Tablesaw table, in the order of {@link #tweets()}, with the columns {@code handle}, whose
     * tweet it is, {@code text}, cleaned, and {@code characters}, the length of the text in Unicode code points}
     */
    public Table table() {
        return Table.create("Corpus",
                StringColumn.create(TweetTable.HANDLE, parts.stream()
                        .flatMap(part -> Collections.nCopies(part.tweets().size(), part.author().handle()).stream())),
                StringColumn.create(TweetTable.TEXT, tweets),
                IntColumn.create("characters", tweets.stream().mapToInt(Part::characters)));
    }

    /** {@return all tweets as they were before they were cleaned, retweets and short ones included} */
    public RawTweets rawTweets() {
        return new RawTweets(parts, parts.stream().anyMatch(Part::isRedacted));
    }

    /** {@return the length of all kept tweets joined by {@link #SEPARATOR}, in Unicode code points} */
    public long characters() {
        long separators = Math.max(0, tweets.size() - 1) * (long) SEPARATOR.length();
        return separators + tweets.stream().mapToLong(Part::characters).sum();
    }

    /**
     * {@return a fingerprint of the kept tweets: the SHA-256 of the authors and their tweets in order, as hexadecimal digits}
     *
     * <p>Two corpora have the same fingerprint if a training on one of them, and a split of it, is the same as on the other.
     */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Part part : parts) {
                add(part.author().handle(), digest);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.tweets().size()));
                part.tweets().forEach(tweet -> add(tweet, digest));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Adds the length of a text before the text, so that nothing in it looks like the beginning of the next. */
    private static void add(String text, MessageDigest digest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    /**
     * Writes the text that a model is trained on: a separator, and then, epoch by epoch, each tweet followed by a separator. So
     * exactly one separator is between two tweets, including the last tweet of an epoch and the first of the next.
     *
     * <p>Several authors are balanced: in each epoch, the tweets of each author are repeated, in a new random order each time,
     * until the author has at least as many characters (Unicode code points without separators) as the author with the most. The
     * last tweet is not cut, so an author may have a few characters more. Then the tweets of all authors are shuffled together.
     *
     * @param epochs the number of epochs, at least 1; each has the tweets in a new random order
     * @param seed the seed of the random orders: the same seed gives the same text
     * @return the text; a single separator if there are no tweets
     * @throws IllegalArgumentException if the number of epochs is less than 1
     * @throws IllegalStateException if there are so many authors that they cannot be balanced
     */
    public String text(int epochs, long seed) {
        return new TrainingText(parts).write(epochs, seed);
    }

    /**
     * Lists the tweets of all epochs in the order in which {@link #text} writes them.
     *
     * @param epochs how often each tweet occurs, at least 1
     * @param seed the seed of the random orders: the same seed gives the same order
     * @return the tweets of all epochs
     * @throws IllegalArgumentException if the number of epochs is less than 1
     * @throws IllegalStateException if there are so many authors that they cannot be balanced
     */
    public List<String> texts(int epochs, long seed) {
        return new TrainingText(parts).order(epochs, seed);
    }

    /**
     * Two corpora made of one.
     *
     * @param training the tweets to learn from
     * @param heldOut the tweets to measure the result with
     */
    public record Split(Corpus training, Corpus heldOut) {}

    /**
     * Splits the tweets in two, so that a model can be measured with tweets that it was not trained on. The same share of each
     * author's tweets is held out. All tweets of the same text are on the same side, even if their authors differ. The figures of
     * each side count its own tweets only.
     *
     * @param heldOutFraction the share of the kept tweets to hold out, at least 0 and less than 1
     * @param seed the seed of the random choice: the same seed gives the same split
     * @return both sides, each in the order of the timeline
     * @throws IllegalArgumentException if the share is out of range
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
        return new Corpus(chosen, Steps.beginning(authors(), count), language);
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

    /**
     * {@return a warning that a bot made of this corpus may be poor, if it has fewer than {@value #ENOUGH_CHARACTERS} characters}
     */
    public Optional<String> warning() {
        if (characters() >= ENOUGH_CHARACTERS) {
            return Optional.empty();
        }
        return Optional.of(characters() < FEWEST_CHARACTERS ? CorpusTooSmallException.shortage(figures, characters())
                : String.format(Locale.ENGLISH,
                        "The %,d kept tweets have %,d characters; below %,d the tweets of a bot may be poor.",
                        kept(), characters(), ENOUGH_CHARACTERS));
    }

    /** {@return the four figures as a small table; with two to six authors, it has a column for each of them} */
    public FiguresTable figuresTable() {
        return FiguresTable.of(this);
    }

    /** {@return the four figures as a small table of text, with the {@link #warning()} below it, if there is one} */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(figuresTable().toString()), warning().stream()).collect(Collectors.joining("\n"));
    }
}
