package io.github.huggingtweets.originality;

import io.github.huggingtweets.originality.SuffixArray.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An index of the tweets that a model was trained on. It finds the longest run of words that a text copies from one of them. The
 * result is exact: no run is missed, and none goes from one tweet into the next.
 *
 * <pre>{@code
 * TrainingTweets.of(corpus.tweets()).copy("My dream is to sleep until noon").words();
 * }</pre>
 *
 * <p><b>Words</b> are what stands between white space, with the punctuation at it. White space are the characters with Unicode's
 * property White_Space, among them no-break spaces, and the separators U+001C to U+001F; zero-width characters are not. Links are
 * left out: {@code http:} or {@code https:}, in any case, and all that follows up to the next white space. In Chinese, Japanese,
 * Thai, Lao, Khmer and Burmese, which have no spaces between words, ICU's dictionaries find the words; a sign there belongs to the
 * word before it, or to the first one.
 *
 * <p>Two words are <b>the same</b> if they are the same characters after Unicode's full case folding, as Python's
 * {@code str.casefold} does it in every locale: {@code STRASSE} is {@code Straße}, all three sigmas are the same, {@code İ} is
 * {@code i} with a dot above, and {@code I} is {@code i} but not {@code ı}.
 *
 * <p>An index does not change, and may be used by several threads.
 */
public final class TrainingTweets {

    private static final int NONE = -1;

    /** More texts at once would take memory, and fewer would keep a core waiting. */
    private static final int CUT_AT_ONCE = 10_000;

    private final Vocabulary vocabulary;
    private final String[] tweets; // of tweets with the same words, only the first; those with fewer words come first
    private final int[] starts; // of each tweet, where its words begin among the words of all; at last, their number
    private final SuffixArray suffixes;
    private final BitSet repeated; // the tweets of whose words there are others

    private TrainingTweets(Vocabulary vocabulary, List<Tweet> different) {
        this.vocabulary = vocabulary;
        this.tweets = different.stream().map(tweet -> tweet.text).toArray(String[]::new);
        this.starts = new int[tweets.length + 1];
        this.repeated = new BitSet();
        int[] words = new int[different.stream().mapToInt(tweet -> tweet.words.length + 1).sum()];
        int next = 0;
        for (int i = 0; i < tweets.length; i++) {
            int[] own = different.get(i).words;
            repeated.set(i, different.get(i).isRepeated);
            starts[i] = next;
            System.arraycopy(own, 0, words, next, own.length);
            next += own.length + 1; // after each tweet stands a SuffixArray.END
        }
        starts[tweets.length] = next;
        this.suffixes = new SuffixArray(words, vocabulary.size());
    }

    /** A tweet. Those with the same words are equal. */
    private static final class Tweet {

        private final String text;
        private final int[] words;
        private final int hash;
        private boolean isRepeated;

