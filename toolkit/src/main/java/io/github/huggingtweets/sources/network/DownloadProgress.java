package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.http.Pause;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.sources.Author;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the download of one account has come.
 *
 * @param network the name of the network
 * @param author whose tweets they are
 * @param tweets the number of tweets so far, those from the cache included
 * @param expected about how many tweets there will be in the end
 * @param pause why the network is not asked at the moment, if that is so
 * @param state whether the download goes on, and if it does not, how it has ended
 */
record DownloadProgress(
        String network, Author author, int tweets, int expected, Optional<Pause> pause, State state) implements Progress {

    DownloadProgress {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(pause, "pause");
    }

    @Override
    public boolean isDone() {
        return state != State.RUNNING;
    }

    @Override
    public String activity() {
        return "download of " + author.handle() + " from " + network;
    }

    @Override
    public double fraction() {
        return state == State.COMPLETE ? 1 : expected <= 0 ? 0 : Math.min(1, (double) tweets / expected);
    }

    /**
     * {@return the state in one line, such as {@code 600 of about 3,200 tweets of Pip (@pip) from X · waiting for the rate limit
     * of X until 15:04:05 UTC, 14:03 left}}
     */
    @Override
    public String line() {
        String some = String.format(Locale.ENGLISH, "%,d of about %,d tweets", tweets, Math.max(tweets, expected));
        String amount = switch (state) {
            case RUNNING -> some;
            case COMPLETE, ENDED_EARLY -> String.format(Locale.ENGLISH, "%,d %s", tweets, tweets == 1 ? "tweet" : "tweets");
            case STOPPED -> "Stopped at " + some;
            case FAILED -> "Failed at " + some;
        };
        return amount + " of " + author.name() + " (@" + author.handle() + ") from " + network
                + pause.map(this::words).orElse("");
    }

    private String words(Pause waiting) {
        return String.format(Locale.ENGLISH, " · waiting for %s until %s, %s left",
                waiting.reason(), Pause.timeOfDay(waiting.until()), Progress.clock(waiting.left().plusMillis(999)));
    }
}
