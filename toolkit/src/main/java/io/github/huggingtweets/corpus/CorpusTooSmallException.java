package io.github.huggingtweets.corpus;

import java.util.Locale;

/** Says that a corpus has too few characters to train on. */
public final class CorpusTooSmallException extends RuntimeException {

    /**
     * Makes the exception.
     *
     * @param message how many characters there are, how many are needed, and what to do
     */
    CorpusTooSmallException(String message) {
        super(message);
    }

    /** {@return a message that says what there is and how much is needed} */
    static String shortage(Figures figures, long characters) {
        return String.format(Locale.ENGLISH,
                "There is too little to learn from: of %,d tweets, %,d %s, %,d %s too short and %,d %s kept, with %,d characters"
                        + " in all, and training needs at least %,d; use a timeline with more tweets.",
                figures.downloaded(), figures.retweets(), figures.retweets() == 1 ? "is a retweet" : "are retweets",
                figures.shortTweets(), are(figures.shortTweets()), figures.kept(), are(figures.kept()), characters,
                Corpus.FEWEST_CHARACTERS);
    }

    private static String are(int number) {
        return number == 1 ? "is" : "are";
    }
}
