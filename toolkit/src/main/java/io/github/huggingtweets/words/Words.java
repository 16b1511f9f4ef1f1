package io.github.huggingtweets.words;

import io.github.huggingtweets.sources.Languages;
import io.github.huggingtweets.sources.Tweets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Counts what is in the texts of a timeline. Retweets are left out, for somebody else wrote them. Of forms that differ in capital
 * letters alone, or in the skin tone of an emoji, the most used one stands for all.
 *
 * <pre>{@code
 * Words.of(timeline).words().top(20);
 * Words.of(timeline).hashtags().table();
 * }</pre>
 *
 * <p>Tweets are gone through one by one, on all cores, so a million of them take seconds. Counts are exact up to half a million
 * different terms; beyond them, those that hardly ever occurred are forgotten on the way, and only counts as low may be too low.
 */
public final class Words {

    private final StringColumn texts;
    private final StringColumn codes;
    private final int[] rows;
    private final int retweets;
    private final boolean allWords;
    private final boolean dottedHandles;

    private Words(StringColumn texts, StringColumn codes, int[] rows, int retweets, boolean allWords, boolean dottedHandles) {
        this.texts = texts;
        this.codes = codes;
        this.rows = rows;
        this.retweets = retweets;
        this.allWords = allWords;
        this.dottedHandles = dottedHandles;
    }

    /**
     * Begins with somebody's tweets.
     *
     * @param timeline the tweets
     * @return what counts them
     */
    public static Words of(Tweets timeline) {
        Table table = timeline.table("text", "language", "retweet");
        BooleanColumn retweet = table.booleanColumn("retweet");
        int[] own = IntStream.range(0, table.rowCount()).filter(row -> !Boolean.TRUE.equals(retweet.get(row))).toArray();
        boolean dotted = timeline.authors().stream().anyMatch(author -> author.handle().contains("."));
        return new Words(table.stringColumn("text"), table.stringColumn("language"), own, table.rowCount() - own.length, false,
                dotted);
    }

    /** {@return the same, but for stop words such as "the" and "and", which are counted as well} */
    public Words withStopWords() {
        return new Words(texts, codes, rows, retweets, true, dottedHandles);
    }

    /** {@return the number of the person's own tweets, those that are looked through} */
    public int tweets() {
        return rows.length;
    }

    /** {@return the number of retweets, which are left out} */
    public int retweets() {
        return retweets;
    }

    /**
     * Counts the words. A word begins with a letter; apostrophes and hyphens within it belong to it. Links, mentions, hashtags,
     * cashtags, e-mail addresses and numbers are no words. Japanese, Chinese, Thai and other texts without spaces are cut by the
     * dictionaries of ICU. Stop words and single letters of an alphabet are left out, unless {@link #withStopWords} says
     * otherwise: the stop words of the tweet's own language, or of the timeline's where that is not known.
     *
     * @return the words, case-folded, in their most used form
     */
    public Frequencies words() {
        StopWords stopWords = stopWords();
        return count("word", WordFinder::fold, () -> {
            WordFinder finder = new WordFinder();
            return row -> finder.words(Entities.without(texts.get(row), dottedHandles), stopWords.of(codes.get(row)));
        });
    }

    /** {@return the languages whose stop words {@link #words} leaves out, in English, the most frequent first} */
    public List<String> stopWordLanguages() {
        return stopWords().languages().stream().map(Languages::name).toList();
    }

    /** {@return the hashtags by X's rules, in any script and case-insensitive, with a leading {@code #}} */
    public Frequencies hashtags() {
        return count("hashtag", WordFinder::fold, () -> row -> Entities.hashtags(texts.get(row)));
    }

    /**
     * Counts who is mentioned, by X's rules, as {@code @name}; on Mastodon as {@code @name@server}, and on Bluesky as
     * {@code @name.bsky.social}, or with another domain in the timeline of somebody whose own handle is one. E-mail addresses are
     * no mentions.
     *
     * @return the mentions, case-insensitive, with a leading {@code @}
     */
    public Frequencies mentions() {
        return count("mention", mention -> mention.toLowerCase(Locale.ROOT),
                () -> row -> Entities.mentions(texts.get(row), dottedHandles));
    }

    /** {@return the emoji, each one whole, be it a family, a flag or a key; all skin tones of one count together} */
    public Frequencies emoji() {
        return count("emoji", Emoji::withoutSkinTone, () -> {
            Emoji emoji = new Emoji();
            return row -> emoji.in(texts.get(row));
        });
    }

    /**
     * Counts the languages as the source names them. {@link Frequencies#tweetsWithAny} tells how many tweets are in any: X has
     * codes of its own for those without, such as a mere link.
     *
     * @return the languages by their English names
     */
    public Frequencies languages() {
        return count("language", UnaryOperator.identity(),
                () -> row -> Languages.language(codes.get(row)).map(Languages::name).map(List::of).orElse(List.of()));
    }

    private StopWords stopWords() {
        if (allWords) {
            return StopWords.none();
        }
        Frequencies byCode = count("language", UnaryOperator.identity(),
                () -> row -> Languages.language(codes.get(row)).map(List::of).orElse(List.of()));
        return StopWords.of(byCode, this::someTexts);
    }

    /** A sample of texts from the whole time, to guess a language by. */
    private List<String> someTexts() {
        int step = Math.max(1, rows.length / 2_000);
        return IntStream.range(0, rows.length).filter(i -> i % step == 0)
                .mapToObj(i -> Entities.without(texts.get(rows[i]), dottedHandles)).toList();
    }

    /** Finds the terms in the tweet of a row. */
    private interface Finder {
        Collection<String> in(int row);
    }

    /** Each thread has its own finder, for ICU's iterators cannot be shared. */
    private Frequencies count(String kind, UnaryOperator<String> key, Supplier<Finder> finders) {
        record Count(Finder finder, Tally tally) {}
        return IntStream.of(rows).parallel().collect(
                () -> new Count(finders.get(), new Tally(key)),
                (count, row) -> count.tally().add(count.finder().in(row)),
                (count, other) -> count.tally().addAll(other.tally())).tally().frequencies(kind);
    }
}
