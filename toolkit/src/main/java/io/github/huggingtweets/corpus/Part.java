package io.github.huggingtweets.corpus;

import java.util.List;

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
