package io.github.huggingtweets.bot;

import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Pretrained;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.sources.Author;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model that writes tweets in somebody's manner. It owns native memory, which is freed when the bot is closed, or else some
 * time after it has become unreachable.
 */
public final class Bot implements AutoCloseable {

    private final Gpt2 model;
    private final Gpt2Tokenizer tokenizer;
    private final Optional<Run> run;

    /**
     * Makes a bot of its parts.
     *
     * @param model the fine-tuned model, which the bot closes
     * @param tokenizer its tokenizer, which the bot closes
     * @param run the record of the training that made it, if there is one
     */
    public Bot(Gpt2 model, Gpt2Tokenizer tokenizer, Optional<Run> run) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.run = run;
    }

    /**
     * Loads a bot that was saved, or any GPT-2 in Hugging Face's layout.
     *
     * @param folder the folder
     * @return the bot
     * @throws ModelException if something in the folder is missing or broken
     */
    public static Bot load(Path folder) {
        return BotFolder.load(folder);
    }

    /**
     * Loads a bot from the Hugging Face Hub or from a folder, or any GPT-2 in Hugging Face's layout.
     *
     * @param name a name on the Hub such as {@code huggingtweets/kirsten3531} or, with a revision,
     *         {@code huggingtweets/kirsten3531@main}; or the path of a folder. A model on the Hub is downloaded unless it is in
     *         the cache.
     * @return the bot
     * @throws ModelException if the folder is not there, or something in it is missing or broken
     * @throws IllegalArgumentException if neither a folder nor a model on the Hub can have this name
     * @throws io.github.huggingtweets.hub.HubException if it cannot be downloaded
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it is downloaded
     */
    public static Bot load(String name) {
        return load(Pretrained.of(name).folder(BotFolder.RUN));
    }

    /**
     * Writes one tweet that begins with a prompt, with the settings that the published bots had.
     *
     * @param prompt the first words
     * @return the tweet
     * @throws IllegalArgumentException if the prompt is empty
     * @throws ModelException if the prompt is longer than a tweet may be
     */
    public GeneratedTweet generate(String prompt) {
        return generate(prompt, 1).get(0);
    }

    /**
     * Writes tweets that begin with a prompt, with the settings that the published bots had.
     *
     * @param prompt the first words
     * @param count the number of tweets, at least 1
     * @return the tweets
     * @throws IllegalArgumentException if the prompt is empty or the count is not positive
     * @throws ModelException if the prompt is longer than a tweet may be
     */
    public GeneratedTweets generate(String prompt, int count) {
        return generate(prompt, count, Sampling.defaults());
    }

    /**
     * Writes tweets that begin with a prompt.
     *
     * @param prompt the first words; a line break in them becomes a space, since a tweet ends at a line break
     * @param count the number of tweets, at least 1
     * @param sampling how tokens are chosen; with a seed, the same call writes the same tweets
     * @return the tweets, each up to its first line break
     * @throws IllegalArgumentException if the prompt is empty or the count is not positive
     * @throws ModelException if the prompt is longer than the sampling's maximum length
     */
    public GeneratedTweets generate(String prompt, int count, Sampling sampling) {
        return generate(prompt, count, sampling, (tweet, piece) -> {});
    }

    /**
     * Writes tweets that begin with a prompt, and hands each piece of text to a listener.
     *
     * @param prompt the first words; a line break in them becomes a space, since a tweet ends at a line break
     * @param count the number of tweets, at least 1
     * @param sampling how tokens are chosen; with a seed, the same call writes the same tweets
     * @param listener receives each piece of text as soon as it is written
     * @return the tweets, each up to its first line break
     * @throws IllegalArgumentException if the prompt is empty or the count is not positive
     * @throws ModelException if the prompt is longer than the sampling's maximum length
     */
    public GeneratedTweets generate(String prompt, int count, Sampling sampling, TweetListener listener) {
        if (prompt == null || prompt.isBlank()) {
            throw new IllegalArgumentException("The prompt is empty; give the first words of a tweet, such as \"My dream is\"");
        }
        String beginning = prompt.strip().replaceAll("\\R", " ");
        long[] tokens = tokenizer.encode(Gpt2Tokenizer.END_OF_TEXT + beginning);
        List<TweetStream> tweets =
                Stream.generate(() -> new TweetStream(tokenizer, tokens)).limit(Math.max(0, count)).toList();
        IntStream.range(0, tweets.size()).forEach(tweet -> listener.onText(tweet, tweets.get(tweet).text()));
        new Generator(model).stoppingAt(tokenizer.lineBreaks()).generate(tokens, count, sampling, (tweet, token) -> {
            String piece = tweets.get(tweet).next(token);
            if (!piece.isEmpty()) {
                listener.onText(tweet, piece);
            }
        });
        List<Author> authors = authors();
        return new GeneratedTweets(
                tweets.stream().map(tweet -> new GeneratedTweet(beginning, tweet.text(), authors)).toList(), authors);
    }

    /**
     * Saves the bot as a folder that {@link #load(Path)} and Python's {@code transformers} read, with its model card and the
     * record of its training. If it cannot be written, the folder stays as it was.
     *
     * @param folder the folder, made if there is none; files of an earlier bot in it are replaced
     * @return the folder
     * @throws ModelException if it cannot be written
     */
    public Path save(Path folder) {
        return BotFolder.save(this, folder);
    }

    /**
     * {@return the model card, which tells other people about this bot; {@link #save} writes it beside the model}
     *
     * @throws ModelException if the bot has no {@link #run() record} of its training
     */
    public ModelCard card() {
        Run made = run();
        return new ModelCard(made.authors(), made.figuresByAuthor(), made.baseModel(), made.hyperParameters(),
                made.loss().map(MeanLoss::toString), made.perplexityBefore(), made.perplexityAfter(), made.started(),
                made.duration(), made.versions(), made.language());
    }

    /** {@return the model} */
    public Gpt2 model() {
        return model;
    }

    /** {@return the tokenizer of the model} */
    public Gpt2Tokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * {@return the record of the training that made this bot}
     *
     * @throws ModelException if there is none, since the model was not made by this toolkit
     */
    public Run run() {
        return run.orElseThrow(() -> new ModelException("This model came without the record of its training, run.json"));
    }

    /** {@return whether there is a record of the training that made this bot} */
    public boolean hasRun() {
        return run.isPresent();
    }

    /** {@return whose tweets the bot learned from; empty if that is not known} */
    public List<Author> authors() {
        return run.map(Run::authors).orElse(List.of());
    }

    @Override
    public void close() {
        tokenizer.close();
        model.close();
    }

    @Override
    public String toString() {
        String whose = authors().stream()
                .map(author -> author.name() + " (@" + author.handle() + ")")
                .collect(Collectors.joining(" & "));
        return whose.isEmpty() ? "Bot: " + model : "Bot in the manner of " + whose + ": " + model;
    }
}
