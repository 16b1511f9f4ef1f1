package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.Languages;
import io.github.huggingtweets.sources.TweetTable;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A filter that looks at one value of each tweet, so that tweets can be filtered wherever they are. {@link Timeline} has a method for
 * each, and says what it keeps.
 *
 * @param <T> the type of the value: {@link String}, {@link LocalDateTime}, {@link Integer} or {@link Boolean}
 * @param name the name of the step, as {@link io.github.huggingtweets.corpus.Corpus#steps()} shows it
 * @param column the name of the value's column in a {@link TweetTable}
 * @param test says whether to keep a tweet, by its value; a missing time, number or boolean is null, a missing string is empty
 */
public record RowFilter<T>(String name, String column, Test<T> test) implements Serializable {

    /**
     * Says whether to keep a tweet.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Test<T> extends Serializable {

        /**
         * Looks at a value.
         *
         * @param value the value, or null if it is missing and not a string
         * @return whether to keep the tweet
         */
        boolean keeps(T value);
    }

    /**
     * {@return what {@link Timeline#since(LocalDate)} keeps}
     *
     * @param day the first day
     */
    public static RowFilter<LocalDateTime> since(LocalDate day) {
        LocalDateTime first = day.atStartOfDay();
        return new RowFilter<>("Since " + day, TweetTable.TIME, time -> time != null && !time.isBefore(first));
    }

    /**
     * {@return what {@link Timeline#since(String)} keeps}
     *
     * @param day a day such as {@code 2023-05-31}, a month or a year
     */
    public static RowFilter<LocalDateTime> since(String day) {
        return since(Days.first(day));
    }

    /**
     * {@return what {@link Timeline#until(LocalDate)} keeps}
     *
     * @param day the last day
     */
    public static RowFilter<LocalDateTime> until(LocalDate day) {
        LocalDateTime end = day.plusDays(1).atStartOfDay();
        return new RowFilter<>("Until " + day, TweetTable.TIME, time -> time != null && time.isBefore(end));
    }

    /**
     * {@return what {@link Timeline#until(String)} keeps}
     *
     * @param day a day such as {@code 2023-05-31}, a month or a year
     */
    public static RowFilter<LocalDateTime> until(String day) {
        return until(Days.last(day));
    }

    /**
     * {@return what {@link Timeline#inLanguage} keeps}
     *
     * @param codes BCP 47 codes; one without a region means all regions
     * @throws IllegalArgumentException if there is no code, or one that no language has
     */
    public static RowFilter<String> inLanguage(String... codes) {
        for (String code : codes) {
            if (!Languages.isKnown(code)) {
                throw new IllegalArgumentException("\"%s\" is no code of a language; give one such as \"%s\".".formatted(
                        code, Languages.codeOf(code).orElse("en")));
            }
        }
        Set<String> wanted = Arrays.stream(codes).map(Languages::normalize).collect(Collectors.toUnmodifiableSet());
        return new RowFilter<>("In language " + Filter.list(codes, "a language, such as \"en\""), TweetTable.LANGUAGE,
                language -> {
                    String code = Languages.normalize(language);
                    return !code.isEmpty() && (wanted.contains(code) || wanted.contains(Languages.withoutRegion(code)));
                });
    }

    /**
     * {@return what {@link Timeline#atLeastLikes} keeps}
     *
     * @param likes the smallest number of likes
     */
    public static RowFilter<Integer> atLeastLikes(int likes) {
        return atLeast(TweetTable.LIKES, likes, likes == 1 ? "like" : "likes");
    }

    /**
     * {@return what {@link Timeline#atLeastRetweets} keeps}
     *
     * @param retweets the smallest number of retweets
     */
    public static RowFilter<Integer> atLeastRetweets(int retweets) {
        return atLeast(TweetTable.RETWEETS, retweets, retweets == 1 ? "retweet" : "retweets");
    }

    private static RowFilter<Integer> atLeast(String column, int least, String noun) {
        return new RowFilter<>(String.format(Locale.ENGLISH, "At least %,d %s", least, noun), column,
                count -> count != null && count >= least);
    }

    /** {@return what {@link Timeline#withoutReplies} keeps} */
    public static RowFilter<Boolean> withoutReplies() {
        return flag("Without replies", TweetTable.REPLY, false);
    }

    /** {@return what {@link Timeline#onlyReplies} keeps} */
    public static RowFilter<Boolean> onlyReplies() {
        return flag("Only replies", TweetTable.REPLY, true);
    }

    /** {@return what {@link Timeline#withoutRetweets} keeps} */
    public static RowFilter<Boolean> withoutRetweets() {
        return flag("Without retweets", TweetTable.RETWEET, false);
    }

    /** {@return what {@link Timeline#onlyRetweets} keeps} */
    public static RowFilter<Boolean> onlyRetweets() {
        return flag("Only retweets", TweetTable.RETWEET, true);
    }

    /** A missing value is false. */
    private static RowFilter<Boolean> flag(String name, String column, boolean wanted) {
        return new RowFilter<>(name, column, value -> Boolean.TRUE.equals(value) == wanted);
    }

    /** {@return what {@link Timeline#withoutLinks} keeps} */
    public static RowFilter<String> withoutLinks() {
        return TextFilters.links("Without links", false);
    }

    /** {@return what {@link Timeline#onlyWithLinks} keeps} */
    public static RowFilter<String> onlyWithLinks() {
        return TextFilters.links("Only with links", true);
    }

    /**
     * {@return what {@link Timeline#containing} keeps}
     *
     * @param words words, hashtags or phrases, in any case
     * @throws IllegalArgumentException if there is no word, or an empty one
     */
    public static RowFilter<String> containing(String... words) {
        return TextFilters.containing("Containing " + Filter.list(words, "a word"), words);
    }

    /**
     * {@return what {@link Timeline#matching(Pattern)} keeps}
     *
     * @param pattern what to look for in the text
     */
    public static RowFilter<String> matching(Pattern pattern) {
        return new RowFilter<>("Matching " + pattern, TweetTable.TEXT, text -> pattern.matcher(text).find());
    }

    /**
     * {@return what {@link Timeline#matching(String)} keeps}
     *
     * @param regex what to look for in the text
     * @throws IllegalArgumentException if it is not a regular expression
     */
    public static RowFilter<String> matching(String regex) {
        return matching(TextFilters.regex(regex));
    }

    /**
     * {@return what two texts have in common if {@link Timeline#withoutNearDuplicates} keeps only one of them}
     *
     * @param text the text of a tweet
     */
    public static String nearDuplicateKey(String text) {
        return TextFilters.nearDuplicateKey(text);
    }
}
