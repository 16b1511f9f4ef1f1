package io.github.huggingtweets.sources.x;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What X answered with the status 200.
 *
 * @param text the body, which should be JSON
 * @param exhaustedUntil when X answers the next request, if this one used up the rate limit
 */
record Reply(String text, Optional<Instant> exhaustedUntil) {

    private static final Pattern NONE = Pattern.compile("0+|-\\d+");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    /**
     * {@return a reply with the rate limit that its headers say}
     *
     * @param text the body
     * @param header gives the value of a header, or null
     */
    static Reply of(String text, UnaryOperator<String> header) {
        String remaining = header.apply("x-rate-limit-remaining");
        boolean isExhausted = remaining != null && NONE.matcher(remaining.strip()).matches();
        return new Reply(text, Optional.ofNullable(header.apply("x-rate-limit-reset")).map(String::strip)
                .filter(seconds -> isExhausted && SECONDS.matcher(seconds).matches()).map(Long::valueOf)
                .map(Instant::ofEpochSecond));
    }
}
