package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.http.Pause;
import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.CacheState.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Asks for the pages of an account, from newer to older tweets, and keeps each page in the cache before it asks for the next. If
 * it ends early, the next download continues after the last page that was kept.
 */
final class Pagination {

    private static final int MOST_RATE_LIMITS = 10;
    /** A network may have hidden the tweets of a few pages, but not of so many. */
    private static final int MOST_PAGES_WITHOUT_NEWS = 20;

    private final Account account;
    private final TweetCache cache;
    private final DownloadSettings settings;
    private final ProgressListener listener;

    private final List<Tweet> tweets = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    /** The ids of the tweets in all segments but the newest one, to which pages are added. */
    private final Set<String> olderIds = new HashSet<>();
    private CacheState state;
    private Profile profile;
    private int addedInAll;
    private final Set<String> cursors = new HashSet<>();
    private int pagesWithoutNews;
    /** Whether the network names a page again that it gave before, or only pages that have nothing new. */
    private boolean isStuck;
    private boolean shown;

    Pagination(Account account, TweetCache cache, Optional<CachedAccount> before, DownloadSettings settings,
            ProgressListener listener) {
        this.account = account;
        this.cache = cache;
        this.settings = settings;
        this.listener = listener;
        before.ifPresent(cached -> {
            tweets.addAll(cached.tweets());
            state = cached.state();
        });
    }

    /**
     * Asks for pages until there are enough tweets, or no more.
     *
     * @param refresh whether to begin with the newest tweets, instead of the first page that the cache lacks
     * @return what the cache then holds
     */
    CachedAccount run(boolean refresh) {
        try {
            profile = ask(account::profile);
            profile.note().ifPresent(listener::onNote);
            begin();
            showProgress(Optional.empty(), State.RUNNING);
            if (refresh || state.tweets() == 0) {
                takeNewestPage();
            }
            while (!state.isComplete(settings.mostTweets()) && !isStuck) {
                takeNextPage();
            }
            if (isStuck) {
                noteThatItIsStuck();
            }
            showProgress(Optional.empty(), State.COMPLETE);
            if (refresh) {
                noteWhatIsNew();
            }
        } catch (CancellationException e) {
            showEnd(State.STOPPED);
            throw new CancellationException("The download was interrupted. " + whatIsKept());
        } catch (TweetSourceException e) {
            showEnd(e instanceof RateLimitException && settings.stopsAtRateLimit() ? State.STOPPED : State.FAILED);
            if (tweets.isEmpty()) {
                throw e;
            }
            if (!(e instanceof RateLimitException && settings.stopsAtRateLimit())) {
                throw new TweetSourceException(e.getMessage() + " " + whatIsKept(), e);
            }
            listener.onNote(e.getMessage() + " " + whatIsKept());
        }
        return new CachedAccount(state, tweets);
    }

    /** Prepares the state. If the handle belongs to another account than that in the cache, the cache is set aside. */
    private void begin() {
        if (state != null && !state.accountId().equals(profile.id())) {
            listener.onNote("@%s is another account on %s than it was; the tweets of the former one are now in %s."
                    .formatted(account.handle(), account.network(), cache.setAside()));
            state = null;
            tweets.clear();
        }
        state = state == null ? CacheState.of(account.network(), account.handle(), profile.id(), profile.author())
                : state.withAuthor(profile.author());
        tweets.forEach(tweet -> ids.add(tweet.id()));
        if (!state.segments().isEmpty()) {
            findOlderIds();
        }
    }

    private void findOlderIds() {
        int older = tweets.size() - state.newest().tweets();
        olderIds.clear();
        tweets.subList(0, older).forEach(tweet -> olderIds.add(tweet.id()));
    }

    private void takeNewestPage() {
        olderIds.addAll(ids);
        take(Optional.empty(), new Segment(settings.retries().clock().instant(), "", 0, Optional.empty()), state.segments());
    }

    private void takeNextPage() {
        List<Segment> segments = state.segments();
        Segment newest = state.newest();
        List<Segment> older = segments.subList(0, segments.size() - 1);
        try {
            take(newest.next(), newest, older);
        } catch (ExpiredCursorException e) {
            List<Tweet> soFar = tweets.subList(tweets.size() - newest.tweets(), tweets.size());
            Optional<String> other = account.cursorBefore(soFar);
            if (other.isEmpty() && !soFar.isEmpty()) {
                throw e;
            }
            take(other, newest, older); // without tweets, from the beginning
        }
    }

