package io.github.huggingtweets.tweets.sample;

import java.time.Instant;

/**
 * What was typed when: a tweet before the site shortens its links and escapes its characters.
 *
 * @param time when it was posted
 * @param kind what sort of tweet it is
 * @param text the words as typed, with whole links
 */
record Post(Instant time, Kind kind, String text) {

    /** The sorts of tweets, which differ in how they are written and how well they are liked. */
    enum Kind {
        /** One of the events that happen once, on their day. */
        CHRONICLE(60, true),
        /** An ordinary tweet. */
        ORIGINAL(14, true),
        /** An answer to somebody, of more than a few words. */
        REPLY(2.5, true),
        /** A few words, a greeting, a bare link: nothing that a model could learn from. */
        SHORT(3.5, false),
        /** Somebody else's tweet, passed on. */
        RETWEET(0, true);

        private final double medianLikes;
        private final boolean novel;

        Kind(double medianLikes, boolean novel) {
            this.medianLikes = medianLikes;
            this.novel = novel;
        }

        /** {@return the likes that half of these tweets reach when the account is in its best days} */
        double medianLikes() {
            return medianLikes;
        }

        /** {@return whether each of these tweets says something that none before it said} */
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
