package io.github.huggingtweets.tweets;

import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.bluesky.BlueskyAccount;
import io.github.huggingtweets.sources.mastodon.MastodonAccount;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.AccountDownload;
import io.github.huggingtweets.sources.network.DownloadSettings;
import io.github.huggingtweets.sources.x.XApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A download of somebody's tweets from a network, with a cache on disk. Unlike {@link Timeline#of(String...)}, it has settings:
 *
 * <pre>{@code Timeline timeline = Download.bluesky("name.bsky.social").atMost(500).stopAtRateLimit().timeline();}</pre>
 *
 * <p>A download does not change; each setting returns another one.
 */
public final class Download {

    private final List<Account> accounts;
    private final List<String> notes;
    private final DownloadSettings settings;
    private final ProgressListener listener;

    private Download(List<Account> accounts, List<String> notes, DownloadSettings settings, ProgressListener listener) {
        this.accounts = accounts;
        this.notes = notes;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Chooses accounts.
     *
     * @param accounts the accounts; repeated ones count once
     * @return a download with the default settings
     * @throws IllegalArgumentException if there is no account
     */
    public static Download of(Account... accounts) {
        return of(Arrays.asList(accounts), List.of());
    }

    /**
     * Chooses accounts by the forms of their handles: {@code name.bsky.social}, another handle with a dot, or a DID is Bluesky;
     * {@code name@server} is Mastodon; a {@code name} alone is X, which needs keys to its API. The address of a profile works,
     * too. The listener gets a note that says which network was chosen.
     *
     * @param handles the handles, with or without a leading {@code @}; repeated ones count once
     * @return a download with the default settings
     * @throws IllegalArgumentException if there is no handle, or if no network has such a handle
     */
    public static Download handles(String... handles) {
        List<AccountChoice> choices = Stream.of(handles).map(AccountChoice::of).toList();
        return of(choices.stream().map(AccountChoice::account).toList(),
                choices.stream().map(AccountChoice::note).distinct().toList());
    }

    /**
     * Chooses an account on X. Its download needs keys to the API; {@link XApi} says where to put them.
     *
     * @param handle the handle, with or without its {@code @}
     * @return a download with the default settings
     */
    public static Download x(String handle) {
        return of(XApi.account(handle));
    }

    /**
     * Chooses an account on Bluesky.
     *
     * @param handle the handle, such as {@code name.bsky.social}, a DID, or the address of the profile
     * @return a download with the default settings
     * @throws IllegalArgumentException if no account on Bluesky can have this handle
     */
    public static Download bluesky(String handle) {
        return of(BlueskyAccount.of(handle));
    }

    /**
     * Chooses an account on Mastodon, or on another server with the same API. It needs no key.
     *
     * @param handle {@code name@server}, with or without a leading {@code @}, or the address of the profile, such as
     *         {@code https://server/@name}
     * @return a download with the default settings
     * @throws IllegalArgumentException if the handle has neither form
     */
    public static Download mastodon(String handle) {
        return of(MastodonAccount.of(handle));
    }

    static Download of(List<Account> accounts, List<String> notes) {
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("Name at least one account, such as \"name.bsky.social\" or \"@name@server\".");
        }
        Map<List<String>, Account> distinct = new LinkedHashMap<>();
        accounts.forEach(account -> distinct.putIfAbsent(List.of(account.network(), account.handle()), account));
        return new Download(List.copyOf(distinct.values()), notes, DownloadSettings.standard(), null);
    }

    /**
     * Sets how many tweets of each account are downloaded at most; 3,200 by default. They are the newest ones, retweets included.
     *
     * @param tweets the largest number of tweets
     * @return a download with this setting
     * @throws IllegalArgumentException if it is less than 1
     */
    public Download atMost(int tweets) {
        if (tweets < 1) {
            throw new IllegalArgumentException("At most " + tweets + " tweets cannot be downloaded; give 1 or more.");
        }
        return with(new DownloadSettings(tweets, settings.stopsAtRateLimit(), settings.cache(), settings.retries()));
    }

