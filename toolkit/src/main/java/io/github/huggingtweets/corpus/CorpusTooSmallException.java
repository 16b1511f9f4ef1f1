package io.github.huggingtweets.corpus;

import java.util.Locale;

/** There are too few tweets to train on. */
public final class CorpusTooSmallException extends RuntimeException {

    /** @param message how much there is, how much it takes, and what to do */
    public CorpusTooSmallException(String message) {
        super(message);
    }

    /** {@return what there is, and how much more it takes} */
    static String shortage(Figures figures, long characters) {
        return String.format(Locale.ENGLISH,
                "There is too little to learn from: of %,d tweets, %,d are retweets and %,d are too short, and the %,d that are"
                        + " kept have %,d characters, where training takes at least %,d; use a timeline with more tweets.",
                figures.downloaded(), figures.retweets(), figures.shortTweets(), figures.kept(), characters,
                Corpus.FEWEST_CHARACTERS);
    }
}
