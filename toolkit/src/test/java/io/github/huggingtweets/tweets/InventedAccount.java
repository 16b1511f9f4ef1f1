package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An account of a network that does not exist. Its cursor is the id of the oldest tweet so far, as on Mastodon; the requests
 * are recorded, and each answer can be replaced by a failure.
 */
final class InventedAccount implements Account {

    static final int PAGE = 10;
    static final Instant FIRST_TWEET = Instant.parse("2024-01-01T00:00:00Z");

    final List<String> asked = new ArrayList<>();
    /** The failures of the next requests, one after another; an empty one is a success. */
    final Deque<Optional<RuntimeException>> failures = new ArrayDeque<>();
    Runnable beforePage = () -> {};
    String id = "42";
    private final String handle;
    private final List<Tweet> newestFirst = new ArrayList<>();

    InventedAccount(String handle) {
        this.handle = handle;
    }

    /** Posts a number of tweets, one for each hour, with increasing ids. */
    InventedAccount posts(int tweets) {
        for (int i = 0; i < tweets; i++) {
            int number = newestFirst.size() + 1;
            newestFirst.add(0, Tweet.text("tweet number " + number).id(String.valueOf(number)).handle(handle)
                    .time(FIRST_TWEET.plusSeconds(3_600L * number)).likes(number).language("en").build());
        }
        return this;
    }

    InventedAccount fails(RuntimeException failure) {
        failures.add(Optional.of(failure));
        return this;
    }

    InventedAccount answers(int requests) {
        failures.addAll(Collections.nCopies(requests, Optional.empty()));
        return this;
    }

    @Override
    public String network() {
        return "Nowhere";
    }

    @Override
    public String handle() {
        return handle;
    }

    @Override
    public Profile profile() {
        answer("profile");
        return new Profile(new Author(handle, "Pip " + asked.size(), Optional.empty()), id, OptionalInt.of(newestFirst.size()));
    }

    @Override
    public Page page(Optional<String> cursor, Optional<String> newerThan, int wanted) {
        answer(cursor.map(c -> "before " + c).orElse("newest") + newerThan.map(n -> " since " + n).orElse(""));
        int before = cursor.map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        List<Tweet> page = newestFirst.stream().filter(tweet -> number(tweet) < before).limit(PAGE).toList();
        boolean last = page.isEmpty() || number(page.get(page.size() - 1)) == 1;
        return new Page(page, last ? Optional.empty() : Optional.of(page.get(page.size() - 1).id()));
    }

    private void answer(String request) {
        asked.add(request);
        beforePage.run();
        Optional<RuntimeException> failure = failures.isEmpty() ? Optional.empty() : failures.poll();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static int number(Tweet tweet) {
        return Integer.parseInt(tweet.id());
    }
}
