package io.github.huggingtweets.tweets.generated;

/**
 * The figures of generated tweets, counted by the generator.
 *
 * @param tweets the number of all tweets
 * @param retweets the number of retweets
 * @param shortTweets the number of other tweets with fewer than three words besides links, mentions and hashtags
 * @param kept the number of the remaining tweets
 * @param characters the number of code points of the kept tweets, cleaned
 * @param replies the number of replies
 * @param likes the sum of all likes
 * @param bytes the size of the unpacked files with the tweets
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

    /** {@return the same figures with another size of the files} */
    public GeneratedFigures withBytes(long count) {
        return new GeneratedFigures(tweets, retweets, shortTweets, kept, characters, replies, likes, count);
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }
}
