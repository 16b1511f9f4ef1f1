package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.words.Languages;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * The ways to choose some tweets of a timeline. Each gives another timeline, in the same order, and nothing is looked at before
 * somebody asks for the tweets or their number. What a source does not say decides against a tweet where the tweet would have to
 * be something (liked, recent, in a language), and for it where it would have to be not something (no reply, no retweet).
 */
abstract class Filtering {

    /** {@return whose tweets are chosen from} */
    public abstract List<Author> authors();

    abstract Timeline keeping(Filter filter);

    /** The same where the filter leaves only the tweets of some of the authors. */
    abstract Timeline keeping(Filter filter, List<Author> whose);

    /** {@return the tweets from this day on, by UTC; those without a time are left out} */
    public Timeline since(LocalDate day) {
        return keeping(TimeFilters.since(day));
    }

    /**
     * {@return the tweets from this day on, by UTC; those without a time are left out}
     *
     * @param day a day such as {@code 2023-05-31}, or else a month or a year, whose first day is meant
     * @throws IllegalArgumentException if it is nothing of that
     */
    public Timeline since(String day) {
        return since(TimeFilters.firstDay(day));
    }

    /** {@return the tweets up to this day, which is among them, by UTC; those without a time are left out} */
    public Timeline until(LocalDate day) {
        return keeping(TimeFilters.until(day));
    }

    /**
     * {@return the tweets up to this day, which is among them, by UTC; those without a time are left out}
     *
     * @param day a day such as {@code 2023-05-31}, or else a month or a year, whose last day is meant
     * @throws IllegalArgumentException if it is nothing of that
     */
    public Timeline until(String day) {
        return until(TimeFilters.lastDay(day));
    }

    /**
     * {@return at most so many tweets: the newest; those without a time come after all others}
     *
     * @param most how many; of several people, all together
     * @throws IllegalArgumentException if it is negative
     */
    public Timeline newest(int most) {
        return keeping(TimeFilters.newest(most));
    }

    /**
     * {@return at most so many tweets, each of which is as likely to be among them as any other}
     *
     * @param most how many; of several people, all together
     * @param seed decides which: of the same tweets the same seed chooses the same
     * @throws IllegalArgumentException if the number is negative
     */
    public Timeline randomSample(int most, long seed) {
        return keeping(Samples.random(most, seed));
    }

    /**
     * {@return the tweets in one of these languages, as their source tells it; those without a language are left out}
     *
     * @param codes BCP 47 codes, in any case: {@code en} also means {@code en-GB}, which does not mean {@code en}. X's old codes
     *         {@code in}, {@code iw} and {@code ji} are the same as {@code id}, {@code he} and {@code yi}.
     * @throws IllegalArgumentException if there is none
     */
    public Timeline inLanguage(String... codes) {
        Set<String> wanted = Arrays.stream(codes).map(Languages::normalize).collect(Collectors.toSet());
        return keeping(Filter.ofEach("In language " + list(codes, "a language, such as \"en\""), table -> {
            var language = table.stringColumn("language");
            return row -> {
                String code = Languages.normalize(language.get(row));
                return !code.isEmpty() && (wanted.contains(code) || wanted.contains(Languages.withoutRegion(code)));
            };
        }));
    }

    /** {@return the tweets that at least so many people liked; those of which their source does not say it are left out} */
    public Timeline atLeastLikes(int likes) {
        return keeping(atLeast("likes", likes, likes == 1 ? "like" : "likes"));
    }

    /** {@return the tweets that at least so many people retweeted; those of which their source does not say it are left out} */
    public Timeline atLeastRetweets(int retweets) {
        return keeping(atLeast("retweets", retweets, retweets == 1 ? "retweet" : "retweets"));
    }

    private static Filter atLeast(String column, int least, String noun) {
        return Filter.ofEach(String.format(Locale.ENGLISH, "At least %,d %s", least, noun), table -> {
            var counts = table.intColumn(column);
            return row -> !counts.isMissing(row) && counts.getInt(row) >= least;
        });
    }

    /** {@return the tweets that answer no other} */
    public Timeline withoutReplies() {
        return keeping(flag("Without replies", "reply", false));
    }

    /** {@return the tweets that answer another} */
    public Timeline onlyReplies() {
        return keeping(flag("Only replies", "reply", true));
    }

    /** {@return the tweets that the authors wrote themselves} */
    public Timeline withoutRetweets() {
        return keeping(flag("Without retweets", "retweet", false));
    }

    /** {@return the tweets that somebody else wrote} */
    public Timeline onlyRetweets() {
        return keeping(flag("Only retweets", "retweet", true));
    }

