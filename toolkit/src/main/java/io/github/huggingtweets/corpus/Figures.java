package io.github.huggingtweets.corpus;

/**
 * The four figures of an author, which huggingtweets prints on every model card. The first is the sum of the others.
 *
 * @param downloaded the number of all tweets
 * @param retweets the number of tweets left out because somebody else wrote them
 * @param shortTweets the number of tweets left out because they say too little
 * @param kept the number of tweets that a model learns from
 */
public record Figures(int downloaded, int retweets, int shortTweets, int kept) {

    /**
     * Checks the figures.
     *
     * @param downloaded the number of all tweets
     * @param retweets the number of retweets
     * @param shortTweets the number of short tweets
     * @param kept the number of kept tweets
     * @throws IllegalArgumentException if a figure is negative, or if the first is not the sum of the others
     */
    public Figures {
        if (retweets < 0 || shortTweets < 0 || kept < 0 || downloaded != retweets + shortTweets + kept) {
            throw new IllegalArgumentException(
                    "%d tweets cannot be %d retweets, %d short and %d kept".formatted(downloaded, retweets, shortTweets, kept));
        }
    }

    /**
     * Adds other figures.
     *
     * @param others the figures of other tweets
     * @return the sums
     * @throws ArithmeticException if there are more tweets than an {@code int} can count
     */
    public Figures plus(Figures others) {
        return new Figures(Math.addExact(downloaded, others.downloaded), retweets + others.retweets,
                shortTweets + others.shortTweets, kept + others.kept);
    }
}
