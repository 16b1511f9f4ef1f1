package io.github.huggingtweets.corpus;

import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one person gives to a corpus.
 *
 * @param author the person
 * @param figures what became of all the tweets
 * @param tweets the kept ones
 */
record Part(Author author, Figures figures, List<String> tweets) {

    Part {
        tweets = List.copyOf(tweets);
    }

    /** Cleans what a person wrote, on all cores, and leaves out the boring tweets. */
    static Part cleaned(Author author, List<String> texts, int retweets) {
        List<String> kept = texts.parallelStream().map(TweetCleaner::clean).filter(text -> !TweetCleaner.isBoring(text)).toList();
        int downloaded = Math.addExact(texts.size(), retweets);
        return new Part(author, new Figures(downloaded, retweets, texts.size() - kept.size(), kept.size()), kept);
    }

    /** {@return the part with its tweets changed one by one, on all cores} */
    Part changed(UnaryOperator<String> change) {
        return new Part(author, figures, tweets.parallelStream().map(change).toList());
    }

    /** {@return the part with other tweets, which are all there are} */
    Part withOnly(List<String> some) {
        return new Part(author, new Figures(some.size(), 0, 0, some.size()), some);
    }

    /** {@return the length of the tweets without anything between them, in Unicode code points} */
    long characters() {
        return tweets.stream().mapToLong(Part::characters).sum();
    }

    static int characters(String text) {
        return text.codePointCount(0, text.length());
    }
}