    private static Filter flag(String name, String column, boolean wanted) {
        return Filter.ofEach(name, table -> {
            var flags = table.booleanColumn(column);
            return row -> Boolean.TRUE.equals(flags.get(row)) == wanted;
        });
    }

    /** {@return the tweets without a link; X counts pictures and quoted tweets as links, too} */
    public Timeline withoutLinks() {
        return keeping(TextFilters.links("Without links", false));
    }

    /** {@return the tweets with a link; X counts pictures and quoted tweets as links, too} */
    public Timeline onlyWithLinks() {
        return keeping(TextFilters.links("Only with links", true));
    }

    /**
     * {@return the tweets in which one of these words stands, or several}
     *
     * @param words words, hashtags or phrases, in any case; they are looked for as whole words and not within links. In scripts
     *         that set no spaces between words, such as Chinese, Japanese and Thai, any place will do.
     * @throws IllegalArgumentException if there is none, or an empty one
     */
    public Timeline containing(String... words) {
        return keeping(TextFilters.containing("Containing " + list(words, "a word"), words));
    }

    /**
     * {@return the tweets in which a regular expression is found somewhere}
     *
     * @param pattern what to look for in the text as {@link Timeline#table()} has it, with its links, entities and new lines
     */
    public Timeline matching(Pattern pattern) {
        return keeping(TextFilters.matching(pattern));
    }

    /**
     * {@return the tweets in which a regular expression is found somewhere}
     *
     * @param regex what to look for in the text as {@link Timeline#table()} has it, as {@link Pattern} describes it
     * @throws IllegalArgumentException if it is no regular expression
     */
    public Timeline matching(String regex) {
        return matching(TextFilters.regex(regex));
    }

    /** {@return the tweets without those of the very same text, whoever wrote them; of each, the newest stays} */
    public Timeline withoutDuplicates() {
        return keeping(TextFilters.withoutDuplicates());
    }

    /**
     * {@return the tweets without those of the same text but for links, mentions and white space, whoever wrote them; of each,
     * the newest stays}
     */
    public Timeline withoutNearDuplicates() {
        return keeping(TextFilters.withoutNearDuplicates());
    }

    /**
     * {@return the tweets of some of the authors}
     *
     * @param handles their handles, with or without the {@code @}, in any case
     * @throws IllegalArgumentException if there is none, or one that is not among the authors
     */
    public Timeline by(String... handles) {
        List<String> wanted = Arrays.stream(handles).map(Author::normalize).distinct().toList();
        String names = list(wanted.stream().map(handle -> "@" + handle).toArray(String[]::new), "a handle");
        List<Author> whose = authors().stream().filter(author -> wanted.contains(author.handle())).toList();
        if (whose.size() < wanted.size()) {
            String missing = wanted.stream().filter(handle -> whose.stream().noneMatch(author -> author.handle().equals(handle)))
                    .map(handle -> "@" + handle).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "%s is not among the authors of this timeline, such as @%s; Timeline.authors() has all of them."
                            .formatted(missing, authors().get(0).handle()));
        }
        return keeping(Filter.ofEach("By " + names, table -> {
            var handle = table.stringColumn("handle");
            return row -> authors().size() == 1 || wanted.contains(handle.get(row));
        }), whose);
    }

    /**
     * Chooses with Tablesaw, as in {@code timeline.where("Long", tweets -> tweets.stringColumn("text").isLongerThan(200))}.
     *
     * @param name what is done, as {@link io.github.huggingtweets.corpus.Corpus#steps()} shows it
     * @param choice gets the table of this timeline, a copy, and says which of its rows to keep
     * @return the chosen tweets
     */
    public Timeline where(String name, Function<Table, Selection> choice) {
        return keeping(new Filter(name, (table, rows) -> {
            int[] row = rows.toArray();
            int[] chosen = choice.apply(TweetTable.copy(table, row)).toArray();
            if (chosen.length > 0 && chosen[chosen.length - 1] >= row.length) {
                throw new IllegalArgumentException(String.format(Locale.ENGLISH,
                        "\"%s\" chooses row %,d of %,d; the first row is 0.", name, chosen[chosen.length - 1], row.length));
            }
            return Selection.with(Arrays.stream(chosen).map(i -> row[i]).toArray());
        }));
    }

    /** {@return the tweets that Tablesaw chooses}; see {@link #where(String, Function)}. */
    public Timeline where(Function<Table, Selection> choice) {
        return where("Chosen with Tablesaw", choice);
    }

    private static String list(String[] values, String what) {
        if (values.length == 0) {
            throw new IllegalArgumentException("There is nothing to choose by; give " + what + ".");
        }
        return String.join(", ", values);
    }
}
