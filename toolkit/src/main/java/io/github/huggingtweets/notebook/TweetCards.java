package io.github.huggingtweets.notebook;

import io.github.huggingtweets.bot.GeneratedTweet;
import io.github.huggingtweets.bot.GeneratedTweets;
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
 * @param them "them" or, of a single tweet, "it"
 */
record TweetCards(List<Portrait> portraits, String names, String handles, String label, List<Card> cards, String these,
        String them) {

    private static final Portrait NOBODY = new Portrait(null, "A language model", "AI");

    /** A text, and the address of the link that shares it. */
    record Card(String text, String share) {}

    static TweetCards of(GeneratedTweets tweets) {
        List<Author> authors = tweets.authors();
        List<Portrait> portraits = authors.isEmpty() ? List.of(NOBODY) : authors.stream().map(Portrait::of).toList();
        return new TweetCards(
                portraits,
                portraits.stream().map(Portrait::name).collect(Collectors.joining(" & ")),
                authors.stream().map(author -> "@" + author.handle()).collect(Collectors.joining(" ")),
                authors.size() > 1 ? "AI CYBORG" : "AI BOT",
                tweets.stream().map(GeneratedTweet::text).map(text -> new Card(text, ShareLink.of(text).toString())).toList(),
                tweets.size() == 1 ? "this" : "these",
                tweets.size() == 1 ? "it" : "them");
    }
}
