package io.github.huggingtweets.originality;

/**
 * The longest run of words that a text has in common with a training tweet, as {@link TrainingTweets} defines words and compares
 * them.
 *
 * @param tweet the nearest training tweet, which contains the run, as it was given to the index; empty if the text has no word in
 *         common with any
 * @param words the number of words of the run; 0 if there is none
 * @param start where the run begins in the text, in UTF-16 units
 * @param end where it ends, exclusive; the characters from start to end are the copied words and what stands between them
 * @param whole whether the whole text is this training tweet: the same words in the same order, and no others. So case, the kind
 *         and number of white space, and links do not matter. A text without words is no training tweet.
 */
public record Copy(String tweet, int words, int start, int end, boolean whole) {

    /** Runs of so many words are marked in generated tweets. Shorter ones, such as "one of the best", are mere English. */
    public static final int FEWEST_MARKED = 5;

    private static final Copy NOTHING = new Copy("", 0, 0, 0, false);

    /** {@return the result for a text that has no word in common with any training tweet} */
    static Copy nothing() {
        return NOTHING;
    }

    /**
     * {@return whether the copy is worth a mark: it has {@value #FEWEST_MARKED} words or more, or it is the whole text}
     */
    public boolean isMarked() {
        return whole || words >= FEWEST_MARKED;
    }
}
