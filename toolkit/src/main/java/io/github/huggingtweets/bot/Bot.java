package io.github.huggingtweets.bot;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.drawing.TweetPicture;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Pretrained;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.hub.Hub;
import io.github.huggingtweets.hub.Published;
import io.github.huggingtweets.originality.TrainingTweets;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.sharing.BotPage;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.sharing.ProfilePhotos;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tracking.RecordedAt;
import io.github.huggingtweets.tracking.TrackedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A model that writes tweets in somebody's manner. It owns native memory, which is freed when the bot is closed, or else some
 * time after it has become unreachable.
 */
public final class Bot implements AutoCloseable {

    private final Gpt2 model;
    private final Gpt2Tokenizer tokenizer;
    private final Optional<Run> run;
    private final Optional<ModelCard> publishedCard;
    private volatile Optional<Report> report = Optional.empty();
    private Optional<Corpus> corpus = Optional.empty(); // the tweets of the training, if they are known
    private Optional<TrainingTweets> trainingTweets = Optional.empty(); // the same, once they were needed
    private TrackedRun tracked = TrackedRun.none();
    private final ProfilePhotos photos = new ProfilePhotos();
    private volatile Optional<Prediction> prediction = Optional.empty(); // the picture that is saved with the bot

    /**
     * Makes a bot of its parts.
     *
     * @param model the fine-tuned model, which the bot closes
     * @param tokenizer its tokenizer, which the bot closes
     * @param run the record of the training that made it, if there is one
     */
    public Bot(Gpt2 model, Gpt2Tokenizer tokenizer, Optional<Run> run) {
        this(model, tokenizer, run, Optional.empty());
    }

    /** Makes a bot that may have come with a model card instead of the record of its training. */
    Bot(Gpt2 model, Gpt2Tokenizer tokenizer, Optional<Run> run, Optional<ModelCard> publishedCard) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.run = run;
        this.publishedCard = publishedCard;
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
     * @throws CancellationException if the thread is interrupted while it is downloaded
     */
    public static Bot load(String name) {
        return load(Pretrained.of(name).folder(Run.FILE, ModelCard.FILE, Prediction.FILE));
    }

    // ----------------------------------------------------------------------------------------------------------- generate

    /**
     * Writes one tweet, with the settings that the published bots had.
     *
     * @return the tweet
     * @throws CancellationException if the thread is interrupted
     */
    public GeneratedTweet generate() {
        return generate(1).get(0);
    }

    /**
     * Writes tweets without a prompt: the bot begins each at its beginning, as it has learned the tweets. Otherwise the same as
     * {@link #generate(String, int)}.
     *
     * @param count the number of tweets, at least 1
     * @return the tweets, whose prompts are empty
     * @throws IllegalArgumentException if the count is not positive
     * @throws CancellationException if the thread is interrupted before a tweet is finished
     */
    public GeneratedTweets generate(int count) {
        return generate(count, Sampling.defaults());
    }

    /**
     * Writes tweets without a prompt: the bot begins each at its beginning, as it has learned the tweets. Otherwise the same as
     * {@link #generate(String, int, Sampling)}.
     *
     * @param count the number of tweets, at least 1
     * @param sampling how tokens are chosen; with a seed, the same call writes the same tweets
     * @return the tweets, each up to its first line break, whose prompts are empty
     * @throws IllegalArgumentException if the count is not positive
     * @throws CancellationException if the thread is interrupted before a tweet is finished
     */
    public GeneratedTweets generate(int count, Sampling sampling) {
        return generate("", count, sampling);
    }

    /**
     * Writes one tweet that begins with a prompt, with the settings that the published bots had.
     *
     * @param prompt the first words; none if it is empty
     * @return the tweet
     * @throws ModelException if the prompt is longer than a tweet may be
     * @throws CancellationException if the thread is interrupted
     */
    public GeneratedTweet generate(String prompt) {
        return generate(prompt, 1).get(0);
    }

    /**
     * Writes tweets that begin with a prompt, with the settings that the published bots had. If it takes more than two seconds, a
     * bar in a notebook or a line in a terminal shows how many are finished. If the thread is interrupted, for example by the stop
     * button of a notebook, the result has those that are finished.
     *
     * @param prompt the first words; none if it is empty
     * @param count the number of tweets, at least 1
     * @return the tweets
     * @throws IllegalArgumentException if the count is not positive
     * @throws ModelException if the prompt is longer than a tweet may be
     * @throws CancellationException if the thread is interrupted before a tweet is finished
     */
    public GeneratedTweets generate(String prompt, int count) {
        return generate(prompt, count, Sampling.defaults());
    }

