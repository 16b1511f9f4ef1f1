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
                "There is too little to learn from: of %,d tweets, %,d are retweets and %,d are too short, and the %,d that are"
                        + " kept have %,d characters, and training needs at least %,d; use a timeline with more tweets.",
                figures.downloaded(), figures.retweets(), figures.shortTweets(), figures.kept(), characters,
                Corpus.FEWEST_CHARACTERS);
    }
}
