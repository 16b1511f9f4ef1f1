package io.github.huggingtweets.tweets.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Writes the texts of the invented person, who never repeats one. The times must ascend, because some texts are numbered. */
final class Voice {

    /** The length of the longest text that the site accepts, in characters. */
    static final int LONGEST = 280;

    private static final Pattern COUNTER = Pattern.compile("\\{#([a-z-]+)}");
    private static final double TOLERATED_LIKENESS = 0.5;
    private static final int PATIENCE = 200;

    private final Expander expander;
    private final Novelty novelty = new Novelty(TOLERATED_LIKENESS);
    private final Map<String, Integer> counters = new HashMap<>();

    Voice(Grammar grammar, Random random) {
        expander = new Expander(grammar, random);
    }

    /**
     * {@return a tweet of a kind, as it is typed at a time}
     *
     * @throws IllegalStateException if the grammar gives no new text any more
     */
    String say(Post.Kind kind, Instant time) {
        Map<String, String> moment = moment(time.atZone(ZoneOffset.UTC));
        for (int i = 0; i < PATIENCE; i++) {
            // an empty alternative leaves the spaces on both sides of it
            String text = expander.expand("{" + kind.rule() + "}", moment).replaceAll(" {2,}", " ").strip();
            if (text.codePointCount(0, text.length()) <= LONGEST && (!kind.isNovel() || novelty.admits(text))) {
                return COUNTER.matcher(text).replaceAll(this::next);
            }
        }
        throw new IllegalStateException("The grammar has nothing new to say: [" + kind.rule() + "] needs more alternatives");
    }

    private String next(MatchResult counter) {
        return String.valueOf(counters.merge(counter.group(1), 1, Integer::sum));
    }

    /** {@return the templates that depend on the time} */
    private static Map<String, String> moment(ZonedDateTime time) {
        int hour = time.getHour();
        return Map.of(
                "weekday", time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.UK),
                "month", time.getMonth().getDisplayName(TextStyle.FULL, Locale.UK),
                "daytime", hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening",
                "season", "{" + season(time) + "}");
    }

    private static String season(ZonedDateTime time) {
        return switch (time.getMonth()) {
            case JANUARY, FEBRUARY -> "winter";
            case MARCH, APRIL, MAY -> "spring";
            case JUNE, JULY, AUGUST -> "summer";
            case SEPTEMBER, OCTOBER, NOVEMBER -> "autumn";
            case DECEMBER -> "christmas";
        };
    }
}