    /**
     * Writes tweets that begin with a prompt. If it takes more than two seconds, a bar in a notebook or a line in a terminal shows
     * how many are finished. If the thread is interrupted, for example by the stop button of a notebook, the result has those that
     * are finished.
     *
     * <p>With {@link Sampling#original(int)}, a tweet that copies too many words is drawn again. The words of the prompt belong to
     * a run that goes on after it, but a run that lies wholly within the prompt is yours and allowed. With a seed, the tweets are
     * those that the bot writes without this limit, except for those that copied.
     *
     * @param prompt the first words, none if it is empty; a line break in them becomes a space, since a tweet ends at a line break
     * @param count the number of tweets, at least 1
     * @param sampling how tokens are chosen; with a seed, the same call writes the same tweets
     * @return the tweets, each up to its first line break
     * @throws IllegalArgumentException if the count is not positive
     * @throws ModelException if the prompt is longer than the sampling's maximum length, or most tweets copy more words than the
     *         sampling allows
     * @throws IllegalStateException if the sampling limits copies, and the bot does not know the tweets that it was trained on
     * @throws CancellationException if the thread is interrupted before a tweet is finished
     */
    public GeneratedTweets generate(String prompt, int count, Sampling sampling) {
        return generate(prompt, count, sampling, ProgressListener::standard, System::nanoTime);
    }

    /** Does the same with another display of the progress, which is made if there is something to show, and another clock. */
    GeneratedTweets generate(String prompt, int count, Sampling sampling, Supplier<ProgressListener> display,
            LongSupplier nanoTime) {
        return record(write(prompt, count, sampling, display, nanoTime), display);
    }

    /** Does the same for tweets that nobody is to see as those of the bot, and that no tracker records. */
    GeneratedTweets write(String prompt, int count, Sampling sampling, Supplier<ProgressListener> display,
            LongSupplier nanoTime) {
        TweetBatch batch = new TweetBatch(tokenizer, prompt, count, trainingTweets(), sampling.original(), (tweet, piece) -> {});
        int most = Math.min(sampling.maxLength(), model.config().contextLength()) - batch.prompt().length;
        GenerationMeter meter = new GenerationMeter(count, most, sampling.original().isPresent(), display, nanoTime);
        try {
            new Generation(generator(), batch, sampling, Optional.of(meter)).run(count);
            meter.end(State.COMPLETE);
        } catch (CancellationException e) {
            meter.end(State.STOPPED);
            if (meter.finished() == 0) {
                throw new CancellationException("The generation was stopped before a tweet was finished.");
            }
        } catch (RuntimeException | Error e) {
            meter.end(State.FAILED);
            throw e;
        }
        return batch.finished(authors());
    }

    /**
     * Writes tweets that begin with a prompt, and hands each piece of text to a listener. It shows no progress.
     *
     * @param prompt the first words, none if it is empty; a line break in them becomes a space, since a tweet ends at a line break
     * @param count the number of tweets, at least 1
     * @param sampling how tokens are chosen; with a seed, the same call writes the same tweets
     * @param listener receives each piece of text as soon as it is written; with {@link Sampling#original(int)}, the prompt, and
     *         the rest in one piece as soon as the tweet is finished and does not copy too much
     * @return the tweets, each up to its first line break
     * @throws IllegalArgumentException if the count is not positive
     * @throws ModelException if the prompt is longer than the sampling's maximum length, or most tweets copy more words than the
     *         sampling allows
     * @throws IllegalStateException if the sampling limits copies, and the bot does not know the tweets that it was trained on
     * @throws CancellationException if the thread is interrupted
     */
    public GeneratedTweets generate(String prompt, int count, Sampling sampling, TweetListener listener) {
        TweetBatch batch = new TweetBatch(tokenizer, prompt, count, trainingTweets(), sampling.original(), listener);
        new Generation(generator(), batch, sampling, Optional.empty()).run(count);
        return record(batch.finished(authors()), ProgressListener::standard);
    }

    private Generator generator() {
        return new Generator(model).stoppingAt(tokenizer.lineBreaks());
    }

    // --------------------------------------------------------------------------------------------- what its training left

