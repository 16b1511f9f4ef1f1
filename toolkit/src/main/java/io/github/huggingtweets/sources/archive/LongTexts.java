package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.RetweetText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The whole texts of long tweets. Of a tweet longer than 280 characters, {@code tweets.js} holds only the beginning, and
 * {@code note-tweet.js} holds the whole text, without the id of the tweet. The two belong together if one begins like the other
 * and their times differ by a few seconds at most. Since a tweet may be written long before it is posted, a long common beginning
 * is enough, too.
 */
final class LongTexts {

    private static final Duration TOGETHER = Duration.ofSeconds(5);
    /** Many tweets share their first 20 characters with another tweet, but hardly any share this many. */
    private static final int MUCH = 100;
    /** A shorter text that ends with neither an ellipsis nor a link was not cut off. */
    private static final int SHORTEST_CUT = 200;

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern LINK = Pattern.compile("https?://t\\.co/\\w+\\s*");
    private static final Pattern MENTIONS = Pattern.compile("^(@\\w+\\s+)+");

    private record LongText(Optional<Instant> time, String text, String comparable) {}

    private final NavigableMap<Instant, List<LongText>> byTime = new TreeMap<>();
    private final Map<String, List<LongText>> byBeginning = new HashMap<>();

    private final boolean ignoresOddTimes;

    /** @param ignoresOddTimes whether a time that can't be read is taken as unknown */
    LongTexts(boolean ignoresOddTimes) {
        this.ignoresOddTimes = ignoresOddTimes;
    }

    /** Adds an object of {@code note-tweet.js}. An object without a text is ignored. */
    void add(ArchiveItem note) {
        Optional<Instant> time = time(note);
        note.in("core").flatMap(core -> core.text("text")).ifPresent(text -> {
            LongText whole = new LongText(time, text, comparable(text));
            time.ifPresent(instant -> byTime.computeIfAbsent(instant, key -> new ArrayList<>(1)).add(whole));
            if (whole.comparable.length() >= MUCH) {
                byBeginning.computeIfAbsent(whole.comparable.substring(0, MUCH), key -> new ArrayList<>(1)).add(whole);
            }
        });
    }

    private Optional<Instant> time(ArchiveItem note) {
        try {
            return note.time("createdAt");
        } catch (OddValueException e) {
            if (ignoresOddTimes) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Finds the whole text of a tweet.
     *
     * @param text the text in {@code tweets.js}, which may be cut off
     * @param time when the tweet was posted
     * @return the whole text, or the given one if no longer one belongs to it
     */
    String whole(String text, Optional<Instant> time) {
        if (byTime.isEmpty() && byBeginning.isEmpty() || RetweetText.isRetweet(text)) {
            return text;
        }
        String beginning = withoutLinkAtTheEnd(text);
        boolean cut = text.length() >= SHORTEST_CUT || beginning.length() < text.length() || beginning.endsWith("…");
        if (!cut) {
            return text;
        }
        if (beginning.endsWith("…")) {
            beginning = beginning.substring(0, beginning.length() - 1);
        }
        Optional<String> whole = find(comparable(beginning), time);
        Matcher mentions = MENTIONS.matcher(beginning);
        if (whole.isEmpty() && mentions.find()) {
            // a reply begins with the handles of those it replies to, which the whole text may lack
            whole = find(comparable(beginning.substring(mentions.end())), time).map(rest -> mentions.group() + rest);
        }
        return whole.orElse(text);
    }

    private static String withoutLinkAtTheEnd(String text) {
        int link = text.lastIndexOf("http");
        boolean ends = link >= 0 && LINK.matcher(text).region(link, text.length()).matches();
        return ends ? text.substring(0, link).stripTrailing() : text;
    }

    private Optional<String> find(String beginning, Optional<Instant> time) {
        // the same link may be written in two ways in the two files
        int link = beginning.indexOf("http");
        String words = (link < 0 ? beginning : beginning.substring(0, link)).strip();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        return time.flatMap(posted -> nearest(byTime.subMap(posted.minus(TOGETHER), true, posted.plus(TOGETHER), true)
                .values().stream().flatMap(Collection::stream).toList(), words, posted))
                .or(() -> words.length() < MUCH ? Optional.empty() : nearest(
                        byBeginning.getOrDefault(words.substring(0, MUCH), List.of()), words, time.orElse(Instant.MAX)));
    }

    private static Optional<String> nearest(List<LongText> texts, String words, Instant time) {
        return texts.stream()
                .filter(candidate -> candidate.comparable.startsWith(words) && candidate.comparable.length() > words.length())
                .min(Comparator.comparing(candidate -> candidate.time
                        .map(written -> Duration.between(written, time).abs()).orElse(Duration.ofSeconds(Long.MAX_VALUE))))
                .map(LongText::text);
    }

    /** Makes the texts of both files comparable: only one of them writes {@code &} as an HTML entity. */
    private static String comparable(String text) {
        String plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return SPACES.matcher(plain).replaceAll(" ").strip();
    }
}
