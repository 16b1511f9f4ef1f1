package io.github.huggingtweets.bot;

import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.originality.TrainingTweets;
import io.github.huggingtweets.sources.Author;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tweets that a bot writes at once, as they are written. A tweet that copies too much begins again. */
final class TweetBatch {

    private final Gpt2Tokenizer tokenizer;
    private final String beginning;
    private final long[] prompt;
    private final List<TweetStream> tweets;
    private final TweetListener listener;
    private final Optional<TrainingTweets> known;
    private final OptionalInt original;
    private final int begun; // the length of each tweet at its beginning, when it is only the prompt
    private final BitSet finished = new BitSet();

    /**
     * Begins tweets.
     *
     * @param tokenizer the tokenizer of the model
     * @param prompt the first words of each tweet, none if it is empty
     * @param count the number of tweets
     * @param known the tweets that the model was trained on, if they are known
     * @param original the number of words in a row that are too many to copy, if there is one
     * @param listener receives each piece of text, beginning with the prompts; if a tweet may begin again, the rest of it in one
     *         piece once it is finished
     * @throws IllegalArgumentException if the prompt is null
     * @throws IllegalStateException if copies are limited, and it is not known of what
     */
    TweetBatch(Gpt2Tokenizer tokenizer, String prompt, int count, Optional<TrainingTweets> known, OptionalInt original,
            TweetListener listener) {
        if (prompt == null) {
            throw new IllegalArgumentException("The prompt is null; to begin without one, leave it out, as in generate(10)");
        }
        if (original.isPresent() && known.isEmpty()) {
            throw new IllegalStateException(("This bot does not know the tweets it was trained on, since a saved bot never has"
                    + " them; tell it with bot.trainedOn(corpus), or leave out original(%d)").formatted(original.getAsInt()));
        }
        this.tokenizer = tokenizer;
        this.beginning = prompt.strip().replaceAll("\\R", " ");
        this.prompt = tokenizer.encode(Gpt2Tokenizer.END_OF_TEXT + beginning); // as each tweet begins in the text of a training
        this.known = known;
        this.original = original;
        this.tweets = Stream.generate(this::begin).limit(Math.max(0, count)).collect(Collectors.toList());
        this.begun = begin().text().length();
        this.listener = listener;
        if (!beginning.isEmpty()) {
            IntStream.range(0, tweets.size()).forEach(tweet -> listener.onText(tweet, tweets.get(tweet).text()));
        }
    }

    private TweetStream begin() {
        return new TweetStream(tokenizer, prompt);
    }

    /** {@return the tokens of the prompt, after the token that stands before each tweet} */
    long[] prompt() {
        return prompt;
    }

    /** {@return the tweets that are not finished} */
    int[] open() {
        return IntStream.range(0, tweets.size()).filter(tweet -> !finished.get(tweet)).toArray();
    }

    void onToken(int tweet, long token) {
        String piece = tweets.get(tweet).next(token);
        if (!piece.isEmpty() && original.isEmpty()) {
            listener.onText(tweet, piece);
        }
    }

    /** {@return whether a tweet that has ended is finished; otherwise it copies too much, and begins again} */
    boolean onEnd(int tweet) {
        String text = tweets.get(tweet).text();
        if (original.isPresent()) {
            if (known.orElseThrow().copyBeyond(text, begun).words() >= original.getAsInt()) {
                tweets.set(tweet, begin());
                return false;
            }
            if (text.length() > begun) {
                listener.onText(tweet, text.substring(begun));
            }
        }
        finished.set(tweet);
        return true;
    }

    /** {@return those tweets that are finished, in their order} */
    GeneratedTweets finished(List<Author> authors) {
        return new GeneratedTweets(finished.stream().mapToObj(tweet -> tweets.get(tweet).text())
                .map(text -> new GeneratedTweet(beginning, text, authors, known.map(all -> all.copy(text)))).toList(), authors);
    }
}