    /**
     * Stops at the rate limit of a network, with the tweets downloaded so far; the next call continues from there. By default, a
     * download waits, and reports until when.
     *
     * @return a download with this setting
     */
    public Download stopAtRateLimit() {
        return with(new DownloadSettings(settings.mostTweets(), true, settings.cache(), settings.retries()));
    }

    /**
     * Sets the folder where downloaded tweets are kept. The default is the folder that the environment variable
     * {@code HUGGINGTWEETS_CACHE} names, or a folder in the user's folder for caches, such as {@code ~/.cache/huggingtweets}.
     *
     * @param folder the folder, which is made if it does not exist
     * @return a download with this setting
     */
    public Download cacheIn(Path folder) {
        return with(new DownloadSettings(settings.mostTweets(), settings.stopsAtRateLimit(), Objects.requireNonNull(folder),
                settings.retries()));
    }

    /**
     * Sets who is told about the progress. The default listener shows a bar below the cell of a notebook, or a line in a
     * terminal.
     *
     * @param other the listener
     * @return a download with this setting
     */
    public Download listener(ProgressListener other) {
        return new Download(accounts, notes, settings, Objects.requireNonNull(other));
    }

    /** Sets how long to wait before a request is repeated; tests do not wait. */
    Download retries(Retries other) {
        return with(new DownloadSettings(settings.mostTweets(), settings.stopsAtRateLimit(), settings.cache(), other));
    }

    private Download with(DownloadSettings other) {
        return new Download(accounts, notes, other, listener);
    }

    /**
     * Gets the tweets. If the cache has all of them, the network is not asked; otherwise the download continues where an earlier
     * one ended.
     *
     * @return the timeline, of several accounts {@linkplain Timeline#join(List) joined}; its {@link Timeline#refresh()} fetches
     *         newer tweets
     * @throws TweetSourceException if an account does not exist or is not public, if keys are missing, or if the network fails
     *         again and again; the tweets downloaded so far are kept, and the next call continues from there. Of several accounts,
     *         those of the others are downloaded first.
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; the tweets downloaded so far are kept, too
     */
    public Timeline timeline() {
        ProgressListener progress = newListener();
        notes.forEach(progress::onNote);
        return timeline(progress, false);
    }

    private Timeline timeline(ProgressListener progress, boolean refresh) {
        List<AccountDownload> downloads =
                accounts.stream().map(account -> new AccountDownload(account, settings, progress)).toList();
        downloads.forEach(download -> download.requireAccess(refresh));
        if (downloads.size() == 1) {
            return Timeline.refreshable(downloads.get(0).run(refresh), () -> timeline(newListener(), true));
        }
        List<Timeline> timelines = new ArrayList<>();
        Map<Account, TweetSourceException> failures = new LinkedHashMap<>();
        for (int i = 0; i < downloads.size(); i++) {
            try {
                timelines.add(Timeline.of(downloads.get(i).run(refresh)));
            } catch (TweetSourceException e) {
                failures.put(accounts.get(i), e);
            }
        }
        if (!failures.isEmpty()) {
            throw failure(failures);
        }
        return Timeline.joined(timelines, () -> timeline(newListener(), true));
    }

    private TweetSourceException failure(Map<Account, TweetSourceException> failures) {
        String reasons = failures.entrySet().stream()
                .map(failure -> "@%s: %s".formatted(failure.getKey().handle(), failure.getValue().getMessage()))
                .collect(Collectors.joining(" "));
        String others = accounts.stream().filter(account -> !failures.containsKey(account))
                .map(account -> "@" + account.handle()).collect(Collectors.joining(", "));
        return new TweetSourceException("%d of %d accounts could not be downloaded. %s%s".formatted(failures.size(),
                accounts.size(), reasons,
                others.isEmpty() ? "" : " The tweets of " + others + " are downloaded and kept; leave out"
                        + " the accounts that fail, or ask for all again, and nothing is downloaded twice."),
                failures.values().iterator().next());
    }

    private ProgressListener newListener() {
        return listener != null ? listener : ProgressListener.standard();
    }
}
