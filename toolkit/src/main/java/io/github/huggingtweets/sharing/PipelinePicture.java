package io.github.huggingtweets.sharing;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.ChartSheet;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.drawing.StepsPicture;
import io.github.huggingtweets.drawing.StepsPicture.Step;
import io.github.huggingtweets.sharing.ModelCard.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The steps from tweets to a bot, with what a card tells of each. */
final class PipelinePicture {

    private PipelinePicture() {}

    static ChartSheet of(ModelCard card) {
        return StepsPicture.of("From %s to a bot".formatted(English.count(sum(card).downloaded(), "tweet")),
                "How the bot in the manner of %s was made, and what came out of each step".formatted(card.names()), steps(card));
    }

    /** {@return the steps as a sentence, for people who do not see the picture} */
    static String words(ModelCard card) {
        return steps(card).stream()
                .map(step -> "%s: %s %s".formatted(step.name(), step.figure(), step.explanation()).strip())
                .collect(Collectors.joining("; ", "", "."));
    }

    private static List<Step> steps(ModelCard card) {
        Figures tweets = sum(card);
        Map<String, String> facts = card.training().facts();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("Download", number(tweets.downloaded()),
                (tweets.downloaded() == 1 ? "tweet of " : "tweets of ") + English.handles(card.authors())));
        steps.add(new Step("Clean", number(tweets.kept()), "kept; %s and %s left out".formatted(
                English.count(tweets.retweets(), "retweet"), English.count(tweets.shortTweets(), "short tweet"))));
        if (facts.containsKey(Training.TOKENS)) {
            steps.add(new Step("Cut into tokens", facts.get(Training.TOKENS),
                    facts.containsKey(Training.BLOCKS) ? "tokens, cut into " + facts.get(Training.BLOCKS) : "tokens"));
        }
        String[] loss = facts.getOrDefault(Training.LOSS, "").split(", ");
        String taken = facts.containsKey(Training.STEPS) ? "after %s steps".formatted(facts.get(Training.STEPS)) : "";
        if (loss[0].isEmpty()) {
            steps.add(new Step("Fine-tune", card.baseModel(), taken));
        } else {
            steps.add(new Step("Fine-tune " + card.baseModel(), loss[0],
                    ("loss " + taken).strip() + (loss.length > 1 ? ", " + loss[1] : "")));
        }
        steps.add(new Step("Write", card.authors().size() == 1 ? "AI bot" : "AI cyborg", "in the manner of " + card.names()));
        return steps;
    }

    private static Figures sum(ModelCard card) {
        return card.figures().stream().reduce(new Figures(0, 0, 0, 0), Figures::plus);
    }

    private static String number(int count) {
        return English.format("%,d", count);
    }
}
