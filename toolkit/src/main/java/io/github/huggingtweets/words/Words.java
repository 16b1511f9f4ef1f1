package io.github.huggingtweets.words;

import io.github.huggingtweets.sources.Languages;
import io.github.huggingtweets.sources.TweetTable;
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
 * Counts what the texts of a timeline contain. Retweets are left out, because somebody else wrote them. Forms that differ only in
 * capital letters, or in the skin tone of an emoji, count together; the most used form stands for all.
 *
 * <pre>{@code
 * Words.of(timeline).words().top(20);
 * Words.of(timeline).hashtags().table();
 * }</pre>
 *
 * <p>All cores share the work, so that a million tweets take seconds. Counts are exact up to half a million different terms.
 * Beyond that, the rarest terms are dropped while counting, and low counts may be too low.
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
     * Prepares to count in the tweets of a timeline.
     *
     * @param timeline the tweets
     * @return the counter, which leaves out stop words
     */
    public static Words of(Tweets timeline) {
        Table table = timeline.table(TweetTable.TEXT, TweetTable.LANGUAGE, TweetTable.RETWEET);
        BooleanColumn retweet = table.booleanColumn(TweetTable.RETWEET);
        int[] own = IntStream.range(0, table.rowCount()).filter(row -> !Boolean.TRUE.equals(retweet.get(row))).toArray();
        boolean dotted = timeline.authors().stream().anyMatch(author -> author.handle().contains("."));
        return new Words(table.stringColumn(TweetTable.TEXT), table.stringColumn(TweetTable.LANGUAGE), own,
                table.rowCount() - own.length, false, dotted);
    }

    /** {@return the same counter, which also counts stop words such as "the" and "and"} */
    public Words withStopWords() {
        return new Words(texts, codes, rows, retweets, true, dottedHandles);
    }

    /** {@return the number of tweets that are searched: all but the retweets} */
    public int tweets() {
        return rows.length;
    }

    /** {@return the number of retweets, which are left out} */
    public int retweets() {
        return retweets;
    }

    /**
     * Counts the words. A word begins with a letter; apostrophes and hyphens within it belong to it. Links, mentions, hashtags,
     * cashtags, e-mail addresses and numbers are not words. ICU's dictionaries cut texts without spaces, such as Japanese,
     * Chinese and Thai ones. Unless {@link #withStopWords} was called, single letters of an alphabet and stop words are left out:
     * those of the tweet's language, or of the timeline's main language if the tweet has none.
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

    /** {@return the English names of the languages whose stop words {@link #words} leaves out, the most frequent first} */
    public List<String> stopWordLanguages() {
        return stopWords().languages().stream().map(Languages::name).toList();
    }

    /** {@return the hashtags by X's rules, in any script, case-insensitive, with a leading {@code #}} */
    public Frequencies hashtags() {
        return count("hashtag", WordFinder::fold, () -> row -> Entities.hashtags(texts.get(row)));
    }

    /**
     * Counts the mentions: {@code @name} by X's rules, {@code @name@server} as on Mastodon, and {@code @name.bsky.social} as on
     * Bluesky. Other domains are mentions only in the timeline of an author whose own handle is a domain. E-mail addresses are
     * not mentions.
     *
     * @return the mentions, case-insensitive, with a leading {@code @}
     */
    public Frequencies mentions() {
        return count("mention", mention -> mention.toLowerCase(Locale.ROOT),
                () -> row -> Entities.mentions(texts.get(row), dottedHandles));
    }

    /** {@return the emoji, each one whole, also families, flags and keycaps; all skin tones of an emoji count together} */
    public Frequencies emoji() {
        return count("emoji", Emoji::withoutSkinTone, () -> {
            Emoji emoji = new Emoji();
            return row -> emoji.in(texts.get(row));
        });
    }

    /**
     * Counts the languages that the source gives. {@link Frequencies#tweetsWithAny} has the number of tweets with a language:
     * tweets such as a mere link have none.
     *
     * @return the languages with their English names
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

    /** {@return a sample of texts from all times, to guess the language by} */
    private List<String> someTexts() {
        int step = Math.max(1, rows.length / 2_000);
        return IntStream.range(0, rows.length).filter(i -> i % step == 0)
                .mapToObj(i -> Entities.without(texts.get(rows[i]), dottedHandles)).toList();
    }

    /** Finds the terms in the tweet of a row. */
    private interface Finder {
        Collection<String> in(int row);
    }

    /** Counts on all cores. Each thread has its own finder, because threads cannot share ICU's iterators. */
    private Frequencies count(String kind, UnaryOperator<String> key, Supplier<Finder> finders) {
        record Count(Finder finder, Tally tally) {}
        return IntStream.of(rows).parallel().collect(
                () -> new Count(finders.get(), new Tally(key)),
                (count, row) -> count.tally().add(count.finder().in(row)),
                (count, other) -> count.tally().addAll(other.tally())).tally().frequencies(kind);
    }
}
