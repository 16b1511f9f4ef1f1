package io.github.huggingtweets.sources;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One tweet, or post of another network, as its source tells it, not cleaned.
 *
 * @param id the id as the source writes it, or an empty text where it has none
 * @param handle whose timeline it stands in, lower-cased and without the leading {@code @}; an empty text where that is the only
 *         author of the source
 * @param time when it was posted, where the source says so
 * @param text the whole text, with its entities, links and new lines
 * @param quoted the whole text of the tweet that it quotes, or an empty text
 * @param retweet whether somebody else wrote it
 * @param reply whether it answers another tweet
 * @param likes how many liked it, where the source says so
 * @param retweets how many retweeted it, where the source says so
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
     * Begins a tweet of which nothing but the text is known.
     *
     * @param text the whole text, with its entities, links and new lines
     * @return a builder
     */
    public static Builder text(String text) {
        return new Builder(text);
    }

    /** Says what else is known of a tweet. Each method means the component of its name. */
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

        public Builder id(String value) {
            id = value;
            return this;
        }

        public Builder handle(String value) {
            handle = value;
            return this;
        }

        public Builder time(Instant value) {
            time = Optional.of(value);
            return this;
        }

        public Builder time(Optional<Instant> value) {
            time = value;
            return this;
        }

        public Builder quoted(String value) {
            quoted = value;
            return this;
        }

        public Builder retweet(boolean value) {
            retweet = value;
            return this;
        }

        public Builder reply(boolean value) {
            reply = value;
            return this;
        }

        public Builder likes(int value) {
            likes = OptionalInt.of(value);
            return this;
        }

        public Builder likes(OptionalInt value) {
            likes = value;
            return this;
        }

        public Builder retweets(int value) {
            retweets = OptionalInt.of(value);
            return this;
        }

        public Builder retweets(OptionalInt value) {
            retweets = value;
            return this;
        }

        public Builder language(String value) {
            language = value;
            return this;
        }

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
