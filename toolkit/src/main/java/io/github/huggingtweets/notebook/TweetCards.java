package io.github.huggingtweets.notebook;

import io.github.huggingtweets.bot.GeneratedTweet;
import io.github.huggingtweets.bot.GeneratedTweets;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.originality.Copy;
import io.github.huggingtweets.sharing.Portrait;
import io.github.huggingtweets.sharing.ShareLink;
import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Generated tweets, for the template: each is a card like that of a tweet, with a label that says that a machine wrote it.
 *
 * @param portraits the authors that the bot learned from; a nameless machine if they are not known
 * @param names their names, joined
 * @param handles their handles, joined; empty if they are not known
 * @param label the label of the cards
 * @param cards a card for each tweet
 * @param these "these" or, of a single tweet, "this"
 */
record TweetCards(List<Portrait> portraits, String names, String handles, String label, List<Card> cards, String these) {

    private static final Portrait NOBODY = new Portrait(null, "A language model", "AI");

    /**
     * A text in up to three parts, and the address of the link that shares it.
     *
     * @param before the text before the copied words; the whole text if no copy is to be marked
     * @param copied the words that are copied from a training tweet
     * @param after the text after them
     * @param note what is copied, in words
     * @param source the training tweet
     * @param share the address
     */
    record Card(String before, String copied, String after, String note, String source, String share) {

        static Card of(GeneratedTweet tweet) {
            String text = tweet.text();
            String share = ShareLink.of(text).toString();
            return tweet.copy().filter(Copy::isMarked).map(copy -> new Card(
                    text.substring(0, copy.start()), text.substring(copy.start(), copy.end()), text.substring(copy.end()),
                    copy.whole() ? "The whole tweet is a copy of:"
                            : English.count(copy.words(), "word") + " in a row are from:",
                    copy.tweet(), share))
                    .orElseGet(() -> new Card(text, "", "", "", "", share));
        }
    }

    static TweetCards of(GeneratedTweets tweets) {
        List<Author> authors = tweets.authors();
        List<Portrait> portraits = authors.isEmpty() ? List.of(NOBODY) : authors.stream().map(Portrait::of).toList();
        return new TweetCards(
                portraits,
                portraits.stream().map(Portrait::name).collect(Collectors.joining(" & ")),
                authors.stream().map(author -> "@" + author.handle()).collect(Collectors.joining(" ")),
                authors.size() > 1 ? "AI CYBORG" : "AI BOT",
                tweets.stream().map(Card::of).toList(),
                tweets.size() == 1 ? "this" : "these");
    }
}
