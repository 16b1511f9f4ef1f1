package io.github.huggingtweets.tweets.sample;

import java.time.Instant;

/**
 * A tweet as it was typed, before the site shortens its links and escapes its characters.
 *
 * @param time when it was posted
 * @param kind the kind of tweet
 * @param text the words as typed, with whole links
 */
record Post(Instant time, Kind kind, String text) {

    /** The kinds of tweets, which differ in text and in likes. */
    enum Kind {
        /** An event that happens once, on a given day. */
        CHRONICLE(60, true),
        /** An ordinary tweet. */
        ORIGINAL(14, true),
        /** A reply of more than a few words. */
        REPLY(2.5, true),
        /** A few words, a greeting, or only a link: too short to learn from. */
        SHORT(3.5, false),
        /** A retweet. */
        RETWEET(0, true);

        private final double medianLikes;
        private final boolean novel;

        Kind(double medianLikes, boolean novel) {
            this.medianLikes = medianLikes;
            this.novel = novel;
        }

        /** {@return the median of the likes of these tweets at the peak of the account} */
        double medianLikes() {
            return medianLikes;
        }

        /** {@return whether each of these tweets must be new} */
        boolean isNovel() {
            return novel;
        }

        /** {@return the rule of the grammar that writes such a tweet} */
        String rule() {
            return switch (this) {
                case CHRONICLE -> throw new IllegalStateException("The chronicle is written by hand");
                case ORIGINAL -> "tweet";
                case REPLY -> "reply";
                case SHORT -> "short";
                case RETWEET -> "retweet";
            };
        }
    }
}