    /**
     * Tells the bot which tweets it was trained on, so that it knows what its tweets copy from them: see
     * {@link GeneratedTweet#copy} and {@link Sampling#original(int)}. A bot knows them after its training, but not once it was
     * saved and loaded, since a saved bot never holds them.
     *
     * <p>All tweets of the corpus count, also those that were held out of the training: the question is whether a tweet is
     * somebody's own text, word for word.
     *
     * @param corpus the tweets
     * @return this bot
     * @throws IllegalArgumentException if there are none, or if the record of the training says that they were others
     */
    public synchronized Bot trainedOn(Corpus corpus) {
        Assessment.requireTrainedOn(corpus, this);
        this.corpus = Optional.of(corpus);
        trainingTweets = Optional.empty();
        return this;
    }

    /** {@return the tweets that this bot was trained on, if it knows them} */
    synchronized Optional<Corpus> corpus() {
        return corpus;
    }

    /** {@return an index of the tweets that this bot was trained on, if it knows them; made when it is first needed} */
    synchronized Optional<TrainingTweets> trainingTweets() {
        if (trainingTweets.isEmpty()) {
            trainingTweets = corpus.map(Corpus::tweets).map(TrainingTweets::of);
        }
        return trainingTweets;
    }

    /**
     * Connects the bot to the run that its training recorded: what it writes and each report on it are added there.
     *
     * @param recorded the run
     * @return this bot
     */
    public synchronized Bot trackedBy(TrackedRun recorded) {
        tracked = recorded;
        return this;
    }

    /** Adds tweets to the table of the recorded run, if there is one. */
    private GeneratedTweets record(GeneratedTweets tweets, Supplier<ProgressListener> display) {
        TrackedRun recorded = tracked();
        recorded.table("generated tweets", List.of("prompt", "tweet"),
                tweets.stream().map(tweet -> List.<Object>of(tweet.prompt(), tweet.text())).toList());
        tell(recorded, display);
        return tweets;
    }

    private static void tell(TrackedRun recorded, Supplier<ProgressListener> display) {
        recorded.messages().forEach(message -> display.get().onNote(message));
    }

    private synchronized TrackedRun tracked() {
        return tracked;
    }

    // --------------------------------------------------------------------------------------------------------- the report

    /**
     * {@return the report on this bot: the newest one, made with {@link #report(Corpus)} before or loaded with the bot; if there
     * is none, it is made now, with the tweets that the bot knows after its training, or from {@link #trainedOn}}
     *
     * @throws IllegalStateException if there is none, and the bot does not know the tweets that it was trained on
     * @throws CancellationException as {@link #report(Corpus)}
     */
    public Report report() {
        return report.orElseGet(() -> report(corpus().orElseThrow(() -> new IllegalStateException(
                "There is no report on this bot, and it does not know the tweets that it was trained on; give them, as in"
                        + " bot.report(corpus)"))));
    }

    /**
     * Makes a report on this bot: how well it predicts tweets that it has not learned from, before and after its training; how
     * much of {@value Assessment#TWEETS} tweets that it writes without a prompt stands in the tweets that it was trained on; and
     * whether it was trained long enough.
     *
     * <p>The bot keeps the report, {@link #save} writes it, and from now on the bot knows these tweets, as after
     * {@link #trainedOn}. The same bot and the same tweets give the same report. The stop button ends the generation; the report is
     * about the tweets that are finished then.
     *
     * @param trainedOn the tweets that it was trained on, all of them: those that were held out are found again with the record of
     *         the training
     * @return the report
     * @throws IllegalArgumentException if it has no tweets, or is not the corpus that the bot was trained on, by the record of the
     *         training
     * @throws CancellationException if the thread is interrupted before a tweet is generated
     */
    public Report report(Corpus trainedOn) {
        return report(trainedOn, Assessment.TWEETS, Sampling.defaults());
    }

    /**
     * Makes a report with tweets of somebody else, too: a bot should predict its own person better than others. Otherwise the same
     * as {@link #report(Corpus)}.
     *
     * @param trainedOn the tweets that it was trained on
     * @param somebodyElses tweets of others; those that are in the first corpus, too, are left out
     * @return the report
     * @throws IllegalArgumentException as {@link #report(Corpus)}, or if the other tweets are by somebody whose tweets the bot
     *         learned from
     * @throws CancellationException as {@link #report(Corpus)}
     */
    public Report report(Corpus trainedOn, Corpus somebodyElses) {
        return report(trainedOn, somebodyElses, Assessment.TWEETS, Sampling.defaults());
    }

