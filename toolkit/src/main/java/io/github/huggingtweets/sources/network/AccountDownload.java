package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The download of one account: reads the cache, and fetches from the network only what the cache lacks. */
public final class AccountDownload {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH);
    private static final Duration BETWEEN_LOOKS_AT_LOCK = Duration.ofSeconds(1);

    private final Account account;
    private final TweetCache cache;
    private final DownloadSettings settings;
    private final ProgressListener listener;

    /**
     * Prepares a download. Nothing is read, and no request is sent yet.
     *
     * @param account whose tweets to get
     * @param settings how many tweets, and where they are kept
     * @param listener receives the progress and notes of the download
     */
    public AccountDownload(Account account, DownloadSettings settings, ProgressListener listener) {
        this.account = account;
        this.cache = TweetCache.of(settings.cache(), account.network(), account.handle());
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Gets the tweets.
     *
     * @param refresh whether to ask for newer tweets than the cache has
     * @return the newest tweets of the account, as many as the settings allow
     * @throws TweetSourceException if the network or the cache fails, or if the account has no tweets
     * @throws CancellationException if the thread is interrupted; the tweets so far are kept
     */
    public TweetTable run(boolean refresh) {
        if (Thread.interrupted()) { // otherwise, reading a file would fail with a message that does not say why
            throw new CancellationException("The download was interrupted before it began.");
        }
        Optional<CachedAccount> cached = refresh ? Optional.empty() : readIfIntact();
        if (cached.isEmpty() || !cached.get().holds(settings.mostTweets())) {
            cached = Optional.of(download(refresh));
        } else {
            sayFromWhen(cached.get());
        }
        return tweets(cached.get());
    }

    /**
     * Checks before anything is asked whether the network can be asked, unless the cache has all tweets.
     *
     * @param refresh whether newer tweets than those in the cache are wanted
     * @throws TweetSourceException if keys are needed and missing
     */
    public void requireAccess(boolean refresh) {
        try {
            account.requireAccess();
        } catch (TweetSourceException e) {
            if (refresh || readIfIntact().filter(cached -> cached.holds(settings.mostTweets())).isEmpty()) {
                throw e;
            }
        }
    }

    private CachedAccount download(boolean refresh) {
        try (AutoCloseable lock = lock()) {
            Optional<CachedAccount> cached = readOrSetAside(); // read again, since another program may have written it
            if (!refresh && cached.isPresent() && cached.get().holds(settings.mostTweets())) {
                sayFromWhen(cached.get());
                return cached.get();
            }
            return new Pagination(account, cache, cached, settings, listener).run(refresh);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new TweetSourceException("The lock of the cache in " + cache.folder() + " can't be released (" + e + ").", e);
        }
    }

    private AutoCloseable lock() {
        Optional<AutoCloseable> lock = cache.tryLock();
        if (lock.isEmpty()) {
            listener.onNote("Another program is downloading @%s from %s at the moment; its tweets are used here, too."
                    .formatted(account.handle(), account.network()));
        }
        try {
            while (lock.isEmpty()) {
                settings.retries().sleep(BETWEEN_LOOKS_AT_LOCK);
                lock = cache.tryLock();
            }
        } catch (CancellationException e) {
            throw new CancellationException("The download was interrupted while another program was at the same account.");
        }
        return lock.get();
    }

    /** Ignores damage, since files may be set aside only with the lock; {@link #readOrSetAside} finds the damage again. */
    private Optional<CachedAccount> readIfIntact() {
        try {
            return cache.read();
        } catch (TweetCache.DamagedException e) {
            return Optional.empty();
        }
    }

    private Optional<CachedAccount> readOrSetAside() {
        try {
            return cache.read();
        } catch (TweetCache.DamagedException e) {
            listener.onNote("%s. It is now in %s, and the tweets of @%s are downloaded again."
                    .formatted(e.getMessage(), cache.setAside(), account.handle()));
            return Optional.empty();
        }
    }

    private void sayFromWhen(CachedAccount cached) {
        Author author = cached.state().author();
        int tweets = Math.min(cached.tweets().size(), settings.mostTweets());
        listener.onNote(String.format(Locale.ENGLISH, "%,d %s of %s (@%s) on %s from the cache of %s;"
                + " timeline.refresh() fetches newer ones.",
                tweets, tweets == 1 ? "tweet" : "tweets", author.name(), author.handle(), account.network(),
                DATE.format(cached.state().newest().asked().atZone(ZoneId.systemDefault()))));
    }

    private TweetTable tweets(CachedAccount cached) {
        if (cached.tweets().isEmpty()) {
            throw new TweetSourceException("@%s has no tweets on %s that everybody can read; name another account."
                    .formatted(account.handle(), account.network()));
        }
        TweetTable.Builder builder = new TweetTable.Builder();
        newest(cached.tweets()).forEach(builder::add);
        return builder.build(List.of(cached.state().author()));
    }

    private List<Tweet> newest(List<Tweet> tweets) {
        Comparator<Tweet> newestFirst = Comparator.comparing(tweet -> tweet.time().orElse(null),
                Comparator.nullsLast(Comparator.reverseOrder()));
        return tweets.stream().sorted(newestFirst).limit(settings.mostTweets()).toList();
    }
}
