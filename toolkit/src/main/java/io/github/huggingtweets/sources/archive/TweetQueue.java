package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Puts tweets into the columns of a timeline, in a thread of its own where there is a second core: that takes a sixth of the time
 * of reading. Tweets come in batches, so that few of them cost no thread at all.
 */
final class TweetQueue implements Consumer<Tweet>, AutoCloseable {

    private static final int BATCH = 500;
    private static final int BATCHES = 8;
    private static final List<Tweet> END = List.of();

    private final TweetTable.Builder tweets;
    private final boolean inParallel = Runtime.getRuntime().availableProcessors() > 1;
    private final BlockingQueue<List<Tweet>> batches = new ArrayBlockingQueue<>(BATCHES);
    private Thread builder;
    private volatile Throwable failure;
    private List<Tweet> batch = new ArrayList<>(BATCH);

    /** @param tweets is given each tweet; belongs to this queue until that is closed */
    TweetQueue(TweetTable.Builder tweets) {
        this.tweets = tweets;
    }

    @Override
    public void accept(Tweet tweet) {
        batch.add(tweet);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!inParallel) {
            batch.forEach(tweets::add);
            batch.clear();
            return;
        }
        if (builder == null) {
            builder = new Thread(this::build, "archive-builder");
            builder.setDaemon(true);
            builder.start();
        }
        put(batch);
        batch = new ArrayList<>(BATCH);
    }

    private void put(List<Tweet> full) {
        rethrowFailure();
        try {
            batches.put(full);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void build() {
        try {
            for (List<Tweet> next = batches.take(); next != END; next = batches.take()) {
                add(next);
            }
        } catch (InterruptedException e) {
            // closed before the end
        }
    }

    /** Goes on taking batches after a failure, as nobody may wait for room in vain. */
    private void add(List<Tweet> next) {
        try {
            if (failure == null) {
                next.forEach(tweets::add);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /**
     * Waits until all tweets are where they belong.
     *
     * @throws TweetSourceException if the wait is interrupted
     */
    void finish() {
        if (builder == null) {
            batch.forEach(tweets::add);
            return;
        }
        put(batch);
        put(END);
        try {
            builder.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        rethrowFailure();
    }

    private void rethrowFailure() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private static TweetSourceException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new TweetSourceException(
                "The archive was not read to its end, because that was interrupted; read it again.", cause);
    }

    /** Lets go of tweets that are not where they belong yet. After {@link #finish} there are none. */
    @Override
    public void close() {
        if (builder != null) {
            builder.interrupt();
        }
    }
}