    /** Asks for one page, adds it to a segment, and joins this segment to the older one before it if the page reaches that. */
    private void take(Optional<String> cursor, Segment segment, List<Segment> older) {
        Optional<String> newerThan = older.isEmpty() ? Optional.empty()
                : Optional.of(older.get(older.size() - 1).newest()).filter(id -> !id.isEmpty());
        int wanted = Math.max(1, settings.mostTweets() - segment.tweets());
        Page page = ask(() -> account.page(cursor, newerThan, wanted));
        List<Tweet> added = page.tweets().stream().filter(tweet -> ids.add(tweet.id())).toList();
        String newest = !segment.newest().isEmpty() || page.tweets().isEmpty() ? segment.newest() : page.tweets().get(0).id();
        Optional<String> next = isEnd(page, cursor) ? Optional.empty() : page.next();
        cursor.ifPresent(cursors::add);
        pagesWithoutNews = added.isEmpty() ? pagesWithoutNews + 1 : 0;
        isStuck = next.filter(cursors::contains).isPresent() || next.isPresent() && pagesWithoutNews >= MOST_PAGES_WITHOUT_NEWS;
        Segment longer = new Segment(segment.asked(), newest, segment.tweets() + added.size(), next);
        List<Segment> segments = new ArrayList<>(older);
        if (!older.isEmpty() && (next.isEmpty() || endsAmongOlder(page.tweets()))) {
            longer = longer.joinedTo(segments.remove(segments.size() - 1));
        }
        segments.add(longer);
        state = cache.append(added, state.withSegments(segments));
        tweets.addAll(added);
        addedInAll += added.size();
        if (segments.size() <= older.size()) { // two were joined, so fewer tweets are in older segments
            findOlderIds();
        }
        showProgress(Optional.empty(), State.RUNNING);
    }

    /** {@return whether a page is the last one: it names no other, or it is empty, names itself, and no tweets are missing} */
    private boolean isEnd(Page page, Optional<String> cursor) {
        return page.next().isEmpty()
                || page.tweets().isEmpty() && page.next().equals(cursor) && tweets.size() >= profile.tweets().orElse(0);
    }

    /**
     * {@return whether a page reaches the older segment: its last tweet is in there}
     *
     * <p>The first tweets of a page may be in there only because they are pinned.
     */
    private boolean endsAmongOlder(List<Tweet> page) {
        return !page.isEmpty() && olderIds.contains(page.get(page.size() - 1).id());
    }

    /** Asks until there is an answer. At a rate limit it waits for the reset, unless the settings say to stop. */
    private <T> T ask(Supplier<T> request) {
        Retries retries = settings.retries();
        for (int asked = 0;; asked++) {
            try {
                return retries.ask(request, pause -> showProgress(Optional.of(
                        new Pause("another try (" + pause.reason() + ")", pause.until(), pause.left())), State.RUNNING));
            } catch (RateLimitException e) {
                if (settings.stopsAtRateLimit() || asked == MOST_RATE_LIMITS) {
                    throw e;
                }
                // a reset in the past would not wait at all, so wait at least this long, and longer each time
                Instant early = retries.clock().instant().plus(retries.firstDelay().multipliedBy(1L << asked));
                retries.pause("the rate limit", e.reset().isAfter(early) ? e.reset() : early,
                        pause -> showProgress(Optional.of(pause), State.RUNNING));
            }
        }
    }

    private void showProgress(Optional<Pause> pause, State progress) {
        shown = true;
        int most = settings.mostTweets();
        int announced = profile == null ? most : profile.tweets().orElse(most);
        listener.onProgress(new DownloadProgress(account.network(), author(), Math.min(most, tweets.size()),
                Math.min(most, Math.max(announced, tweets.size())), pause, progress)); // the last page may have more than is wanted
    }

    /** Shows how the download has ended early, if any progress has been shown. */
    private void showEnd(State end) {
        if (shown) {
            showProgress(Optional.empty(), end);
        }
    }

    /** {@return whose account it is, as far as that is known so far} */
    private Author author() {
        if (profile != null) {
            return profile.author();
        }
        return state != null ? state.author() : new Author(account.handle(), account.handle(), Optional.empty());
    }

    private void noteThatItIsStuck() {
        String stuck = "%s gives no older tweets of @%s, although it says that there are some: it names the same pages again."
                .formatted(account.network(), account.handle());
        if (tweets.isEmpty()) {
            throw new TweetSourceException(stuck + " Try again later.");
        }
        listener.onNote(stuck + " " + whatIsKept());
    }

    private void noteWhatIsNew() {
        listener.onNote(addedInAll == 0 ? "@%s has written nothing on %s since.".formatted(account.handle(), account.network())
                : String.format(Locale.ENGLISH, "%,d %s of @%s came from %s that the cache did not have.",
                        addedInAll, addedInAll == 1 ? "tweet" : "tweets", account.handle(), account.network()));
    }

    private String whatIsKept() {
        int kept = tweets.size();
        return kept == 0 ? "Nothing had come yet." : String.format(Locale.ENGLISH,
                "%,d %s of @%s %s kept, and the next call continues from there.", kept, kept == 1 ? "tweet" : "tweets",
                account.handle(), kept == 1 ? "is" : "are");
    }
}
