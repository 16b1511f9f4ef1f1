package io.github.huggingtweets.sources;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One tweet, or a post of another network, as its source gives it, not cleaned.
 *
 * @param id the id as the source writes it, or an empty text
 * @param handle the handle of the author of the timeline, in lower case and without the leading {@code @}; an empty text if
 *         the source has only one author
 * @param time when it was posted, if the source says so
 * @param text the whole text, with its entities, links and line breaks
 * @param quoted the whole text of the tweet that it quotes, or an empty text
 * @param retweet whether somebody else wrote it
 * @param reply whether it is a reply to another tweet
 * @param likes the number of likes, if the source gives it
 * @param retweets the number of times that it was retweeted, if the source gives it
 * @param language the language as a BCP 47 code ({@code en}, {@code und}), or an empty text
 * @param app the program that it was posted with, or an empty text
 */
public record Tweet(
        String id,
        String handle,
        Optional<Instant> time,
        String text,
        String quoted,
        boolean retweet,
        boolean reply,
        OptionalInt likes,
        OptionalInt retweets,
        String language,
        String app) {

    /**
     * Checks that nothing is {@code null}.
     *
     * @param id the id, or an empty text
     * @param handle the handle of the author of the timeline, or an empty text
     * @param time the time, if it is known
     * @param text the whole text
     * @param quoted the text of the quoted tweet, or an empty text
     * @param retweet whether it is a retweet
     * @param reply whether it is a reply
     * @param likes the number of likes, if it is known
     * @param retweets the number of retweets, if it is known
     * @param language the language code, or an empty text
     * @param app the program, or an empty text
     * @throws NullPointerException if a component is {@code null}
     */
    public Tweet {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(quoted, "quoted");
        Objects.requireNonNull(likes, "likes");
        Objects.requireNonNull(retweets, "retweets");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(app, "app");
    }

    /**
     * Begins a tweet with its text.
     *
     * @param text the whole text, with its entities, links and line breaks
     * @return a builder
     */
    public static Builder text(String text) {
        return new Builder(text);
    }

    /** Builds a tweet. A value that is not set is unknown. */
    public static final class Builder {

        private final String text;
        private String id = "";
        private String handle = "";
        private Optional<Instant> time = Optional.empty();
        private String quoted = "";
        private boolean retweet;
        private boolean reply;
        private OptionalInt likes = OptionalInt.empty();
        private OptionalInt retweets = OptionalInt.empty();
        private String language = "";
        private String app = "";

        private Builder(String text) {
            this.text = text;
        }

        /**
         * Sets the id.
         *
         * @param value the id as the source writes it, or an empty text if it has none
         * @return this builder
         */
        public Builder id(String value) {
            id = value;
            return this;
        }

        /**
         * Sets whose timeline the tweet belongs to, for sources with several authors.
         *
         * @param value the handle, in lower case and without the leading {@code @}
         * @return this builder
         */
        public Builder handle(String value) {
            handle = value;
            return this;
        }

        /**
         * Sets when the tweet was posted.
         *
         * @param value the time
         * @return this builder
         */
        public Builder time(Instant value) {
            time = Optional.of(value);
            return this;
        }

        /**
         * Sets when the tweet was posted.
         *
         * @param value the time, or empty if it is unknown
         * @return this builder
         */
        public Builder time(Optional<Instant> value) {
            time = value;
            return this;
        }

        /**
         * Sets the text of the quoted tweet.
         *
         * @param value the whole text, or an empty text if the tweet quotes no other
         * @return this builder
         */
        public Builder quoted(String value) {
            quoted = value;
            return this;
        }

        /**
         * Sets whether somebody else wrote the tweet.
         *
         * @param value whether it is a retweet; false by default
         * @return this builder
         */
        public Builder retweet(boolean value) {
            retweet = value;
            return this;
        }

        /**
         * Sets whether the tweet is a reply.
         *
         * @param value whether it is a reply to another tweet; false by default
         * @return this builder
         */
        public Builder reply(boolean value) {
            reply = value;
            return this;
        }

        /**
         * Sets the number of likes.
         *
         * @param value the number of likes
         * @return this builder
         */
        public Builder likes(int value) {
            likes = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets the number of likes.
         *
         * @param value the number of likes, or empty if it is unknown
         * @return this builder
         */
        public Builder likes(OptionalInt value) {
            likes = value;
            return this;
        }

        /**
         * Sets the number of retweets.
         *
         * @param value the number of times that the tweet was retweeted
         * @return this builder
         */
        public Builder retweets(int value) {
            retweets = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets the number of retweets.
         *
         * @param value the number of times that the tweet was retweeted, or empty if it is unknown
         * @return this builder
         */
        public Builder retweets(OptionalInt value) {
            retweets = value;
            return this;
        }

        /**
         * Sets the language.
         *
         * @param value a BCP 47 code such as {@code en} or {@code und}, or an empty text if it is unknown
         * @return this builder
         */
        public Builder language(String value) {
            language = value;
            return this;
        }

        /**
         * Sets the program that the tweet was posted with.
         *
         * @param value the name of the program, or an empty text if it is unknown
         * @return this builder
         */
        public Builder app(String value) {
            app = value;
            return this;
        }

        /**
         * Names the app by the link to it that X calls the {@code source} of a tweet.
         *
         * @param source a link such as {@code <a href="https://mobile.twitter.com">Twitter Web App</a>}, or the name alone
         * @return this builder
         */
        public Builder source(String source) {
            int start = source.indexOf('>') + 1;
            int end = source.lastIndexOf('<');
            return app(source.startsWith("<") && start > 0 && start <= end ? source.substring(start, end) : source);
        }

        /** {@return the tweet} */
        public Tweet build() {
            return new Tweet(id, handle, time, text, quoted, retweet, reply, likes, retweets, language, app);
        }
    }
}
