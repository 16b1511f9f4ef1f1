package io.github.huggingtweets.corpus;

/**
 * The four figures of a user, which huggingtweets prints on every model card. The first is the sum of the others.
 *
 * @param downloaded all tweets
 * @param retweets those left out because somebody else wrote them
 * @param shortTweets those left out because they say too little
 * @param kept those that a model learns from
 */
public record Figures(int downloaded, int retweets, int shortTweets, int kept) {

    public Figures {
        if (retweets < 0 || shortTweets < 0 || kept < 0 || downloaded != retweets + shortTweets + kept) {
            throw new IllegalArgumentException(
                    "%d tweets cannot be %d retweets, %d short and %d kept".formatted(downloaded, retweets, shortTweets, kept));
        }
    }

    /** {@return the sums of these figures and others} */
    public Figures plus(Figures others) {
        return new Figures(Math.addExact(downloaded, others.downloaded), retweets + others.retweets,
                shortTweets + others.shortTweets, kept + others.kept);
    }
}