        Tweet(String text, int[] words) {
            this.text = text;
            this.words = words;
            this.hash = Arrays.hashCode(words);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tweet tweet && Arrays.equals(words, tweet.words);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /**
     * Makes an index.
     *
     * @param texts the tweets, such as those of a corpus; those without words are left out
     * @return the index
     */
    public static TrainingTweets of(List<String> texts) {
        ThreadLocal<WordCutter> cutters = ThreadLocal.withInitial(WordCutter::new);
        Vocabulary vocabulary = new Vocabulary();
        Map<Tweet, Tweet> different = new LinkedHashMap<>();
        for (int from = 0; from < texts.size(); from += CUT_AT_ONCE) {
            List<String> some = texts.subList(from, Math.min(from + CUT_AT_ONCE, texts.size()));
            List<int[]> bounds = some.parallelStream().map(text -> cutters.get().bounds(text)).toList();
            for (int i = 0; i < some.size(); i++) {
                Tweet tweet = new Tweet(some.get(i), numbers(some.get(i), bounds.get(i), vocabulary::add));
                Tweet same = tweet.words.length == 0 ? null : different.putIfAbsent(tweet, tweet);
                if (same != null) {
                    same.isRepeated = true;
                }
            }
        }
        List<Tweet> byLength = new ArrayList<>(different.values());
        byLength.sort(Comparator.comparingInt(tweet -> tweet.words.length)); // stable, so otherwise in the given order
        return new TrainingTweets(vocabulary, byLength);
    }

    /**
     * Finds the longest run of words of a text that stands in a training tweet, too; of several such runs, the first in the text.
     * The nearest training tweet is one that contains this run; of several, the one with the fewest words, and of several of
     * these, the first.
     *
     * @param text any text
     * @return the run, and the nearest training tweet
     */
    public Copy copy(String text) {
        return copyBeyond(text, 0);
    }

    /**
     * Finds the same among the runs that do not lie wholly in the beginning of a text, such as a prompt.
     *
     * @param text any text
     * @param beginning the number of UTF-16 units that count as the beginning
     * @return the longest run that ends after the beginning, and the training tweet that is nearest to it
     */
    public Copy copyBeyond(String text, int beginning) {
        return new Search(text, beginning).copy(NONE);
    }

    /**
     * Finds the same for a text that is one of the indexed ones itself, in the others. If several of them have exactly its words,
     * these are the same text again, and so a copy of the whole.
     *
     * @param text any text; if none of those indexed has its words, the result is that of {@link #copy}
     * @return the longest run that stands in another text, too, and the nearest of these
     */
    public Copy copyFromOthers(String text) {
        Search search = new Search(text, 0);
        Copy copy = search.copy(NONE);
        if (copy.whole()) {
            int itself = nearest(search.longest(NONE), NONE);
            return repeated.get(itself) ? copy : search.copy(itself);
        }
        return copy;
    }

    /** Finds the number of a word from one place of a text to another, exclusive. */
    private interface Numbering {
        int number(String text, int start, int end);
    }

    private static int[] numbers(String text, int[] bounds, Numbering numbering) {
        int[] numbers = new int[bounds.length / 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numbering.number(text, bounds[2 * i], bounds[2 * i + 1]);
        }
        return numbers;
    }

    /** A run of words: the number of the first one, the number of words, and the suffixes of tweets that begin with it. */
    private record Run(int first, int words, Range suffixes) {}

    /** A text that is searched for runs that end after its beginning. */
    private final class Search {

        private final int[] bounds;
        private final int[] words;
        private final int within; // the number of words that end in the beginning

        Search(String text, int beginning) {
            bounds = new WordCutter().bounds(text);
            words = numbers(text, bounds, vocabulary::number);
            within = (int) IntStream.range(0, words.length).takeWhile(word -> end(word) <= beginning).count();
        }

        private int end(int word) {
            return bounds[2 * word + 1];
        }

        Copy copy(int except) {
            Run run = longest(except);
            if (run.words() == 0) {
                return Copy.nothing();
            }
            int tweet = nearest(run, except);
            int length = starts[tweet + 1] - starts[tweet] - 1;
            return new Copy(tweets[tweet], run.words(), bounds[2 * run.first()], end(run.first() + run.words() - 1),
                    run.words() == words.length && run.words() == length);
        }

        Run longest(int except) {
            Run longest = new Run(0, 0, null);
            for (int first = 0; first < words.length; first++) {
                int fewest = Math.max(longest.words(), within - first) + 1;
                if (first + fewest <= words.length && words[first] != Vocabulary.UNKNOWN) {
                    Run run = longestAt(first, except);
                    longest = run.words() >= fewest ? run : longest;
                }
            }
            return longest;
        }

        private Run longestAt(int first, int except) {
            Range range = null;
            Range longer = suffixes.beginningWith(words[first]);
            int length = 0;
            while (hasOthers(longer, except)) {
                range = longer;
                length++;
                if (first + length == words.length || words[first + length] == Vocabulary.UNKNOWN) {
                    break;
                }
                longer = suffixes.narrow(range, length, words[first + length]);
            }
            return new Run(first, length, range);
        }
    }

    /** {@return whether a range has a suffix of another tweet than one} */
    private boolean hasOthers(Range range, int except) {
        return suffixes.in(range).anyMatch(word -> !isOf(except, word));
    }

    private int nearest(Run run, int except) {
        int word = suffixes.in(run.suffixes()).filter(suffix -> !isOf(except, suffix)).min().getAsInt();
        int found = Arrays.binarySearch(starts, word);
        return found >= 0 ? found : -found - 2;
    }

    private boolean isOf(int tweet, int word) {
        return tweet != NONE && word >= starts[tweet] && word < starts[tweet + 1];
    }
}
