package io.github.huggingtweets.bot;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.Face;
import io.github.huggingtweets.drawing.FiguresChart;
import io.github.huggingtweets.drawing.Picture;
import io.github.huggingtweets.drawing.UsersChart;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.sharing.BotPage;
import io.github.huggingtweets.sharing.ModelCard;
import io.github.huggingtweets.sources.Author;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a page tells about a bot: the facts of its run, its tweets, and the charts of what it knows. */
final class PageOfBot {

    /** How many tweets are generated for a page. */
    static final int TWEETS = 50;

    /** The seed of these tweets. */
    static final long SEED = 1;

    private PageOfBot() {}

    static BotPage of(Bot bot, List<Face> faces, List<GeneratedTweet> tweets) {
        Optional<Run> run = bot.hasRun() ? Optional.of(bot.run()) : Optional.empty();
        Optional<ModelCard> card = bot.hasCard() ? Optional.of(bot.card()) : Optional.empty();
        return new BotPage(faces, card.map(ModelCard::language),
                tweets.stream().map(tweet -> new BotPage.Words(tweet.prompt(), tweet.text())).toList(),
                card.map(made -> new BotPage.Making(made.figures(), made.baseModel(), run.map(PageOfBot::training))),
                bot.newestReport(), charts(card, run, bot.corpus(), bot.newestReport()));
    }

    private static BotPage.Training training(Run run) {
        int steps = run.steps().isEmpty() ? 0 : run.steps().get(run.steps().size() - 1).step();
        return new BotPage.Training(steps, run.started(), run.duration(), run.loss().map(MeanLoss::toString));
    }

    private static List<Picture> charts(Optional<ModelCard> card, Optional<Run> run, Optional<Corpus> corpus,
            Optional<Report> report) {
        List<Picture> charts = new ArrayList<>();
        card.ifPresent(made -> charts.add(figures(made.authors(), made.figures())));
        corpus.ifPresent(tweets -> charts.add(tweets.chart().tweetLengths()));
        run.ifPresent(made -> charts.add(made.chart().lossWithoutAdvice()));
        report.filter(about -> about.voice().own().isPresent() || about.voice().somebodyElses().isPresent())
                .ifPresent(about -> charts.add(about.chart().voice()));
        report.filter(about -> about.originality().tweets() > 0).ifPresent(about -> charts.add(about.chart().longestRuns()));
        return charts;
    }

    private static Picture figures(List<Author> authors, List<Figures> figures) {
        if (figures.size() > 1) {
            return UsersChart.of(IntStream.range(0, authors.size()).mapToObj(i -> new UsersChart.User(authors.get(i),
                    figures.get(i).downloaded(), figures.get(i).retweets(), figures.get(i).shortTweets(), figures.get(i).kept()))
                    .toList());
        }
        Figures all = figures.get(0);
        return FiguresChart.of(authors, all.downloaded(), all.retweets(), all.shortTweets(), all.kept());
    }
}
