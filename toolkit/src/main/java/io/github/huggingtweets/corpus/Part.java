package io.github.huggingtweets.corpus;

import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The tweets of one author in a corpus.
 *
 * @param author the author
 * @param figures the numbers of all tweets, of those left out and of those kept
 * @param tweets the kept tweets, cleaned
 * @param raw all tweets, as they were before
 * @param isRedacted whether something was taken out of the kept tweets that the raw ones still tell
 */
record Part(Author author, Figures figures, List<String> tweets, RawTweets.Source raw, boolean isRedacted) {

    Part {
        tweets = List.copyOf(tweets);
    }

    /** {@return the same part with each tweet redacted, on all cores} */
    Part redacted(UnaryOperator<String> change) {
        return new Part(author, figures, tweets.parallelStream().map(change).toList(), raw, true);
    }

    /** {@return a part of the same author that has only some of the tweets, as if no others had been downloaded} */
    Part withOnly(List<String> some) {
        return new Part(author, new Figures(some.size(), 0, 0, some.size()), some, raw, isRedacted);
    }

    /** {@return the length of all tweets without separators, in Unicode code points} */
    long characters() {
        return tweets.stream().mapToLong(Part::characters).sum();
    }

    /** {@return the length of a text in Unicode code points} */
    static int characters(String text) {
        return text.codePointCount(0, text.length());
    }
}
