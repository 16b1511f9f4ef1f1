package io.github.huggingtweets.tweets.generated;

/**
 * What was written, counted while it was made.
 *
 * @param tweets all tweets
 * @param retweets those that pass on somebody else's
 * @param shortTweets the others with fewer than three words besides links, mentions and hashtags
 * @param kept the rest
 * @param characters the code points of the kept tweets, cleaned
 * @param replies those that answer somebody
 * @param likes the sum of all likes
 * @param bytes of the files that hold the tweets, unpacked
 */
public record GeneratedFigures(
        int tweets, int retweets, int shortTweets, int kept, long characters, int replies, long likes, long bytes) {

    private static final int FEW_WORDS = 3;

    static final GeneratedFigures NOTHING = new GeneratedFigures(0, 0, 0, 0, 0, 0, 0, 0);

    GeneratedFigures plus(GeneratedTweet tweet) {
        boolean isShort = !tweet.retweet() && tweet.plainWords() < FEW_WORDS;
        boolean isKept = !tweet.retweet() && !isShort;
        return new GeneratedFigures(tweets + 1, retweets + one(tweet.retweet()), shortTweets + one(isShort), kept + one(isKept),
                characters + (isKept ? tweet.cleaned().codePointCount(0, tweet.cleaned().length()) : 0),
                replies + one(tweet.answered().isPresent()), likes + tweet.likes(), bytes);
    }

    /** {@return the same figures, of files of another size} */
    public GeneratedFigures withBytes(long count) {
        return new GeneratedFigures(tweets, retweets, shortTweets, kept, characters, replies, likes, count);
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }
}
