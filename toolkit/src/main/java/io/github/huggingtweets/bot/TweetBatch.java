package io.github.huggingtweets.bot;

import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.sources.Author;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tweets that a bot writes at once, as they are written. */
final class TweetBatch implements Generator.Listener {

    private final String beginning;
    private final long[] prompt;
    private final List<TweetStream> tweets;
    private final TweetListener listener;
    private final BitSet finished = new BitSet();

    /**
     * Begins tweets.
     *
     * @param tokenizer the tokenizer of the model
     * @param prompt the first words of each tweet, none if it is empty
     * @param count the number of tweets
     * @param listener receives each piece of text, beginning with the prompts
     * @throws IllegalArgumentException if the prompt is null
     */
    TweetBatch(Gpt2Tokenizer tokenizer, String prompt, int count, TweetListener listener) {
        if (prompt == null) {
            throw new IllegalArgumentException("The prompt is null; to begin without one, leave it out, as in generate(10)");
        }
        this.beginning = prompt.strip().replaceAll("\\R", " ");
        this.prompt = tokenizer.encode(Gpt2Tokenizer.END_OF_TEXT + beginning); // as each tweet begins in the text of a training
        this.tweets = Stream.generate(() -> new TweetStream(tokenizer, this.prompt)).limit(Math.max(0, count)).toList();
        this.listener = listener;
        if (!beginning.isEmpty()) {
            IntStream.range(0, tweets.size()).forEach(tweet -> listener.onText(tweet, tweets.get(tweet).text()));
        }
    }

    /** {@return the tokens of the prompt, after the token that stands before each tweet} */
    long[] prompt() {
        return prompt;
    }

    @Override
    public void onToken(int tweet, long token) {
        String piece = tweets.get(tweet).next(token);
        if (!piece.isEmpty()) {
            listener.onText(tweet, piece);
        }
    }

    @Override
    public void onEnd(int tweet) {
        finished.set(tweet);
    }

    /** {@return those tweets that are finished, in their order} */
    GeneratedTweets finished(List<Author> authors) {
        return new GeneratedTweets(
                finished.stream().mapToObj(tweet -> new GeneratedTweet(beginning, tweets.get(tweet).text(), authors)).toList(),
                authors);
    }
}