    /**
     * Makes a report with another number of generated tweets: a large model on a CPU takes long for
     * {@value Assessment#TWEETS}. Otherwise the same as {@link #report(Corpus)}.
     *
     * @param trainedOn the tweets that it was trained on
     * @param tweets the number of tweets to generate, at least 1
     * @param sampling how they are written; with the seed {@value Assessment#SEED} if it has none
     * @return the report
     * @throws IllegalArgumentException as {@link #report(Corpus)}, or if the number is less than 1
     * @throws CancellationException as {@link #report(Corpus)}
     */
    public Report report(Corpus trainedOn, int tweets, Sampling sampling) {
        return keep(new Assessment(this, trainedOn, Optional.empty(), tweets, sampling)
                .report(ProgressListener::standard, System::nanoTime));
    }

    /**
     * Makes a report with tweets of somebody else and another number of generated tweets.
     *
     * @param trainedOn the tweets that it was trained on
     * @param somebodyElses tweets of others; those that are in the first corpus, too, are left out
     * @param tweets the number of tweets to generate, at least 1
     * @param sampling how they are written; with the seed {@value Assessment#SEED} if it has none
     * @return the report
     * @throws IllegalArgumentException as {@link #report(Corpus, Corpus)}, or if the number is less than 1
     * @throws CancellationException as {@link #report(Corpus)}
     */
    public Report report(Corpus trainedOn, Corpus somebodyElses, int tweets, Sampling sampling) {
        return keep(new Assessment(this, trainedOn, Optional.of(somebodyElses), tweets, sampling)
                .report(ProgressListener::standard, System::nanoTime));
    }

    /** {@return the newest report on this bot, made now or loaded with it, if there is one} */
    Optional<Report> newestReport() {
        return report;
    }

    /** {@return whether there is a report on this bot, made now or loaded with it} */
    public boolean hasReport() {
        return report.isPresent();
    }

    /** {@return a report, which is the newest one from now on} */
    Report keep(Report newest) {
        report = Optional.of(newest);
        TrackedRun recorded = tracked();
        RecordedReport.add(newest, recorded);
        tell(recorded, ProgressListener::standard);
        return newest;
    }

    // ------------------------------------------------------------------------------------------------ card, picture, page

    /**
     * {@return the model card, which tells other people about this bot; {@link #save} writes it beside the model} A published bot
     * that was loaded has the card that it was published with.
     *
     * @throws ModelException if the bot has neither a {@link #run() record} of its training nor a card that was published with it
     */
    public ModelCard card() {
        return run.map(made -> CardOfBot.of(run(), report, prediction().map(picture -> Prediction.FILE))).or(() -> publishedCard)
                .orElseThrow(() -> new ModelException(
                        "This model came with neither the record of its training, run.json, nor the model card of a bot, README.md"));
    }

    /** {@return whether there is a {@link #card() model card}} */
    boolean hasCard() {
        return run.isPresent() || publishedCard.isPresent();
    }

    /**
     * Draws a tweet as a picture for social media, 1,200 x 630 pixels, with the name, handle and profile picture of each author (or
     * the initials, if the picture cannot be downloaded within a few seconds), a label that says that a bot wrote it, and the words
     * of the prompt marked. It shows itself in a notebook, and is saved with {@code .save(Path.of("predictions.png"))}, or as
     * {@code .svg}.
     *
     * <p>The bot keeps the newest picture: {@link #save} writes it as {@code predictions.png}, and the model card shows it. A bot
     * of which no picture was made is saved without one, since nobody has chosen a tweet.
     *
     * @param tweet a tweet that the bot wrote
     * @return the picture
     * @throws IllegalStateException if Java cannot read the fonts that come with the toolkit; the message says what to do
     * @throws CancellationException if the thread is interrupted while a profile picture is downloaded
     */
    public TweetPicture picture(GeneratedTweet tweet) {
        List<Author> shown = tweet.authors().isEmpty() ? authors() : tweet.authors();
        TweetPicture picture = new TweetPicture(photos.faces(shown), tweet.prompt(), tweet.text());
        prediction = Optional.of(new Prediction(picture.png())); // drawn now, so that saving cannot fail for lack of fonts
        return picture;
    }

    /** {@return the picture that is saved with the bot, if there is one} */
    Optional<Prediction> prediction() {
        return prediction;
    }

    /** Makes the bot keep the picture that it was saved with. */
    void keep(Prediction saved) {
        prediction = Optional.of(saved);
    }

    /**
     * Writes the bot as one HTML file to send to a friend: whom it imitates, fifty tweets that are generated for the page, without a
     * prompt and always the same ones, what it is made of, and charts. The file loads nothing and runs nothing, so that it needs no
     * server and no network, and suits phones and screens, light and dark.
     *
     * @param file the file, whose name ends with {@code .html}; folders that are missing are made
     * @return the file
     * @throws IllegalArgumentException if the name ends with neither {@code .html} nor {@code .htm}
     * @throws java.io.UncheckedIOException if the file cannot be written; an earlier file is then kept
     * @throws CancellationException if the thread is interrupted before a tweet is finished
     */
    public Path page(Path file) {
        BotPage.requireName(file); // before it generates
        return page(file, generate(PageOfBot.TWEETS, Sampling.defaults().seed(PageOfBot.SEED)));
    }

    /**
     * Writes the bot as one HTML file, as {@link #page(Path)} does, with tweets of your choice.
     *
     * @param file the file, whose name ends with {@code .html}; folders that are missing are made
     * @param tweets tweets that the bot wrote, at least one, in the order of the page
     * @return the file
     * @throws IllegalArgumentException if the name ends with neither {@code .html} nor {@code .htm}, or if there are no tweets
     * @throws java.io.UncheckedIOException if the file cannot be written; an earlier file is then kept
     * @throws CancellationException if the thread is interrupted while a profile picture is downloaded
     */
    public Path page(Path file, List<GeneratedTweet> tweets) {
        BotPage.requireName(file);
        if (tweets.isEmpty()) {
            throw new IllegalArgumentException(
                    "A page needs 1 tweet or more; give some, such as bot.generate(10), or leave out the"
                            + " list");
        }
        PageOfBot.of(this, photos.faces(authors()), tweets).save(file);
        return file;
    }

    // ------------------------------------------------------------------------------------------------------ save and push

    /**
     * Saves the bot as a folder that {@link #load(Path)} and Python's {@code transformers} read, with its model card, the record of
     * its training, and the newest {@link #picture} if there is one. If it cannot be written, the folder stays as it was.
     *
     * @param folder the folder, made if there is none; files of an earlier bot in it are replaced
     * @return the folder
     * @throws ModelException if it cannot be written
     */
    public Path save(Path folder) {
        return BotFolder.save(this, folder);
    }

    /**
     * Pushes the bot to the Hugging Face Hub: what {@link #save} writes, with the model card. If there is no repository of the name,
     * a private one is made; {@link Published#visible()} shows it to everybody. Only files that have changed are sent, with a
     * progress bar, and files of an earlier bot that this one does not have are removed. All changes are one commit: if the push
     * fails or is stopped, the model on the Hub is as it was, and the next push goes on from there. The raw tweets stay here.
     *
     * <p>The push needs a token that may write: in {@code HF_TOKEN}, or in the file where {@code hf auth login} puts it.
     *
     * @param name the name on the Hub, such as {@code me/name}: an account or organization, and a name in it
     * @return the model on the Hub, with its address
     * @throws IllegalArgumentException if no model can be pushed to such a name
     * @throws ModelException if the bot cannot be written to the folder for temporary files
     * @throws io.github.huggingtweets.hub.HubException if there is no token, if the Hub refuses, or if it cannot be reached
     * @throws CancellationException if the thread is interrupted, for example by the stop button of a notebook
     */
    public Published push(String name) {
        return BotPush.push(this, name, Hub.standard(), Path.of(System.getProperty("java.io.tmpdir")));
    }

    // ---------------------------------------------------------------------------------------------------------- its parts

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
        List<RecordedAt> places = tracked().addresses(); // a service may have answered since the end of the training
        return run.map(made -> places.isEmpty() ? made : made.recordedAt(places))
                .orElseThrow(() -> new ModelException("This model came without the record of its training, run.json"));
    }

    /** {@return whether there is a record of the training that made this bot} */
    public boolean hasRun() {
        return run.isPresent();
    }

    /** {@return whose tweets the bot learned from; empty if that is not known} */
    public List<Author> authors() {
        return run.map(Run::authors).or(() -> publishedCard.map(ModelCard::authors)).orElse(List.of());
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
